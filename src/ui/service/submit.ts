// POST: paid once. It is only sent again where the answer proves that nothing was accepted (law 3).

import { type Reply, readSubmitted, submitUrl } from '../../core/service/comet.ts'
import { type Failure, PluginError, fail } from '../../core/failure/failure.ts'
import type { RequestInput, Model } from '../../core/model/model.ts'
import type { HttpResult } from './request.ts'
import { type Network, backOffMs, textOf } from './ports.ts'
import { hostOf } from '../../core/service/base-url.ts'
import type { Account } from '../../core/service/account.ts'
import type { Time } from '../base/time.ts'

export type Submission = { readonly remoteId: string; readonly path: string }

/** The service said "wait" this often before we give up (api §5). */
const patience = 4
const longestWaitMs = 60_000

function readAnswer(answer: Extract<HttpResult, { kind: 'reply' }>): { readonly id: string } | Failure {
  return readSubmitted({ status: answer.status, type: answer.type, text: textOf(answer.bytes) } satisfies Reply)
}

function lost(answer: Extract<HttpResult, { kind: 'lost' }>, { baseUrl }: Account): never {
  return answer.isBlocked ? fail('not-allowed-by-manifest', hostOf(baseUrl), 'no') : fail('maybe-submitted', answer.detail)
}

/**
 * Sends one picture. Spellings of the model's path are tried in order, starting with the one that worked last.
 * Errors: every code of DESIGN §2.2 that a submission can end in.
 */
export function makeSubmit(network: Network, time: Time, account: () => Account) {
  const spelling = new Map<string, string>()

  /** A sender that breaks while it sends has lost the answer, like a network that does. */
  const send: Network['send'] = async (parcel, signal) => {
    try {
      return await network.send(parcel, signal)
    } catch (thrown) {
      if (signal.aborted) throw thrown
      return { kind: 'lost', isBlocked: false, detail: 'the sender broke' }
    }
  }

  const sendTo = async (
    path: string,
    model: Model,
    draft: RequestInput,
    picture: Blob,
    signal: AbortSignal,
  ): Promise<Submission | Failure> => {
    const { fields, imageField } = model.request(draft)
    for (let attempt = 0; ; attempt++) {
      const { baseUrl, key } = account()
      if (key === '') fail('key-missing', 'no key')
      if (!time.isOnline()) fail('unreachable', 'offline before sending')
      const answer = await send({ url: submitUrl(baseUrl, path), key, fields, imageField, picture }, signal)
      if (answer.kind === 'lost') return lost(answer, { baseUrl, key })
      const read = readAnswer(answer)
      if ('id' in read) return { remoteId: read.id, path }
      if (read.code !== 'rate-limited' || attempt >= patience) return read
      const waitMs = answer.retryAfterMs ?? 1000 * 2 ** attempt + backOffMs(attempt, time.random())
      if (waitMs > longestWaitMs) return read
      await time.delay(waitMs, signal)
    }
  }

  return async (model: Model, draft: RequestInput, picture: Blob, signal: AbortSignal): Promise<Submission> => {
    const known = spelling.get(model.id)
    const paths = known === undefined ? model.paths : [known, ...model.paths.filter((path) => path !== known)]
    let refused: Failure | null = null
    for (const path of paths) {
      const outcome = await sendTo(path, model, draft, picture, signal)
      if ('remoteId' in outcome) {
        spelling.set(model.id, path)
        return outcome
      }
      refused = outcome
      if (outcome.code !== 'model-unavailable') break
    }
    throw new PluginError(refused ?? { code: 'internal', charged: 'no', detail: 'model without a path' })
  }
}
