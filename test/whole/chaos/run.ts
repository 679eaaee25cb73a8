// `npm run chaos [lives] [seed]`: many random lives; prints what happened to them. Also a sequence to repeat where a law broke.

import fc from 'fast-check'
import { lives } from './acts.ts'
import { emptyTally, live } from './life.ts'

const runs = Number(process.argv[2] ?? 50_000)
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31)

const main = async (): Promise<void> => {
  const tally = emptyTally()
  const from = Date.now()
  let done = 0
  let broken = 0
  // In slices, so that a long run tells how far it is, and memory of the generator stays small.
  for (let at = 0; at < runs; at += 500) {
    for (const acts of fc.sample(lives, { numRuns: Math.min(500, runs - at), seed: seed + at })) {
      const wrong = await live(acts, tally)
      done += 1
      if (wrong.length === 0) continue
      broken += 1
      if (broken <= 5) console.log(`${wrong.join('\n')}\n  after ${JSON.stringify(acts)}\n`)
    }
    console.log(`${done} lives, ${tally.acts} acts, ${((Date.now() - from) / 1000).toFixed(0)} s`)
  }
  console.log(`
seed            ${seed}
lives           ${done}, ${broken} broken
faults injected ${tally.faults}
kills survived  ${tally.kills}
tasks accepted  ${tally.accepted}
pictures seen   ${tally.pictures}
pictures lost   ${tally.lost}
paid twice      ${tally.paidTwice}`)
  process.exitCode = broken === 0 ? 0 : 1
}

void main()
