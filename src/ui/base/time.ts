// Time, chance and the network's presence in a browser.

import type { Time } from '../service/ports.ts'

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
          page.clearTimeout(timer)
          reject(aborted())
        }
        const timer = page.setTimeout(() => {
          signal.removeEventListener('abort', stop)
          resolve()
        }, ms)
        signal.addEventListener('abort', stop, { once: true })
      }),
    online: (signal) =>
      new Promise((resolve, reject) => {
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
