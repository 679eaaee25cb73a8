/** What is passed on of a service's head: its type and when to come back, in our own words. Anything else in there may be anything. */

const types = [
  'application/json',
  'application/problem+json',
  'text/html',
  'application/xhtml+xml',
  'text/plain',
  'text/xml',
  'application/xml',
  'text/event-stream',
]
/** A week: who says more means never. */
const longestSeconds = 604_800

/** A type that nobody knows is bytes. */
export function safeType(told: string | null): string | undefined {
  if (told === null) return undefined
  const [type = '', ...parameters] = told
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  if (!types.includes(type)) return 'application/octet-stream'
  return parameters.some((parameter) => /^charset="?utf-?8"?$/.test(parameter)) ? `${type}; charset=utf-8` : type
}

/** Seconds as they were, a moment as the seconds until then. */
export function safeRetryAfter(told: string | null, now: number): string | undefined {
  if (told === null) return undefined
  const seconds = /^\d{1,9}$/.test(told.trim()) ? Number(told) : Math.ceil((Date.parse(told) - now) / 1000)
  return seconds >= 0 && seconds <= longestSeconds ? String(seconds) : undefined
}
