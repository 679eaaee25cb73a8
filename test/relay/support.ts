// Shared by the relay's tests: a relay in a fake environment, and picture addresses as the relay itself makes them.

import type { RelayOptions } from '../../relay/options.ts'
import { createRelay, type Relay } from '../../relay/relay.ts'
import { makeSign } from '../../relay/secret.ts'

export const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...Array<number>(60).fill(7)])
export const TOKEN = 'token-of-a-designer'
export const OTHER_TOKEN = 'token-of-another-one'
export const SECRET = 'secret-of-the-tests'

export type Sent = { url: string; method: string; headers: Headers; body: string; redirect: string }

export type Made = {
  readonly relay: Relay
  readonly call: (path: string, init?: RequestInit) => Promise<Response>
  /** Requests a picture like a window that got this address from the relay. */
  readonly picture: (url: string) => Promise<Response>
  readonly sent: Sent[]
}

/** A relay in front of a fake service that answers with `answer` and records its requests. */
export function relayBefore(answer: (url: string) => Response | Promise<Response>, options: Partial<RelayOptions> = {}): Made {
  const sent: Sent[] = []
  const upstream = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    sent.push({
      url: request.url,
      method: request.method,
      headers: request.headers,
      body: await request.text(),
      redirect: request.redirect,
    })
    return answer(request.url)
  }
  const relay = createRelay({
    upstreamUrl: 'https://api.cometapi.com',
    fetch: upstream,
    pictureSecret: SECRET,
    watchesAlways: false,
    ...options,
  })
  const call: Made['call'] = async (path, init) => relay.request(`http://localhost:8787${path}`, init)
  const picture: Made['picture'] = async (url) =>
    call(await signedPath(url), { headers: { authorization: 'Bearer sk-mine', cookie: 'a=b' } })
  return { relay, call, picture, sent }
}

export async function signedPath(url: string, secret = SECRET, until = Date.now() / 1000 + 600): Promise<string> {
  return `/flux/v1/picture?${await makeSign(secret).sign('url', url, until)}`
}

export function post(body = '{"prompt":"timber"}', headers: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    body,
    headers: { authorization: 'Bearer sk-mine', 'content-type': 'application/json', cookie: 'a=b', 'x-other': 'c', ...headers },
  }
}

/** The relay's own reason. */
export async function codeOf(response: Response): Promise<unknown> {
  return ((await response.json()) as { error: { type: unknown } }).error.type
}
