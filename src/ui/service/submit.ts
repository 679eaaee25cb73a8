// POST: paid once. It is only sent again where the answer proves that nothing was accepted (law 3).

import { readSubmitted, submitUrl } from '../../core/service/comet.ts'
import type { Account } from '../../core/service/account.ts'
import { backOffMs } from '../../core/service/back-off.ts'
import { hostOf } from '../../core/service/base-url.ts'
import { notAllowed } from '../../core/service/not-allowed.ts'
import { type PauseWatch, shortestPauseMs } from '../../core/service/pause.ts'
import { saysTooManyTasks } from '../../core/service/refusal.ts'
import { type Failure, PluginError, fail, failure } from '../../core/failure/failure.ts'
import type { Model, Request, RequestInput } from '../../core/model/model.ts'
import type { Time } from '../base/time.ts'
import type { Network } from './ports.ts'
import type { Reach } from './reach.ts'
import { replyOf } from './reply.ts'
import type { HttpResult } from './request.ts'

/** The service's id of the task, and the spelling of the model's path under which it was accepted. */
export type Submission = { readonly remoteId: string; readonly path: string }

export type SubmitPorts = {
  readonly network: Pick<Network, 'send'>
  readonly time: Time
  account(): Account
  readonly reach: Reach
  /** The spelling of a model's path that worked last; undefined when none is known. */
  readonly lastPath: { of(modelId: string): string | undefined; learn(modelId: string, path: string): void }
  /** The service holds as many tasks as it takes. Told once a submission. */
  crowded(): void
}

/** What passes is waited out this often before the submit fails (api §5). */
const maxRetries = 4
const longestWaitMs = 60_000

/** An address that never answered is named: it may be the wrong one. */
function lost(answer: Extract<HttpResult, { kind: 'lost' }>, baseUrl: string, hasAnswered: boolean): Failure {
  if (answer.isBlocked) return notAllowed(baseUrl, 'no')
  return { ...failure('maybe-submitted', answer.detail), ...(hasAnswered ? {} : { said: hostOf(baseUrl) }) }
}

/** Failures that prove that nothing was accepted, and that pass by themselves: the same is sent again after a while. */
function passes({ code, charged }: Failure): boolean {
  return code === 'rate-limited' || (code === 'unreachable' && charged === 'no')
}

/** A worker that dies while it sends has lost the answer, like a network that does. */
async function sendOnce(network: Pick<Network, 'send'>, submit: Parameters<Network['send']>[0], signal: AbortSignal): Promise<HttpResult> {
  try {
    return await network.send(submit, signal)
  } catch (thrown) {
    if (signal.aborted) throw thrown
    return { kind: 'lost', isBlocked: false, detail: 'the sender broke' }
  }
}

/** The paths of a model, the one that worked last in front. */
function pathsOf(model: Model, lastPath: string | undefined): readonly string[] {
  const last = model.paths.filter((path) => path === lastPath)
  return [...last, ...model.paths.filter((path) => path !== lastPath)]
}

/** What is sent, and who hears how it goes. */
type Sending = { readonly request: Request; readonly picture: Blob; readonly watch: PauseWatch; readonly signal: AbortSignal }

/**
 * Sends one picture. Spellings of the model's path are tried in order, starting with the one that worked last.
 * Errors: every code of DESIGN §2.2 that a submission can end in.
 */
export function makeSubmit({ network, time, account, reach, lastPath, crowded }: SubmitPorts) {
  /** Waits out what passes: nothing was accepted, and nothing is sent until then. */
  const pause = async (failed: Failure, ms: number, { watch, signal }: Sending): Promise<void> => {
    if (ms >= shortestPauseMs) watch.paused({ because: failed.code, until: time.now() + ms })
    await time.delay(ms, signal)
    watch.continued()
  }

  /** Waits out what passes. A failure that is returned, rather than thrown, proves that nothing was accepted, or ends all tries. */
  const submitTo = async (path: string, sending: Sending): Promise<Submission | Failure> => {
    const { request, picture, signal } = sending
    const { fields, imageField } = request
    let isCrowded = false
    for (let attempt = 0; ; attempt++) {
      const { baseUrl, key } = account()
      if (key === '') fail('key-missing', 'no key')
      if (!time.isOnline()) fail('unreachable', 'offline before sending')
      const unreached = await reach.check({ baseUrl, key }, signal)
      if (unreached !== null) throw new PluginError(unreached)
      const answer = await sendOnce(network, { url: submitUrl(baseUrl, path), key, fields, imageField, picture }, signal)
      if (answer.kind === 'lost') {
        const hasAnswered = reach.isProven(baseUrl)
        reach.doubt(baseUrl)
        throw new PluginError(lost(answer, baseUrl, hasAnswered))
      }
      reach.prove(baseUrl)
      const read = readSubmitted(replyOf(answer))
      if ('id' in read) return { remoteId: read.id, path }
      if (!isCrowded && saysTooManyTasks(replyOf(answer))) {
        isCrowded = true
        crowded()
      }
      if (!passes(read) || attempt >= maxRetries) return read
      const waitMs = answer.retryAfterMs ?? 1000 * 2 ** attempt + backOffMs(attempt, time.random())
      if (waitMs > longestWaitMs) return read
      await pause(read, waitMs, sending)
    }
  }

  return async (
    model: Model,
    { input, picture, watch }: { readonly input: RequestInput; readonly picture: Blob; readonly watch: PauseWatch },
    signal: AbortSignal,
  ): Promise<Submission> => {
    const sending = { request: model.request(input), picture, watch, signal }
    let refused: Failure | null = null
    for (const path of pathsOf(model, lastPath.of(model.id))) {
      const outcome = await submitTo(path, sending)
      if ('remoteId' in outcome) {
        lastPath.learn(model.id, path)
        return outcome
      }
      refused = outcome
      if (outcome.code !== 'model-unavailable') break
    }
    throw new PluginError(refused ?? { code: 'internal', charged: 'no', detail: 'model without a path' })
  }
}
