// When to ask again: learned from past durations of the same kind of task (perf §3). Seconds throughout.

import { readList, readRecord } from '../base/read.ts'

/** What is expected of a task: its median duration, and the spread of its logarithm. */
export type Expectation = { readonly median: number; readonly spread: number }

export const rememberedDurations = 20

/** Tasks that take about equally long share a kind. */
export function kindOf(path: string, steps: unknown, sent: { width: number; height: number }): string {
  return `${path} ${typeof steps === 'number' ? steps : '-'} ${Math.round((sent.width * sent.height) / 250_000)}`
}

export function remember(durations: readonly number[], seconds: number): readonly number[] {
  return [...durations, seconds].slice(-rememberedDurations)
}

/** What was stored, as far as it holds numbers. */
export function readDurations(stored: unknown): Readonly<Record<string, readonly number[]>> {
  return Object.fromEntries(
    Object.entries(readRecord(stored)).map(([kind, list]) => [
      kind,
      readList(list).filter((item): item is number => typeof item === 'number'),
    ]),
  )
}

function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share
  const below = sorted[Math.floor(position)] ?? 0
  const above = sorted[Math.ceil(position)] ?? below
  return below + (above - below) * (position - Math.floor(position))
}

/** Nothing known: 8 s, widely spread. Known: the median, pulled a little to 8 s, and a robust spread of the logarithms. */
export function expectationOf(durations: readonly number[]): Expectation {
  const logs = durations.filter((seconds) => seconds > 0).map(Math.log)
  const n = logs.length
  if (n === 0) return { median: 8, spread: 0.55 }
  const sorted = [...logs].sort((a, b) => a - b)
  const middle = quantile(sorted, 0.5)
  const deviations = logs.map((log) => Math.abs(log - middle)).sort((a, b) => a - b)
  const own = n < 3 ? 0.3 : 1.48 * quantile(deviations, 0.5)
  const spread = Math.sqrt((n * own * own + 0.18) / (n + 2))
  return {
    median: Math.exp((middle * n + 0.3 * Math.log(8)) / (n + 0.3)),
    spread: Math.min(0.7, Math.max(0.08, spread)),
  }
}

/** Log-logistic: density and survival at `t`. */
function logistic(t: number, median: number, spread: number): { density: number; survival: number } {
  const shape = 1.8138 / spread
  const power = (t / median) ** shape
  return { density: ((shape / t) * power) / (1 + power) ** 2, survival: 1 / (1 + power) }
}

const costOfRequest = 0.04
const shortest = 0.3
const longest = 2.5
/** One early question catches refusals, which would otherwise wait for the median. */
const firstAsk = 1.5
const lateShare = 0.06

/**
 * The time of the next question, in seconds since the task was accepted, given that it was not ready at `t`.
 * The interval follows the hazard of finishing: dense where tasks of this kind usually end, sparse before and long after.
 */
export function nextAsk(t: number, { median, spread }: Expectation): number {
  const step = 0.05
  let due = 0
  let at = t
  for (;;) {
    const middle = at + step / 2
    const usual = logistic(middle, median, spread)
    // Behind the median a broad tail: queues are slower than the service (api §0.8).
    const late = logistic(middle, 1.4 * median, 0.6)
    const density = (1 - lateShare) * usual.density + (middle < median ? 0 : lateShare * late.density)
    const survival = (1 - lateShare) * usual.survival + lateShare * late.survival
    due += Math.sqrt(density / survival / (2 * costOfRequest)) * step
    at += step
    if (due >= 1 && at - t >= shortest) break
    if (at > 1.3 * median && at - t >= longest) break
  }
  return t < firstAsk ? Math.min(at, Math.max(firstAsk, t + shortest)) : at
}

/** Waiting ends here; the task is kept and can be asked again. */
export const waitLimitMs = 15 * 60_000
