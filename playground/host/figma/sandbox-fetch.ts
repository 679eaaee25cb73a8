// The sandbox's fetch, also used by createImageAsync: checks the manifest's domains, then uses the given fetch (net/null-origin.ts by
// default).

import type { Desk } from './desk.ts'

export type Answer = {
  ok: boolean
  status: number
  statusText: string
  url: string
  headersObject: Record<string, string>
  bytes: Uint8Array
  text: string
}

export async function sandboxFetch(desk: Desk, url: unknown, init: unknown): Promise<Answer> {
  if (typeof url !== 'string') throw new Error(`Expected "url" to have type string but got ${typeof url} instead`)
  if (!desk.mayReach(url)) throw new Error(`Failed to fetch. ${url} violates the Content Security Policy of this plugin's manifest`)
  const { method, headers, body } = (init ?? {}) as {
    method?: string
    headers?: Record<string, string>
    body?: string | Uint8Array<ArrayBuffer>
  }
  const response = await desk.fetch(url, {
    ...(method === undefined ? {} : { method }),
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : { body }),
  })
  const bytes = new Uint8Array(await response.arrayBuffer())
  return {
    ok: response.ok,
    status: response.status,
    statusText: response.statusText,
    url: response.url || url,
    headersObject: Object.fromEntries(response.headers),
    bytes,
    text: new TextDecoder().decode(bytes),
  }
}
