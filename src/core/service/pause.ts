// A wait that a person is told about: something outside of the plugin causes it.

import type { FailureCode } from '../failure/failure.ts'

/** `because` is what the last answer said. `until` is in ms since 1970: then the same is asked again. */
export type Pause = { readonly because: FailureCode; readonly until: number }

/** Hears of waits between two tries of the same. */
export type PauseWatch = {
  paused(pause: Pause): void
  /** The wait is over. */
  continued(): void
}

/** Shorter ones are over before they are read, in ms. */
export const shortestPauseMs = 1000

/** No pause is longer: what a clock that was set makes of one is not shown. */
const longestShownS = 60

/** Why the next try has to wait. */
const pauseTexts: Partial<Record<FailureCode, string>> = {
  'rate-limited': 'The service is busy.',
  unreachable: 'The service does not answer at the moment.',
  'service-error': 'The service has trouble at the moment.',
  'web-page': 'A web page answers in place of the service.',
  'delivery-blocked': 'The picture cannot be fetched yet.',
  expired: 'The service does not know this picture at the moment.',
  'key-rejected': 'The service does not accept the key at the moment.',
  forbidden: 'The service does not allow this key at the moment.',
  'no-credit': 'The service sees no credit at the moment.',
}

/**
 * One short sentence on what is waited for, and when it goes on; the seconds are left out once they are over. `now` is in ms since 1970;
 * `again` is what happens then: something is sent again, or the service is asked again.
 */
export function pauseText({ because, until }: Pause, now: number, again: 'Trying' | 'Asking'): string {
  const seconds = Math.min(longestShownS, Math.ceil((until - now) / 1000))
  const why = pauseTexts[because] ?? 'The service gave no good answer.'
  return `${why} ${again} again${seconds > 0 ? ` in ${seconds} s` : '.'}`
}
