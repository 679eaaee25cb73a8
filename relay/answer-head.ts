/** What is passed on of a service's head: when to come back, in our own words. Anything else in there may be anything. */

/** A week: who says more means never. */
const longestSeconds = 604_800

/** Seconds as they were, a moment as the seconds until then. */
export function safeRetryAfter(told: string | null, now: number): string | undefined {
  if (told === null) return undefined
  const [, number] = /^(\d{1,9}(?:\.\d+)?)\s*(?:s|secs?|seconds?)?$/i.exec(told.trim()) ?? []
  const seconds = Math.ceil(number === undefined ? (Date.parse(told) - now) / 1000 : Number(number))
  return seconds >= 0 && seconds <= longestSeconds ? String(seconds) : undefined
}
