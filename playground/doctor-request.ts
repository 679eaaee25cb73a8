// Makes a request as a plugin's window would: with `Origin: null`, and without following redirects with the key.

import type { Answer } from './doctor-facts.ts'

export type Caller = { readonly baseUrl: string; readonly key: string }

const timeoutMs = 60_000

/** Never follows a redirect, so no other host is contacted. */
export function send(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, {
    ...init,
    headers: { ...(init.headers as Record<string, string> | undefined), origin: 'null' },
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  })
}

export async function request(url: string, init: RequestInit): Promise<Answer> {
  try {
    const response = await send(url, init)
    return {
      kind: 'reply',
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      text: await response.text(),
      allowOrigin: response.headers.get('access-control-allow-origin'),
      allowHeaders: response.headers.get('access-control-allow-headers'),
    }
  } catch (thrown) {
    return { kind: 'lost', why: whyOf(thrown) }
  }
}

function whyOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'failed'
  const { cause } = thrown
  if (!(cause instanceof Error)) return thrown.name
  return 'code' in cause ? String(cause.code) : cause.message
}

export function asJson(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
}
