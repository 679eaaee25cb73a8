// Decides what follows each answer to a poll: another wait, the picture, or a failure. Pure, and limited by time instead of attempts;
// ui/service/wait.ts polls, takes the step from here and sleeps.

import { type Failure, type FailureCode, afterAcceptance, failure } from '../failure/failure.ts'
import type { AcceptedTask } from './accepted-task.ts'
import { backOffMs } from './back-off.ts'
import { type Progress, readProgress, readUnderError, saysMissing } from './comet.ts'
import { readAnswer } from './exact-json.ts'
import { type Expectation, nextAsk, waitLimitMs } from './pace.ts'
import { readFailure } from './refusal.ts'
import { type Reply, isWebPage } from './reply.ts'

/** This many faulty answers in a row end the wait; with back-off that is about half a minute. */
const maxConsecutiveFailures = 8
/**
 * "Unknown", "gone" and "not allowed" about an accepted task are believed only after this long without any other answer, because replicas, regions
 * and failovers briefly deny tasks that exist (api §2.2).
 */
const doubtMs = 60_000
const minDenials = 5
const firstDoubtWaitMs = 2000
const longestDoubtWaitMs = 10_000
/** Upper limit for any wait, whatever an answer, a date or the clock says. */
const longestWaitMs = 30_000
/** Nothing can be ready within the first second. */
const firstSecondMs = 1000
/** A longer pause means that the computer was asleep, so that time does not count as waiting. */
const longestPauseMs = 60_000

/**
 * One answer, parsed. A `fault` says nothing about the task: the connection broke, or something other than the service answered. A `denial` says that
 * there is no such task, or that this account may not access it; it is believed only if it persists.
 */
export type PollResult =
  | Exclude<Progress, { readonly kind: 'missing' | 'error' }>
  | { readonly kind: 'denial'; readonly failure: Failure }
  | { readonly kind: 'fault'; readonly retryAfterMs: number | null; readonly failure: Failure }

/** What the service reports about a working task, and whether the network is offline. */
export type Heard = {
  readonly status: string
  readonly progress: number | null
  readonly queue: number | null
  readonly offline: boolean
}

/** A finished picture. `atMs` is when its link arrived; `seconds` is how long the service took to make it. */
export type Ready = { readonly url: string; readonly atMs: number; readonly seconds: number }

/** Times are in ms since 1970. */
export type PollState = {
  readonly task: AcceptedTask
  readonly expected: Expectation
  /** The status last reported by the service. */
  readonly status: string
  readonly progress: number | null
  readonly queue: number | null
  readonly lastWorkingAt: number
  /** Time waited while awake and online. */
  readonly waitedMs: number
  /** The moment up to which `waitedMs` is counted. */
  readonly countedAt: number
  readonly faultsInARow: number
  /** Number of denials since the last good answer, and the time waited because of them. */
  readonly denials: number
  readonly deniedMs: number
}

export type PollStep =
  /** `because` is the failure that delays the next poll; null while the service simply works. */
  | { readonly kind: 'wait'; readonly ms: number; readonly because: FailureCode | null; readonly state: PollState }
  | { readonly kind: 'done'; readonly ready: Ready }
  | { readonly kind: 'fail'; readonly failure: Failure }

/** The time of a step, and a random number from 0 to 1 for the jitter. */
export type Moment = { readonly now: number; readonly random: number }

export function startPolling(task: AcceptedTask, expected: Expectation, now: number): PollState {
  return {
    task,
    expected,
    status: '',
    progress: null,
    queue: null,
    lastWorkingAt: task.acceptedAt,
    waitedMs: 0,
    countedAt: now,
    faultsInARow: 0,
    denials: 0,
    deniedMs: 0,
  }
}

/** The wait before the first poll; 0 for a task that was accepted a while ago. */
export function firstWaitMs(state: PollState, now: number): number {
  return ageMs(state, now) < firstSecondMs ? Math.min(longestWaitMs, untilNextAskMs(state, now)) : 0
}

/** Counts a pause that was waited through. */
export function afterPause(state: PollState, now: number): PollState {
  const pausedMs = Math.min(longestPauseMs, Math.max(0, now - state.countedAt))
  return { ...state, waitedMs: state.waitedMs + pausedMs, countedAt: now }
}

/** Called when the network is back; the time offline does not count. */
export function afterOffline(state: PollState, now: number): PollState {
  return { ...state, countedAt: now }
}

/** Parses one HTTP answer about an accepted task. From here on no answer proves that nothing was charged. */
export function readPoll(reply: Reply, retryAfterMs: number | null): PollResult {
  const body = isWebPage(reply) ? undefined : readAnswer(reply.text)
  const isGood = reply.status >= 200 && reply.status < 300 && body !== undefined
  const progress: Progress = isGood
    ? readProgress(body)
    : (readUnderError(body) ?? (saysMissing(reply) ? { kind: 'missing' } : { kind: 'error', failure: readFailure(reply) }))
  if (progress.kind === 'missing') return { kind: 'denial', failure: failure('expired', 'task not found') }
  if (progress.kind !== 'error') return progress
  // Applies to relays too: they refuse this request, not the order.
  const { isTold: _, ...failed } = progress.failure
  return ofError(afterAcceptance(failed), retryAfterMs)
}

