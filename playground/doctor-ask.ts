// Asks the service as a plugin's window would: with `Origin: null`, and without following a redirect with the key.

import { readPicture } from '../src/core/image.ts'
import { resultUrl, submitUrl } from '../src/core/comet.ts'
import { fluxDepthPro } from '../src/core/models/flux-depth-pro.ts'
import { hostOf } from '../src/core/settings.ts'
import { imageHosts } from '../relay/hosts.ts'
import type { Facts, Heard, Sample } from './doctor-facts.ts'

export type Caller = { readonly baseUrl: string; readonly key: string }

const timeoutMs = 60_000
/** Somebody's real key can never look like this. */
const noKey = 'sk-doctor-nobody-has-this-key'

export const hear = async (url: string, init: RequestInit): Promise<Heard> => {
  try {
    const response = await fetch(url, {
      ...init,
      headers: { ...(init.headers as Record<string, string> | undefined), origin: 'null' },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
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

const whyOf = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) return 'failed'
  const { cause } = thrown
  if (!(cause instanceof Error)) return thrown.name
  return 'code' in cause ? String(cause.code) : cause.message
}

export const asJson = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' })

/** Nothing here can cost anything. */
export const askForFree = async ({ baseUrl, key }: Caller): Promise<Facts> => {
  const url = submitUrl(baseUrl, fluxDepthPro.paths[0])
  const preflight = await hear(url, {
    method: 'OPTIONS',
    headers: { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' },
  })
  // Without prompt and picture: behind a relay that adds a key of its own, this must not become an order.
  const badKey = await hear(url, { method: 'POST', headers: asJson(noKey), body: '{}' })
  const unknown = resultUrl(baseUrl, 'connection-check')
  const connection = key === '' ? null : await hear(unknown, { headers: { authorization: `Bearer ${key}` } })
  return { baseUrl, preflight, badKey, connection, paid: null }
}

/** The finished picture as the window would ask for it. Nothing where its host does not answer. */
export const askForSample = async (url: string, baseUrl: string): Promise<Sample | null> => {
  const { host } = new URL(url)
  const isKnownHost = imageHosts()(url) !== undefined || host === hostOf(baseUrl)
  try {
    const response = await fetch(url, { headers: { origin: 'null' }, signal: AbortSignal.timeout(timeoutMs) })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const picture = readPicture(bytes)
    const allowOrigin = response.headers.get('access-control-allow-origin')
    const { status } = response
    return { host, isKnownHost, allowOrigin, status, format: picture?.format ?? null, size: picture?.size ?? null, bytes: bytes.length }
  } catch {
    return null
  }
}
