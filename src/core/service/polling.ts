// What follows each answer to "is the picture ready?": another wait, the picture, or a failure. Pure, with limits in time and never in
// attempts; ui/service/wait.ts asks, takes this step and sleeps.

import { readJson } from '../base/read.ts'
import { type Failure, afterAcceptance, failure } from '../failure/failure.ts'
import type { AcceptedTask } from './accepted-task.ts'
import { backOffMs } from './back-off.ts'
import { type Progress, type Reply, readFailure, readProgress, saysMissing } from './comet.ts'
import { type Expectation, nextAsk, waitLimitMs } from './pace.ts'

/** So many faulty answers in a row end the wait; with back-off that is about half a minute. */
const maxConsecutiveFailures = 8
/** The service may not know a fresh task everywhere at once (api §2.2). */
const maxMissing = 5
const missingRetryMs = 2000
const freshMs = 20_000
/** In the first second nothing can be ready yet. */
const firstSecondMs = 1000
/** A longer pause means that the computer slept: that time was not spent waiting. */
const longestPauseMs = 60_000

/** One answer, read. A `fault` says nothing about the task: the line broke, or the answer made no sense. */
export type PollResult = Progress | { readonly kind: 'fault'; readonly retryAfterMs: number | null; readonly detail: string }

/** A finished picture. `atMs` is when its link arrived; `seconds` is how long the service took. */
export type Ready = { readonly url: string; readonly atMs: number; readonly seconds: number }

/** Times are in ms since 1970. */
export type PollState = {
  readonly task: AcceptedTask
  readonly expected: Expectation
  /** The service's last word. */
  readonly status: string
  readonly progress: number | null
  readonly lastWorkingAt: number
  /** How long was waited while awake and online. */
  readonly waitedMs: number
  /** Until when that was counted. */
  readonly countedAt: number
  readonly faultsInARow: number
  readonly missingAnswers: number
}

export type PollStep =
  | { readonly kind: 'wait'; readonly ms: number; readonly state: PollState }
  | { readonly kind: 'done'; readonly ready: Ready }
  | { readonly kind: 'fail'; readonly failure: Failure }

/** The moment of a step, and one number from 0 to 1 for the jitter. */
export type Moment = { readonly now: number; readonly random: number }

export function startPolling(task: AcceptedTask, expected: Expectation, now: number): PollState {
  return {
    task,
    expected,
    status: '',
    progress: null,
    lastWorkingAt: task.acceptedAt,
    waitedMs: 0,
    countedAt: now,
    faultsInARow: 0,
    missingAnswers: 0,
  }
}

/** How long to wait before the first question: 0 for a task that was accepted a while ago. */
export function firstWaitMs(state: PollState, now: number): number {
  return ageMs(state, now) < firstSecondMs ? untilNextAskMs(state, now) : 0
}

/** After a pause that was waited through. */
export function afterPause(state: PollState, now: number): PollState {
  const pausedMs = Math.min(longestPauseMs, Math.max(0, now - state.countedAt))
  return { ...state, waitedMs: state.waitedMs + pausedMs, countedAt: now }
}

/** After the network came back: the time without it does not count. */
export function afterOffline(state: PollState, now: number): PollState {
  return { ...state, countedAt: now }
}

/**
 * One HTTP answer about a task that the service holds. A refusal of the key ends the wait, and no longer proves that nothing was charged;
 * every other error is a fault of this answer only.
 */
export function readPoll(reply: Reply, retryAfterMs: number | null): PollResult {
  const body = readJson(reply.text)
  if (reply.status >= 200 && reply.status < 300 && body !== undefined) return readProgress(body)
  if (saysMissing(reply)) return { kind: 'missing' }
  const refusal = readFailure(reply)
  return refusal.code === 'key-rejected' || refusal.code === 'no-credit' || refusal.code === 'forbidden'
    ? { kind: 'over', failure: afterAcceptance(refusal) }
    : { kind: 'fault', retryAfterMs, detail: refusal.detail }
}

/** Fails with `still-waiting`, `unreachable`, `expired`, or as the service said that the task ended. */
export function nextStep(state: PollState, result: PollResult, moment: Moment): PollStep {
  if (result.kind === 'fault') return afterFault({ ...state, faultsInARow: state.faultsInARow + 1 }, result, moment)
  const sound = { ...state, faultsInARow: 0 }
  switch (result.kind) {
    case 'ready':
      return { kind: 'done', ready: { url: result.url, atMs: moment.now, seconds: result.seconds ?? measuredSeconds(state, moment.now) } }
    case 'over':
      return { kind: 'fail', failure: result.failure }
    case 'missing':
      return afterMissing({ ...sound, missingAnswers: state.missingAnswers + 1 }, moment.now)
    case 'working':
      return afterWorking({ ...sound, status: result.status, progress: result.progress, lastWorkingAt: moment.now }, moment.now)
    default:
      return result satisfies never
  }
}

function afterFault(state: PollState, fault: Extract<PollResult, { kind: 'fault' }>, { random }: Moment): PollStep {
  if (state.faultsInARow >= maxConsecutiveFailures) return { kind: 'fail', failure: failure('unreachable', fault.detail, 'unknown') }
  return { kind: 'wait', ms: Math.max(fault.retryAfterMs ?? 0, 300 + backOffMs(state.faultsInARow, random)), state }
}

function afterMissing(state: PollState, now: number): PollStep {
  const isFresh = ageMs(state, now) <= freshMs
  return isFresh && state.missingAnswers < maxMissing
    ? { kind: 'wait', ms: missingRetryMs, state }
    : { kind: 'fail', failure: failure('expired', 'task not found') }
}

function afterWorking(state: PollState, now: number): PollStep {
  return state.waitedMs >= waitLimitMs
    ? { kind: 'fail', failure: failure('still-waiting', `status ${state.status}`) }
    : { kind: 'wait', ms: untilNextAskMs(state, now), state }
}

function ageMs({ task }: PollState, now: number): number {
  return Math.max(0, now - task.acceptedAt)
}

function untilNextAskMs(state: PollState, now: number): number {
  const age = ageMs(state, now)
  return Math.max(0, nextAsk(age / 1000, state.expected) * 1000 - age)
}

/** Finished somewhere between the last "working" and now: the middle of the two, since acceptance. */
function measuredSeconds({ task, lastWorkingAt }: PollState, now: number): number {
  return (lastWorkingAt + now - 2 * task.acceptedAt) / 2000
}
