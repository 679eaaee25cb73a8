// Checks whether an address answers at all, before the first order of a window and again after a lost answer. The check is free and
// distinguishes "nothing was sent" from "the answer got lost".

import { type Failure, failure } from '../../core/failure/failure.ts'
import type { Account } from '../../core/service/account.ts'
import { hostOf } from '../../core/service/base-url.ts'
import { resultUrl } from '../../core/service/comet.ts'
import { notAllowed } from '../../core/service/not-allowed.ts'
import { unending, unlessAborted } from '../base/latest.ts'
import { makeShared } from '../base/shared.ts'
import type { Network } from './ports.ts'
import type { HttpResult } from './request.ts'

const timeoutMs = 15_000
/** An id that no task has, so asking for it creates nothing and costs nothing. */
const nobodysTask = 'reach'

export type Reach = {
  /** Null when the address answers or may answer; otherwise why nothing can be sent: `unreachable`, `not-allowed-by-manifest`. */
  check(account: Account, signal: AbortSignal): Promise<Failure | null>
  /** Whether the address has given an answer that the window could read. */
  isProven(baseUrl: string): boolean
  /** Whether the address identified itself as our relay: it accepts named orders and long polling (DESIGN §7). */
  isRelay(baseUrl: string): boolean
  prove(baseUrl: string, answer: Pick<Extract<HttpResult, { kind: 'reply' }>, 'isRelay'>): void
  doubt(baseUrl: string): void
}

/** @param answered base URLs that are known to answer */
export function makeReach(network: Pick<Network, 'ask'>, answered: readonly string[] = []): Reach {
  const proven = new Set(answered)
  const relays = new Set<string>()

  const prove = (baseUrl: string, isRelay = false): void => {
    proven.add(baseUrl)
    // Once a relay has identified itself this holds: a later answer may come from a proxy in front of it.
    if (isRelay) relays.add(baseUrl)
  }

  /** Whether anybody answers, readable or not. The manifest allows this address itself, so a refusal means that it redirected elsewhere. */
  const answers = async (baseUrl: string): Promise<boolean> => {
    const answer = await network.ask(
      { url: `${baseUrl}/`, method: 'GET', headers: {}, timeoutMs, followsRedirects: true, isOpaque: true },
      unending(),
    )
    return answer.kind === 'reply' || answer.isBlocked
  }

  const ask = async ({ baseUrl, key }: Account): Promise<Failure | null> => {
    const headers = { Authorization: `Bearer ${key}` }
    const url = resultUrl(baseUrl, nobodysTask)
    const answer = await network.ask({ url, method: 'GET', headers, timeoutMs, followsRedirects: false }, unending())
    if (answer.kind === 'reply') {
      prove(baseUrl, answer.isRelay)
      return null
    }
    if (answer.isBlocked) return notAllowed(baseUrl, 'no')
    // An answer without CORS headers looks like no answer. Only an address that is completely silent keeps the order back.
    if (await answers(baseUrl)) return null
    return { ...failure('unreachable', answer.detail, 'no'), said: hostOf(baseUrl) }
  }

  /** By base URL: all pictures of an order ask at the same time. */
  const shared = makeShared<Failure | null>()

  return {
    isProven: (baseUrl) => proven.has(baseUrl),
    isRelay: (baseUrl) => relays.has(baseUrl),
    prove: (baseUrl, { isRelay }) => prove(baseUrl, isRelay),
    doubt: (baseUrl) => void proven.delete(baseUrl),
    check: async (account, signal) => {
      const { baseUrl } = account
      if (proven.has(baseUrl)) return null
      return unlessAborted(
        shared(baseUrl, () => ask(account)),
        signal,
      )
    },
  }
}
