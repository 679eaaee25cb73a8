// A wait that is shown to the user, because something outside the plugin causes it.

import type { FailureCode } from '../failure/failure.ts'

/** `because` is the failure in the last answer. `until`, in ms since 1970, is when the same request is made again. */
export type Pause = { readonly because: FailureCode; readonly until: number }

/** Is told about waits between two tries of a request. */
export type PauseWatch = {
  paused(pause: Pause): void
  /** Called when the wait is over. */
  continued(): void
}

/** In ms; shorter pauses would be over before they could be read. */
export const shortestPauseMs = 1000

/** In seconds; no pause is longer. After a change of the computer's clock the difference may be, and is not shown. */
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
 * One short sentence on what is waited for, with the seconds left, if any. `now` is in ms since 1970; `again` says what follows: trying to send
 * again, or asking the service again.
 */
export function pauseText({ because, until }: Pause, now: number, again: 'Trying' | 'Asking'): string {
  const seconds = Math.min(longestShownS, Math.ceil((until - now) / 1000))
  const why = pauseTexts[because] ?? 'The service gave no good answer.'
  return `${why} ${again} again${seconds > 0 ? ` in ${seconds} s` : '.'}`
}
