// Whether an address answers at all: asked before the first order of a window, and again after a lost answer. It is free, and it tells
// "nothing was sent" from "the answer got lost".

import { type Failure, failure } from '../../core/failure/failure.ts'
import type { Account } from '../../core/service/account.ts'
import { hostOf } from '../../core/service/base-url.ts'
import { resultUrl } from '../../core/service/comet.ts'
import { notAllowed } from '../../core/service/not-allowed.ts'
import type { Network } from './ports.ts'

const timeoutMs = 15_000
/** Nobody has this task, so asking for it makes nothing and costs nothing. */
const nobodysTask = 'reach'

export type Reach = {
  /** Null when the address answers, or when nothing speaks against it; else why nothing can be sent: `unreachable`, `not-allowed-by-manifest`. */
  check(account: Account, signal: AbortSignal): Promise<Failure | null>
  /** It has answered in a way that the window could read. */
  isProven(baseUrl: string): boolean
  prove(baseUrl: string): void
  doubt(baseUrl: string): void
}

/** @param answered base URLs that have answered already */
export function makeReach(network: Pick<Network, 'ask'>, answered: readonly string[] = []): Reach {
  const proven = new Set(answered)

  /** Whether anybody answers, readable or not. */
  const answers = async (baseUrl: string, signal: AbortSignal): Promise<boolean> => {
    const answer = await network.ask(
      { url: `${baseUrl}/`, method: 'GET', headers: {}, timeoutMs, followsRedirects: false, isOpaque: true },
      signal,
    )
    return answer.kind === 'reply'
  }

  return {
    isProven: (baseUrl) => proven.has(baseUrl),
    prove: (baseUrl) => void proven.add(baseUrl),
    doubt: (baseUrl) => void proven.delete(baseUrl),
    check: async ({ baseUrl, key }, signal) => {
      if (proven.has(baseUrl)) return null
      const headers = { Authorization: `Bearer ${key}` }
      const url = resultUrl(baseUrl, nobodysTask)
      const answer = await network.ask({ url, method: 'GET', headers, timeoutMs, followsRedirects: false }, signal)
      if (answer.kind === 'reply') {
        proven.add(baseUrl)
        return null
      }
      if (answer.isBlocked) return notAllowed(baseUrl, 'no')
      // An answer without CORS headers looks like none: only an address that is silent altogether keeps the order back.
      if (await answers(baseUrl, signal)) return null
      return { ...failure('unreachable', answer.detail, 'no'), said: hostOf(baseUrl) }
    },
  }
}
