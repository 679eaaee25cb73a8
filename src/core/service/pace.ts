// When to ask again: learned from past durations of the same kind of task (perf §3). Seconds throughout.

import { readList, readRecord } from '../base/read.ts'

/** How long a task is expected to take: the median in seconds, and the spread of the logarithm. */
export type Expectation = { readonly median: number; readonly spread: number }

export const rememberedDurations = 20

/** A name for the kind of a task: tasks of a kind take about equally long. `sent` is in px. */
export function kindOf(path: string, steps: unknown, sent: { width: number; height: number }): string {
  return `${path} ${typeof steps === 'number' ? steps : '-'} ${Math.round((sent.width * sent.height) / 250_000)}`
}

export function remember(durations: readonly number[], seconds: number): readonly number[] {
  return [...durations, seconds].slice(-rememberedDurations)
}

/** Durations by kind, from storage; anything that is no number is left out. */
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
 * Without any durations 8 s, widely spread; else their median, drawn a little towards 8 s, and a robust spread of their logarithms (the
 * median of the deviations, so that one task that queued does not count).
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

/** What one request costs, in seconds by which a picture is found late. */
const costOfRequest = 0.04
const shortestPause = 0.3
const longestPause = 2.5
const longestWait = 30
/** An early question finds out about refusals, which would otherwise wait for the median. */
const firstAsk = 1.5
/** The share of tasks that are taken to queue: their median is 1.4 times as long, and their spread is wide. */
const lateShare = 0.06

/**
 * The time of the next question, in seconds since the task was accepted, given that it was not ready at `t`.
 * The interval follows the hazard of finishing: dense where tasks of this kind usually end, sparse before and long after.
 */
export function nextAsk(t: number, { median, spread }: Expectation): number {
  const step = 0.05
  let due = 0
  let next = t
  for (;;) {
    const middle = next + step / 2
    const usual = logistic(middle, median, spread)
    // After the median a broad tail: the service's queue is slower than the service (api §0.8).
    const late = logistic(middle, 1.4 * median, 0.6)
    const density = (1 - lateShare) * usual.density + (middle < median ? 0 : lateShare * late.density)
    const survival = (1 - lateShare) * usual.survival + lateShare * late.survival
    due += Math.sqrt(density / survival / (2 * costOfRequest)) * step
    next += step
    if (due >= 1 && next - t >= shortestPause) break
    if (next > 1.3 * median && next - t >= longestPause) break
    // Whatever was learned: a duration that makes no sense may not stop the questions.
    if (next - t >= longestWait) break
  }
  return t < firstAsk ? Math.min(next, Math.max(firstAsk, t + shortestPause)) : next
}

/** After so long waiting ends; the task is kept and can be asked for again. */
export const waitLimitMs = 15 * 60_000
