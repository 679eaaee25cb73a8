// Polls with GET until the picture is ready. Polling is free and may be repeated; core/service/polling.ts decides what follows each answer.

import type { AcceptedTask } from '../../core/service/accepted-task.ts'
import type { Account } from '../../core/service/account.ts'
import { notAllowed } from '../../core/service/not-allowed.ts'
import { isPictureId, resultUrl } from '../../core/service/comet.ts'
import type { Expectation } from '../../core/service/pace.ts'
import { type Pause, shortestPauseMs } from '../../core/service/pause.ts'
import { wholeLink } from '../../core/service/picture-link.ts'
import {
  type Heard,
  type PollResult,
  type PollState,
  type Ready,
  afterHeld,
  afterOffline,
  afterPause,
  firstWaitMs,
  heldSeconds,
  nextStep,
  readPoll,
  startPolling,
} from '../../core/service/polling.ts'
import { PluginError, failure } from '../../core/failure/failure.ts'
import type { Time } from '../base/time.ts'
import type { Network } from './ports.ts'
import { replyOf } from './reply.ts'
import type { Reach } from './reach.ts'
import type { HttpRequest, HttpResult } from './request.ts'

export type Watch = {
  /** Called with what the service reports while it works, and when the network goes and comes back. */
  progressed(heard: Heard): void
  /** Called when the next request is delayed. */
  paused(pause: Pause): void
}

const askTimeoutMs = 30_000

/** @param isHeld requests long polling: a relay answers when there is news */
function askFor(remoteId: string, { baseUrl, key }: Account, isHeld: boolean): HttpRequest {
  return {
    url: resultUrl(baseUrl, remoteId),
    method: 'GET',
    headers: { Authorization: `Bearer ${key}`, ...(isHeld ? { Prefer: `wait=${heldSeconds}` } : {}) },
    timeoutMs: askTimeoutMs + (isHeld ? heldSeconds * 1000 : 0),
    followsRedirects: false,
  }
}

function readAnswer(answer: HttpResult, baseUrl: string): PollResult {
  if (answer.kind === 'reply') return readPoll(replyOf(answer), answer.retryAfterMs)
  return answer.isBlocked
    ? { kind: 'over', failure: notAllowed(baseUrl, 'unknown') }
    : { kind: 'fault', retryAfterMs: null, failure: failure('unreachable', answer.detail, 'unknown') }
}

function heardIn({ status, progress, queue }: Extract<PollResult, { kind: 'working' }>): Omit<Heard, 'offline'> {
  return { status, progress, queue }
}

/**
 * Waits for the picture of an accepted task. Rejects with an AbortError when the signal aborts.
 * Errors: `still-waiting`, `unreachable`, `expired`, the moderation codes, `task-failed`, `not-allowed-by-manifest`, and refusals of the
 * key.
 */
export function makeWait(network: Pick<Network, 'ask'>, time: Time, account: () => Account, reach: Pick<Reach, 'isRelay'>) {
  const pause = async (state: PollState, ms: number, signal: AbortSignal): Promise<PollState> => {
    await time.delay(ms, signal)
    return afterPause(state, time.now())
  }

  const whenOnline = async (state: PollState, watch: Watch, signal: AbortSignal): Promise<PollState> => {
    if (time.isOnline()) return state
    const { status, progress, queue } = state
    watch.progressed({ status, progress, queue, offline: true })
    await time.online(signal)
    watch.progressed({ status, progress, queue, offline: false })
    return afterOffline(state, time.now())
  }

  /** One request and its answer. `wasCut`: a proxy on the way cut a long poll short. */
  const ask = async (state: PollState, mayBeHeld: boolean, signal: AbortSignal) => {
    const { baseUrl, key } = account()
    // After a denial or a fault an immediate answer is wanted, not a long poll.
    const isHeld = mayBeHeld && state.denials === 0 && state.faultsInARow === 0 && reach.isRelay(baseUrl)
    const askedAt = time.now()
    const answer: HttpResult = await network.ask(askFor(state.task.remoteId, { baseUrl, key }, isHeld), signal)
    const wasCut = isHeld && answer.kind === 'lost' && !answer.isBlocked && time.isOnline()
    return { isHeld, askedAt, wasCut, result: readAnswer(answer, baseUrl) }
  }

  return async (task: AcceptedTask, expected: Expectation, watch: Watch, signal: AbortSignal): Promise<Ready> => {
    if (isPictureId(task.remoteId)) return { url: task.remoteId, atMs: task.acceptedAt, seconds: 0 }
    let state = startPolling(task, expected, time.now())
    let mayBeHeld = true
    const firstMs = reach.isRelay(account().baseUrl) ? 0 : firstWaitMs(state, time.now())
    if (firstMs > 0) state = await pause(state, firstMs, signal)
    for (;;) {
      state = await whenOnline(state, watch, signal)
      const { isHeld, askedAt, wasCut, result } = await ask(state, mayBeHeld, signal)
      state = afterPause(state, time.now())
      if (wasCut) {
        // Long polling does not work here, so every further request is answered at once.
        mayBeHeld = false
        continue
      }
      if (result.kind === 'working') watch.progressed({ ...heardIn(result), offline: false })
      const next = nextStep(state, result, { now: time.now(), random: time.random() })
      const { step, holds } = isHeld ? afterHeld(state, next, askedAt, time.now()) : { step: next, holds: false }
      mayBeHeld &&= !isHeld || holds
      if (step.kind === 'fail') throw new PluginError(step.failure)
      if (step.kind === 'done') return { ...step.ready, url: wholeLink(step.ready.url, account().baseUrl) }
      if (step.because !== null && step.ms >= shortestPauseMs) watch.paused({ because: step.because, until: time.now() + step.ms })
      state = await pause(step.state, step.ms, signal)
    }
  }
}
