// `npm run chaos [lives] [seed]`: many random lives. Prints what happened to them and, if a law was broken, the sequence that reproduces it.
// Then runs every test that uses test/support/runs.ts, RUNS times as often as `npm test` (default 20; 0 skips them), from the same seed:
// `RUNS=100 npm run chaos -- 1000` tries few lives and many properties. Finally runs relays, workers and callers as real processes
// (RELAYS times, default once): `RUNS=0 npm run chaos -- 0` runs only those.

import { type ChildProcess, fork, spawn } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { wholeNumber } from '../../../playground/given.ts'
import { messageOf } from '../../../src/core/base/text.ts'
import { relaysHold } from '../../relay/chaos/big.ts'
import { setup } from '../../support/fresh-build.ts'
import { type Tally, emptyTally } from './life.ts'
import type { Lived, Slice } from './slice.ts'

const [, , givenLives, givenSeed, ...more] = process.argv
const { RUNS, RELAYS } = process.env
const { runs, seed, factor, rounds } = readGiven()
/** Lives run in slices, so that a long run shows its progress and every core is busy until the end. Which lives run depends only on the seed. */
const sliceOf = 500

function readGiven() {
  try {
    if (more.length > 0) throw new Error(`Not known: ${more.join(' ')}. npm run chaos takes lives and a seed.`)
    return {
      runs: wholeNumber('The number of lives', givenLives, 50_000),
      seed: wholeNumber('The seed', givenSeed, Date.now() % 2 ** 31),
      factor: wholeNumber('RUNS', RUNS, 20),
      rounds: wholeNumber('RELAYS', RELAYS, 1),
    }
  } catch (error) {
    console.error(messageOf(error))
    process.exit(1)
  }
}

const from = Date.now()
const tally = emptyTally()
let [done, broken] = [0, 0]

const slices = (function* (): Generator<Slice> {
  for (let at = 0; at < runs; at += sliceOf) yield { seed: seed + at, lives: Math.min(sliceOf, runs - at) }
})()

function count(lived: Lived): void {
  for (const name of Object.keys(tally) as (keyof Tally)[]) tally[name] += lived.tally[name]
  done += lived.lives
  for (const report of lived.broken) {
    broken += 1
    if (broken <= 5) console.log(report)
  }
  console.log(`${done} lives, ${tally.acts} acts, ${((Date.now() - from) / 1000).toFixed(0)} s`)
}

/** Gives slices to a process until none is left. A process that dies fails the run. */
function keepBusy(worker: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = (): void => {
      const { value, done: isOver } = slices.next()
      if (isOver === true) worker.disconnect()
      else worker.send(value)
    }
    worker.on('message', (lived: Lived) => {
      count(lived)
      next()
    })
    worker.on('error', reject)
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a process of the run ended with ${String(code)}`))))
    next()
  })
}

const tests = fileURLToPath(new URL('../..', import.meta.url))

/** The test files that use test/support/runs.ts. */
async function propertyTests(): Promise<readonly string[]> {
  const files = (await readdir(tests, { recursive: true })).filter((file) => /\.test\.tsx?$/.test(file)).map((file) => join(tests, file))
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  return files.filter((_, index) => texts[index]?.includes('support/runs.ts'))
}

/** Tries each property that many times as often as `npm test` does. Returns whether all of them hold. */
async function tryProperties(factor: number): Promise<boolean> {
  const env = { ...process.env, RUNS: String(factor), SEED: String(seed) }
  const timeout = String(factor * 120_000)
  const args = ['run', '--project', 'tests', '--testTimeout', timeout, ...(await propertyTests())]
  const child = spawn('vitest', args, { stdio: 'inherit', env })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code === 0))
  })
}

await setup()
const crew = Array.from({ length: availableParallelism() }, () => fork(fileURLToPath(new URL('slice.ts', import.meta.url))))
await Promise.all(crew.map(keepBusy))
console.log(`
seed            ${seed}
lives           ${done}, ${broken} broken
faults injected ${tally.faults}
kills survived  ${tally.kills}
tasks accepted  ${tally.accepted}
pictures seen   ${tally.pictures}
pictures lost   ${tally.lost}
paid twice      ${tally.paidTwice}`)

const doPropertiesHold = factor === 0 || (await tryProperties(factor))
const doRelaysHold = await relaysHold(rounds, seed)
process.exitCode = broken === 0 && done === runs && doPropertiesHold && doRelaysHold ? 0 : 1
