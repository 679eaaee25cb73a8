// GET until ready: free, so it may be repeated. What follows each answer is decided in core/service/polling.ts.

import type { AcceptedTask } from '../../core/service/accepted-task.ts'
import type { Account } from '../../core/service/account.ts'
import { notAllowed } from '../../core/service/not-allowed.ts'
import { resultUrl } from '../../core/service/comet.ts'
import type { Expectation } from '../../core/service/pace.ts'
import { type Pause, shortestPauseMs } from '../../core/service/pause.ts'
import {
  type PollResult,
  type PollState,
  type Ready,
  afterOffline,
  afterPause,
  firstWaitMs,
  nextStep,
  readPoll,
  startPolling,
} from '../../core/service/polling.ts'
import { PluginError, failure } from '../../core/failure/failure.ts'
import type { Time } from '../base/time.ts'
import type { Network } from './ports.ts'
import { replyOf } from './reply.ts'
import type { HttpRequest, HttpResult } from './request.ts'

export type Watch = {
  /** What the service says while it works, and when the network goes and comes back. */
  progressed(heard: { readonly status: string; readonly progress: number | null; readonly offline: boolean }): void
  /** Something keeps the next question waiting. */
  paused(pause: Pause): void
}

const askTimeoutMs = 30_000

function askFor(remoteId: string, { baseUrl, key }: Account): HttpRequest {
  return {
    url: resultUrl(baseUrl, remoteId),
    method: 'GET',
    headers: { Authorization: `Bearer ${key}` },
    timeoutMs: askTimeoutMs,
    followsRedirects: false,
  }
}

function readAnswer(answer: HttpResult, baseUrl: string): PollResult {
  if (answer.kind === 'reply') return readPoll(replyOf(answer), answer.retryAfterMs)
  return answer.isBlocked
    ? { kind: 'over', failure: notAllowed(baseUrl, 'unknown') }
    : { kind: 'fault', retryAfterMs: null, failure: failure('unreachable', answer.detail, 'unknown') }
}

/**
 * Waits for the picture of an accepted task. Rejects with an AbortError when the signal aborts.
 * Errors: `still-waiting`, `unreachable`, `expired`, the moderation codes, `task-failed`, `not-allowed-by-manifest`, and refusals of the key.
 */
export function makeWait(network: Pick<Network, 'ask'>, time: Time, account: () => Account) {
  const pause = async (state: PollState, ms: number, signal: AbortSignal): Promise<PollState> => {
    await time.delay(ms, signal)
    return afterPause(state, time.now())
  }

  const whenOnline = async (state: PollState, watch: Watch, signal: AbortSignal): Promise<PollState> => {
    if (time.isOnline()) return state
    watch.progressed({ status: state.status, progress: state.progress, offline: true })
    await time.online(signal)
    watch.progressed({ status: state.status, progress: state.progress, offline: false })
    return afterOffline(state, time.now())
  }

  return async (task: AcceptedTask, expected: Expectation, watch: Watch, signal: AbortSignal): Promise<Ready> => {
    let state = startPolling(task, expected, time.now())
    const firstMs = firstWaitMs(state, time.now())
    if (firstMs > 0) state = await pause(state, firstMs, signal)
    for (;;) {
      state = await whenOnline(state, watch, signal)
      const asked = account()
      const result = readAnswer(await network.ask(askFor(task.remoteId, asked), signal), asked.baseUrl)
      if (result.kind === 'working') watch.progressed({ status: result.status, progress: result.progress, offline: false })
      const step = nextStep(state, result, { now: time.now(), random: time.random() })
      if (step.kind === 'fail') throw new PluginError(step.failure)
      if (step.kind === 'done') return step.ready
      if (step.because !== null && step.ms >= shortestPauseMs) watch.paused({ because: step.because, until: time.now() + step.ms })
      state = await pause(step.state, step.ms, signal)
    }
  }
}