function ofError(told: Failure, retryAfterMs: number | null): PollResult {
  return told.code === 'key-rejected' || told.code === 'no-credit' || told.code === 'forbidden'
    ? { kind: 'denial', failure: told }
    : { kind: 'fault', retryAfterMs, failure: told }
}

/**
 * The next step of polling. Fails with `still-waiting`, `unreachable`, `web-page`, `expired`, a refusal of the account, or the end of the task that
 * the service reported.
 */
export function nextStep(state: PollState, result: PollResult, moment: Moment): PollStep {
  switch (result.kind) {
    case 'fault':
      return afterFault({ ...state, faultsInARow: state.faultsInARow + 1 }, result, moment)
    case 'denial':
      return afterDenial({ ...state, faultsInARow: 0, denials: state.denials + 1 }, result.failure)
    case 'ready':
      return { kind: 'done', ready: { url: result.url, atMs: moment.now, seconds: result.seconds ?? measuredSeconds(state, moment.now) } }
    case 'over':
      return { kind: 'fail', failure: result.failure }
    case 'working':
      return afterWorking(
        {
          ...state,
          faultsInARow: 0,
          denials: 0,
          deniedMs: 0,
          status: result.status,
          progress: result.progress,
          queue: result.queue,
          lastWorkingAt: moment.now,
        },
        moment.now,
      )
    default:
      return result satisfies never
  }
}

/** A `wait` of at most half a minute, whatever an answer, a date or the clock says, so that it cannot overflow a timer. */
function waitFor(ms: number, because: FailureCode | null, state: PollState): PollStep {
  return { kind: 'wait', because, ms: Math.min(longestWaitMs, Math.max(0, Number.isFinite(ms) ? ms : longestWaitMs)), state }
}

function afterFault(state: PollState, fault: Extract<PollResult, { kind: 'fault' }>, { random }: Moment): PollStep {
  if (state.faultsInARow < maxConsecutiveFailures)
    return waitFor(Math.max(fault.retryAfterMs ?? 0, 300 + backOffMs(state.faultsInARow, random)), fault.failure.code, state)
  const isNamed = fault.failure.code === 'web-page'
  return { kind: 'fail', failure: isNamed ? fault.failure : failure('unreachable', fault.failure.detail, 'unknown') }
}

/** Waits a little longer after each denial; believes it after a minute of nothing but denials. */
function afterDenial(state: PollState, denied: Failure): PollStep {
  if (state.denials >= minDenials && state.deniedMs >= doubtMs) return { kind: 'fail', failure: denied }
  const ms = Math.min(longestDoubtWaitMs, firstDoubtWaitMs * 1.5 ** (state.denials - 1))
  return waitFor(ms, denied.code, { ...state, deniedMs: state.deniedMs + ms })
}

function afterWorking(state: PollState, now: number): PollStep {
  return state.waitedMs >= waitLimitMs
    ? { kind: 'fail', failure: failure('still-waiting', `status ${state.status}`) }
    : waitFor(untilNextAskMs(state, now), null, state)
}

/** How long a relay is asked to hold a poll until there is news; proxies in between rarely cut a request earlier (DESIGN §7). */
export const heldSeconds = 25
/** An answer that came sooner than this, without news, was not held. */
const heldAtLeastMs = 1000
const betweenHeldMs = 100

/**
 * The step after a poll that the relay was asked to hold. The next poll follows at once if this one was held or brought news. Otherwise the receiver
 * does not hold polls, and the learned pace applies. `askedAt` in ms since 1970.
 */
export function afterHeld(
  before: PollState,
  step: PollStep,
  askedAt: number,
  now: number,
): { readonly step: PollStep; readonly holds: boolean } {
  if (step.kind !== 'wait' || step.because !== null) return { step, holds: true }
  const { status, progress, queue } = step.state
  const isNews = status !== before.status || progress !== before.progress || queue !== before.queue
  const holds = isNews || now - askedAt >= heldAtLeastMs
  return { step: holds ? { ...step, ms: betweenHeldMs } : step, holds }
}

function ageMs({ task }: PollState, now: number): number {
  return Math.max(0, now - task.acceptedAt)
}

function untilNextAskMs(state: PollState, now: number): number {
  const age = ageMs(state, now)
  return Math.max(0, nextAsk(age / 1000, state.expected) * 1000 - age)
}

/** The task finished between the last "working" answer and now, so the middle of the two is taken, in seconds since acceptance. */
function measuredSeconds({ task, lastWorkingAt }: PollState, now: number): number {
  return (lastWorkingAt + now - 2 * task.acceptedAt) / 2000
}
