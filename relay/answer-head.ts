/** The only header of a service that is passed on: when to retry, rewritten by us. Other headers could contain anything. */

/** A week; a longer time means never. */
const longestSeconds = 604_800

/** Passes seconds through and converts a date to seconds from `now`. */
export function safeRetryAfter(told: string | null, now: number): string | undefined {
  if (told === null) return undefined
  const [, number] = /^(\d{1,9}(?:\.\d+)?)\s*(?:s|secs?|seconds?)?$/i.exec(told.trim()) ?? []
  const seconds = Math.ceil(number === undefined ? (Date.parse(told) - now) / 1000 : Number(number))
  return seconds >= 0 && seconds <= longestSeconds ? String(seconds) : undefined
}
