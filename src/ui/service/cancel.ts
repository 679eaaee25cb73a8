// Cancels an accepted task, where a relay can do so at the service behind it (DESIGN §7).

import { readJson, readRecord } from '../../core/base/read.ts'
import type { Charged } from '../../core/failure/failure.ts'
import type { Account } from '../../core/service/account.ts'
import { cancelUrl } from '../../core/service/comet.ts'
import { toldCharge } from '../../core/service/refusal.ts'
import type { Network } from './ports.ts'
import type { Reach } from './reach.ts'
import { replyOf } from './reply.ts'
import { unending } from '../base/latest.ts'

/** `isCancelled` is false for a task that continues; its picture still arrives. */
export type Cancelled = { readonly isCancelled: boolean; readonly charged: Charged }

const timeoutMs = 15_000

/** The returned function yields null when the task cannot be cancelled: without a relay, or when the relay does not answer. */
export function makeCancel(network: Pick<Network, 'ask'>, account: () => Account, reach: Pick<Reach, 'isRelay'>) {
  return async (remoteId: string): Promise<Cancelled | null> => {
    const { baseUrl, key } = account()
    if (!reach.isRelay(baseUrl)) return null
    const answer = await network.ask(
      {
        url: cancelUrl(baseUrl, remoteId),
        method: 'POST',
        headers: { Authorization: `Bearer ${key}` },
        timeoutMs,
        followsRedirects: false,
      },
      unending(),
    )
    if (answer.kind !== 'reply' || answer.status !== 200) return null
    const body = readRecord(readJson(replyOf(answer).text))
    const charged = toldCharge(body)
    return charged === undefined ? null : { isCancelled: body.cancelled === true, charged }
  }
}
