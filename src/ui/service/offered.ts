// Asks a relay which models it offers. A service itself is not asked: its list has no prices, and no plugin may read it.

import { type ReadonlySignal, signal } from '@preact/signals'
import { readJson } from '../../core/base/read.ts'
import { type Account, serviceUrl } from '../../core/service/account.ts'
import { originOf } from '../../core/service/base-url.ts'
import { type OfferedModel, readOffer } from '../../core/service/offer.ts'
import type { Network } from './ports.ts'
import { replyOf } from './reply.ts'
import { unending } from '../base/latest.ts'

export type Offered = {
  /** Null when unknown; all models then count as on offer. */
  readonly offer: ReadonlySignal<readonly OfferedModel[] | null>
  /** Free of charge. Called when the window opens, with or without a key, and when another key or address is saved. */
  ask(): Promise<void>
}

const timeoutMs = 15_000

export function makeOffered(network: Pick<Network, 'ask'>, account: () => Account): Offered {
  const offer = signal<readonly OfferedModel[] | null>(null)

  const ask = async (): Promise<void> => {
    const { baseUrl, key } = account()
    offer.value = null
    if (originOf(baseUrl) === serviceUrl) return
    // An open relay reports its prices even before a key is entered.
    const headers: Record<string, string> = key === '' ? {} : { Authorization: `Bearer ${key}` }
    const answer = await network.ask(
      { url: `${baseUrl}/v1/models`, method: 'GET', headers, timeoutMs, followsRedirects: false },
      unending(),
    )
    const now = account()
    // Another address or key may have been saved in the meantime.
    if (now.baseUrl !== baseUrl || now.key !== key || answer.kind !== 'reply' || !answer.isRelay || answer.status !== 200) return
    const models = readOffer(readJson(replyOf(answer).text))
    if (models.length > 0) offer.value = models
  }

  return { offer, ask: () => ask().catch(() => {}) }
}
