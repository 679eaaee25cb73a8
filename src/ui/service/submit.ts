// POST: paid once. It is only sent again where the answer proves that nothing was accepted (law 3).

import { readSubmitted, submitUrl } from '../../core/service/comet.ts'
import type { Account } from '../../core/service/account.ts'
import { backOffMs } from '../../core/service/back-off.ts'
import { hostOf } from '../../core/service/base-url.ts'
import { notAllowed } from '../../core/service/not-allowed.ts'
import { type Failure, PluginError, fail, failure } from '../../core/failure/failure.ts'
import type { Model, Request, RequestInput } from '../../core/model/model.ts'
import type { Time } from '../base/time.ts'
import type { Network } from './ports.ts'
import type { Reach } from './reach.ts'
import { replyOf } from './reply.ts'
import type { HttpResult } from './request.ts'

/** The service's id of the task, and the spelling of the model's path under which it was accepted. */
export type Submission = { readonly remoteId: string; readonly path: string }

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
  return lastPath === undefined ? model.paths : [lastPath, ...model.paths.filter((path) => path !== lastPath)]
}

/**
 * Sends one picture. Spellings of the model's path are tried in order, starting with the one that worked last.
 * Errors: every code of DESIGN §2.2 that a submission can end in.
 */
export function makeSubmit(network: Pick<Network, 'send'>, time: Time, account: () => Account, reach: Reach) {
  const lastPaths = new Map<string, string>()

  /** Waits out what passes. A failure that is returned, rather than thrown, proves that nothing was accepted, or ends all tries. */
  const submitTo = async (
    path: string,
    { fields, imageField }: Request,
    picture: Blob,
    signal: AbortSignal,
  ): Promise<Submission | Failure> => {
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
      if (!passes(read) || attempt >= maxRetries) return read
      const waitMs = answer.retryAfterMs ?? 1000 * 2 ** attempt + backOffMs(attempt, time.random())
      if (waitMs > longestWaitMs) return read
      await time.delay(waitMs, signal)
    }
  }

  return async (model: Model, input: RequestInput, picture: Blob, signal: AbortSignal): Promise<Submission> => {
    const request = model.request(input)
    let refused: Failure | null = null
    for (const path of pathsOf(model, lastPaths.get(model.id))) {
      const outcome = await submitTo(path, request, picture, signal)
      if ('remoteId' in outcome) {
        lastPaths.set(model.id, path)
        return outcome
      }
      refused = outcome
      if (outcome.code !== 'model-unavailable') break
    }
    throw new PluginError(refused ?? { code: 'internal', charged: 'no', detail: 'model without a path' })
  }
}
