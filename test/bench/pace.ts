// How late the plugin learns that a picture is finished, and with how many polls, over many kinds of tasks with different usual durations.

import { expectationOf, nextAsk, remember } from '../../src/core/service/pace.ts'
import { lognormal, seeded } from '../support/chance.ts'
import type { Figure } from './figure.ts'

const kinds = 400
const tasksPerKind = 30
/** The distribution over all tasks: median 8 s, 95 of 100 under 20 s (perf §3). */
const spreadOfAll = 0.557
const spreadWithinKind = 0.15

type Waited = { readonly lag: number; readonly requests: number; readonly learned: number }

function wait(duration: number, durations: readonly number[]): Waited {
  const expected = expectationOf(durations)
  let [before, at, requests] = [0, 0, 0]
  while (requests === 0 || at < duration) {
    before = at
    at = nextAsk(at, expected)
    requests += 1
  }
  // The service does not say how long it took, so the window learns the middle between the last "working" and "ready".
  return { lag: at - duration, requests, learned: (before + at) / 2 }
}

export function paceFigures(): readonly Figure[] {
  const random = seeded(20_250_117)
  const medians = lognormal(random, 8, Math.sqrt(spreadOfAll ** 2 - spreadWithinKind ** 2))
  let [lag, requests] = [0, 0]
  for (let kind = 0; kind < kinds; kind++) {
    const next = lognormal(random, medians(), spreadWithinKind)
    let durations: readonly number[] = []
    for (let task = 0; task < tasksPerKind; task++) {
      const waited = wait(next(), durations)
      lag += waited.lag
      requests += waited.requests
      durations = remember(durations, waited.learned)
    }
  }
  const tasks = kinds * tasksPerKind
  const from = `${kinds} kinds, ${tasksPerKind} tasks each, spread ${spreadWithinKind}, the first ones included`
  return [
    { name: 'ready to known, mean lag', measured: lag / tasks, limit: 0.3, unit: 's', from },
    { name: 'ready to known, requests a job', measured: requests / tasks, limit: 8, unit: 'requests', from },
  ]
}
