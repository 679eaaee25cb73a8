// The large variant of relays.test.ts, for `npm run chaos`: three relays, two workers and 200 callers; some processes are only paused.

import { liveOn } from './life.ts'

/** Returns whether the law held every time. Prints what happened, and the seed to reproduce it. */
export async function relaysHold(times: number, seed: number): Promise<boolean> {
  let isHeld = true
  for (let i = 0; i < times; i++) {
    const plan = { seed: seed + i, callers: 200, atOnce: 40, kills: 25, workers: 2, taskMs: 300, stillMs: 6000 }
    const from = Date.now()
    const { notes, ...outcome } = await liveOn(plan)
    const { picture, refused, lost, unknown, paidTwice } = outcome
    isHeld &&= lost + unknown + paidTwice === 0 && picture + refused === plan.callers
    console.log(`relays, seed ${plan.seed}, ${((Date.now() - from) / 1000).toFixed(0)} s: ${JSON.stringify(outcome)}`)
    for (const note of notes.slice(0, 20)) console.log(`  ${note}`)
  }
  return isHeld
}
