// Reads the `Retry-After` header, as services and proxies write it.

import { timerMs } from '../base/timer.ts'

/** Seconds, with or without a unit. */
const secondsPattern = /^\d+(?:\.\d+)?\s*(?:s|secs?|seconds?)?$/i
/** HTTP dates and ISO 8601. Anything else would be guesswork: some engines read "-5" as a day in May. */
const datePattern = /^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s|\d{4}-\d\d-\d\dT)/i

function secondsIn(text: string): number | null {
  return secondsPattern.test(text) ? Number.parseFloat(text) * 1000 : null
}

function msIn(header: string, now: number): number | null {
  if (datePattern.test(header)) return Date.parse(header) - now
  // Several proxies may each have added a value; the longest wait satisfies all of them.
  const waits = header.split(',').map((part) => secondsIn(part.trim()))
  return waits.reduce((longest, ms) => (ms === null || longest === null ? null : Math.max(longest, ms)), 0)
}

/**
 * How long the service asks to wait, in whole ms from `now` (ms since 1970): never negative, and never longer than a timer supports. Null
 * when the header is missing or unreadable; 0 for a date in the past.
 */
export function readRetryAfter(header: string | null, now: number): number | null {
  const text = header?.trim() ?? ''
  const ms = text === '' ? null : msIn(text, now)
  return ms === null || Number.isNaN(ms) ? null : timerMs(Math.round(ms))
}
