// A clock that the test controls. Nothing waits for real; everything that is due happens in order.

import type { Clock as HostClock } from '../../playground/host/types.ts'
import type { Clock as ServiceClock } from '../../playground/service/settings.ts'

type Timer = { readonly at: number; readonly run: () => void }

export type VirtualClock = HostClock &
  ServiceClock & {
    /** Waits; rejects when the signal aborts. */
    delay(ms: number, signal: AbortSignal): Promise<void>
    /** Reports activity elsewhere, which may lead to more. */
    note(): void
    /** Resolves when everything that needs no time has happened. */
    settle(): Promise<void>
    /** Advances the clock by `ms` and runs everything that is due meanwhile. */
    pass(ms: number): Promise<void>
    /** Makes the wall clock jump, as after the machine slept: timers do not fire for the time in between. */
    jump(ms: number): void
    readonly timers: number
  }

/** Promises settle within one turn of the event loop, response streams within a few. After this many quiet turns nothing more will happen. */
const quietTurns = 4

/** Resolves when `activity` has not changed for `quietTurns` turns. */
async function untilQuiet(activity: () => number): Promise<void> {
  for (let quiet = 0, seen = activity(); quiet < quietTurns; quiet = seen === activity() ? quiet + 1 : 0) {
    seen = activity()
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function earliestUntil(timers: ReadonlySet<Timer>, end: number): Timer | undefined {
  let first: Timer | undefined
  for (const timer of timers) if (timer.at <= end && (first === undefined || timer.at < first.at)) first = timer
  return first
}

function delayOn(clock: HostClock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Error('aborted'))
    const stop = (): void => {
      clock.clearTimeout(timer)
      reject(new Error('aborted'))
    }
    const timer = clock.setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })
}

export function virtualClock(start = 1_800_000_000_000): VirtualClock {
  let now = start
  let activity = 0
  const timers = new Set<Timer>()
  const settle = (): Promise<void> => untilQuiet(() => activity)

  const clock: VirtualClock = {
    now: () => now,
    setTimeout: (run, ms) => {
      activity += 1
      const timer = { at: now + Math.max(0, ms), run }
      timers.add(timer)
      return timer
    },
    clearTimeout: (handle) => void timers.delete(handle as Timer),
    sleep: (ms) => new Promise((resolve) => void clock.setTimeout(resolve, ms)),
    delay: (ms, signal) => delayOn(clock, ms, signal),
    settle,
    note: () => {
      activity += 1
    },
    pass: async (ms) => {
      const end = now + ms
      await settle()
      for (let timer = earliestUntil(timers, end); timer !== undefined; timer = earliestUntil(timers, end)) {
        timers.delete(timer)
        now = Math.max(now, timer.at)
        timer.run()
        await settle()
      }
      now = end
    },
    jump: (ms) => {
      now += ms
      const late = [...timers]
      timers.clear()
      for (const timer of late) timers.add({ at: timer.at + ms, run: timer.run })
    },
    get timers() {
      return timers.size
    },
  }
  return clock
}
