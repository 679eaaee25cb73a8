// The header `Retry-After`, as services and the proxies before them write it.

/** A timer holds no more than this, in ms: it would fire at once. */
const longestMs = 2 ** 31 - 1

/** Seconds, with or without their unit. */
const secondsPattern = /^\d+(?:\.\d+)?\s*(?:s|secs?|seconds?)?$/i
/** The dates of HTTP, and those of ISO 8601. Anything else would be guessed at: some engines read "-5" as a day in May. */
const datePattern = /^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s|\d{4}-\d\d-\d\dT)/i

function secondsIn(text: string): number | null {
  return secondsPattern.test(text) ? Number.parseFloat(text) * 1000 : null
}

function msIn(header: string, now: number): number | null {
  if (datePattern.test(header)) return Date.parse(header) - now
  // Several proxies may each have set it: the longest wait is right for all of them.
  const waits = header.split(',').map((part) => secondsIn(part.trim()))
  return waits.reduce((longest, ms) => (ms === null || longest === null ? null : Math.max(longest, ms)), 0)
}

/**
 * How long the service asks to wait, in ms from `now` (ms since 1970): whole, never negative, and never more than a timer holds. Null when
 * the header is missing or makes no sense. A date that has passed is no wait.
 */
export function readRetryAfter(header: string | null, now: number): number | null {
  const text = header?.trim() ?? ''
  const ms = text === '' ? null : msIn(text, now)
  return ms === null || Number.isNaN(ms) ? null : Math.min(longestMs, Math.max(0, Math.round(ms)))
}
