// A clock that advances only when something waits for it, and a network that answers by script.

import type { Network } from '../../src/ui/service/ports.ts'
import type { HttpResult, HttpRequest } from '../../src/ui/service/request.ts'
import type { SubmitRequest } from '../../src/ui/service/send.ts'
import type { Time } from '../../src/ui/base/time.ts'

export type VirtualTime = Time & {
  /** Every requested delay, in ms. */
  readonly delays: number[]
  /** Called before each delay ends, to make something happen meanwhile: a sleeping laptop, a lost network. */
  meanwhile: (nth: number) => void
  pass(ms: number): void
  goOffline(forMs: number): void
}

function aborted(): DOMException {
  return new DOMException('aborted', 'AbortError')
}

export function virtualTime(start = 1_700_000_000_000): VirtualTime {
  let now = start
  let offlineUntil = 0
  const time: VirtualTime = {
    delays: [],
    meanwhile: () => {},
    now: () => now,
    random: () => 0.5,
    pass: (ms) => {
      now += ms
    },
    goOffline: (forMs) => {
      offlineUntil = now + forMs
    },
    delay: async (ms, signal) => {
      if (signal.aborted) throw aborted()
      time.delays.push(ms)
      now += ms
      time.meanwhile(time.delays.length)
      await Promise.resolve()
      if (signal.aborted) throw aborted()
    },
    isOnline: () => now >= offlineUntil,
    online: async (signal) => {
      await Promise.resolve()
      if (signal.aborted) throw aborted()
      now = Math.max(now, offlineUntil)
    },
  }
  return time
}

export type Reply = Extract<HttpResult, { kind: 'reply' }>

export function reply(status: number, body: unknown, more: Partial<Reply> = {}): Reply {
  return {
    kind: 'reply',
    status,
    type: 'application/json',
    retryAfterMs: null,
    bytes: body instanceof Uint8Array ? body : new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
    ...more,
  }
}

export function html(status: number): Reply {
  return reply(status, '<!DOCTYPE html><html></html>', { type: 'text/html' })
}

export const lost: HttpResult = { kind: 'lost', isBlocked: false, detail: 'TypeError' }
export const blocked: HttpResult = { kind: 'lost', isBlocked: true, detail: 'TypeError' }

type Script<T> = readonly HttpResult[] | ((request: T, nth: number) => HttpResult)
export type ScriptedNetwork = Network & { readonly sent: SubmitRequest[]; readonly asked: HttpRequest[] }

function answering<T>(script: Script<T>, seen: T[]) {
  return async (request: T, signal: AbortSignal): Promise<HttpResult> => {
    seen.push(request)
    await Promise.resolve()
    if (signal.aborted) throw aborted()
    const answer = typeof script === 'function' ? script(request, seen.length) : script[seen.length - 1]
    if (answer === undefined) throw new Error(`request ${seen.length} is not in the script`)
    return answer
  }
}

/** Answers in the order of the script. A request beyond its end is a mistake in the test, or one request too many. */
export function scriptedNetwork(script: { readonly send?: Script<SubmitRequest>; readonly ask?: Script<HttpRequest> }): ScriptedNetwork {
  const [sent, asked]: [SubmitRequest[], HttpRequest[]] = [[], []]
  return { sent, asked, send: answering(script.send ?? [], sent), ask: answering(script.ask ?? [], asked) }
}

/** The reason that a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (thrown) {
    return thrown
  }
  throw new Error('it did not reject')
}
