// When to poll, learned from earlier durations of the same kind of task (perf §3). All times in seconds.

import { readList, readRecord } from '../base/read.ts'

/** The expected duration of a task: its median in seconds, and the spread of its logarithm. */
export type Expectation = { readonly median: number; readonly spread: number }

export const rememberedDurations = 20

/** A name for a kind of task; tasks of one kind take about equally long. `sent` is in px. */
export function kindOf(path: string, steps: unknown, sent: { width: number; height: number }): string {
  return `${path} ${typeof steps === 'number' ? steps : '-'} ${Math.round((sent.width * sent.height) / 250_000)}`
}

export function remember(durations: readonly number[], seconds: number): readonly number[] {
  return [...durations, seconds].slice(-rememberedDurations)
}

/** Reads durations by kind from the storage; anything that is not a number is left out. */
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

/**
 * Without any durations: 8 s with a wide spread. Otherwise their median, drawn slightly towards 8 s, and a robust spread of their logarithms (from
 * the median deviation, so that a single task that waited in a queue does not count).
 */
export function expectationOf(durations: readonly number[]): Expectation {
  const logs = durations.filter((seconds) => seconds > 0).map(Math.log)
  const n = logs.length
  if (n === 0) return { median: 8, spread: 0.55 }
  const sorted = [...logs].sort((a, b) => a - b)
  const middle = quantile(sorted, 0.5)
  const deviations = logs.map((log) => Math.abs(log - middle)).sort((a, b) => a - b)
  const measured = n < 3 ? 0.3 : 1.48 * quantile(deviations, 0.5)
  const spread = Math.sqrt((n * measured * measured + 0.18) / (n + 2))
  return {
    median: Math.exp((middle * n + 0.3 * Math.log(8)) / (n + 0.3)),
    spread: Math.min(0.7, Math.max(0.08, spread)),
  }
}

/** Density and survival at `t` seconds of a log-logistic distribution. */
function logistic(t: number, median: number, spread: number): { density: number; survival: number } {
  const shape = 1.8138 / spread
  const power = (t / median) ** shape
  return { density: ((shape / t) * power) / (1 + power) ** 2, survival: 1 / (1 + power) }
}

/** The cost of one request, expressed as seconds of delay in finding the finished picture. */
const costOfRequest = 0.04
const shortestPause = 0.3
const longestPause = 2.5
const longestWait = 30
/** The first poll comes early, in seconds, to find out about refusals, which would otherwise wait until about the median. */
const firstAsk = 1.5
/** The share of tasks assumed to wait in a queue: their median is 1.4 times as long, and their spread is wide. */
const lateShare = 0.06

/**
 * The time of the next poll, in seconds since the task was accepted, given that it was not ready at `t`. The interval follows the hazard of
 * finishing: short around the usual durations of this kind, long before and well after.
 */
export function nextAsk(t: number, { median, spread }: Expectation): number {
  const step = 0.05
  let due = 0
  let next = t
  for (;;) {
    const middle = next + step / 2
    const usual = logistic(middle, median, spread)
    // After the median the tail is broad, because the service's queue is slower than the service itself (api §0.8).
    const late = logistic(middle, 1.4 * median, 0.6)
    const density = (1 - lateShare) * usual.density + (middle < median ? 0 : lateShare * late.density)
    const survival = (1 - lateShare) * usual.survival + lateShare * late.survival
    due += Math.sqrt(density / survival / (2 * costOfRequest)) * step
    next += step
    if (due >= 1 && next - t >= shortestPause) break
    if (next > 1.3 * median && next - t >= longestPause) break
    // A nonsensical learned duration must not stop the polling.
    if (next - t >= longestWait) break
  }
  return t < firstAsk ? Math.min(next, Math.max(firstAsk, t + shortestPause)) : next
}

/** Polling ends after this time; the task is kept and can be checked again. */
export const waitLimitMs = 15 * 60_000
