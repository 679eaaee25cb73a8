// Makes time pass faster in the plugin's window, for journeys that wait for what takes minutes.

import type { Frame } from 'playwright-core'

/** From now on timers fire, and the clock runs, that many times as fast. */
export function hasten(frame: Frame, factor: number): Promise<void> {
  return frame.evaluate((times) => {
    const [now, later] = [Date.now.bind(Date), globalThis.setTimeout.bind(globalThis)]
    const since = now()
    Date.now = () => since + (now() - since) * times
    const sooner = (run: () => void, ms = 0): unknown => later(run, ms / times)
    Object.assign(globalThis, { setTimeout: sooner })
  }, factor)
}
