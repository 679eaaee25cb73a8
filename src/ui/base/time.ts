// Clock, randomness and network state as ports, which tests replace.

import { startTimer } from './timer.ts'

export type Time = {
  /** In ms since 1970. */
  now(): number
  /** Resolves after `ms`; rejects with an AbortError when the signal aborts. */
  delay(ms: number, signal: AbortSignal): Promise<void>
  /** From 0 (inclusive) to 1 (exclusive). */
  random(): number
  isOnline(): boolean
  /** Resolves when the network is online; rejects with an AbortError when the signal aborts. */
  online(signal: AbortSignal): Promise<void>
}

function aborted(): DOMException {
  return new DOMException('aborted', 'AbortError')
}

export function browserTime(page: Window): Time {
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    isOnline: () => page.navigator.onLine,
    delay: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(aborted())
        const stop = (): void => {
          stopTimer()
          reject(aborted())
        }
        const stopTimer = startTimer(ms, () => {
          signal.removeEventListener('abort', stop)
          resolve()
        })
        signal.addEventListener('abort', stop, { once: true })
      }),
    online: (signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(aborted())
        if (page.navigator.onLine) return resolve()
        const stop = (): void => reject(aborted())
        const go = (): void => {
          signal.removeEventListener('abort', stop)
          resolve()
        }
        page.addEventListener('online', go, { once: true, signal })
        signal.addEventListener('abort', stop, { once: true })
      }),
  }
}
