// The laws as a property over random lives. The seeds are fixed, so that a failing test keeps failing until it is fixed.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lives } from './acts.ts'
import { live } from './life.ts'

/** Two files share the lives, so that they run in parallel. `npm run chaos` runs thousands. */
export function livesHold(seed: number, numRuns = 60): void {
  it(`holds the laws over ${numRuns} random lives, seed ${seed}`, { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (acts) => {
        expect(await live(acts)).toEqual([])
      }),
      { seed, numRuns },
    )
  })
}
