// `npm run chaos [lives] [seed]`: many random lives; prints what happened to them. Also a sequence to repeat where a law broke.

import { type ChildProcess, fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { type Tally, emptyTally } from './life.ts'
import type { Lived, Slice } from './slice.ts'

const runs = Number(process.argv[2] ?? 50_000)
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31)
/** In slices, so that a long run tells how far it is, and every core has work until the end. Which lives are lived depends on the seed only. */
const sliceOf = 500

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

/** Hands slice after slice to a process; resolves when none is left. A process that dies fails the run. */
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
process.exitCode = broken === 0 && done === runs ? 0 : 1
