// One process of a long chaos run: lives the slices that it receives, and reports the outcome of each.

import fc from 'fast-check'
import { lives } from './acts.ts'
import { type Tally, emptyTally, live } from './life.ts'

export type Slice = { readonly seed: number; readonly lives: number }
export type Lived = { readonly lives: number; readonly tally: Tally; readonly broken: readonly string[] }

async function liveThrough(slice: Slice): Promise<Lived> {
  const tally = emptyTally()
  const broken: string[] = []
  for (const acts of fc.sample(lives, { numRuns: slice.lives, seed: slice.seed })) {
    const wrong = await live(acts, tally)
    if (wrong.length > 0) broken.push(`${wrong.join('\n')}\n  after ${JSON.stringify(acts)}\n`)
  }
  return { lives: slice.lives, tally, broken }
}

process.on('message', (slice: Slice) => {
  liveThrough(slice).then(
    (lived) => process.send?.(lived),
    (thrown: unknown) => {
      console.error(thrown)
      process.exit(1)
    },
  )
})
