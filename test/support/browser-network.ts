// The network of a plugin's window, in Node: real requests under a browser's rules. The manifest's policy is applied first, then hosts that do not
// answer, then CORS. Hosts are handlers in memory.

import { readFileSync } from 'node:fs'
import { vi } from 'vitest'
import { reachOf } from '../../playground/host/figma/network-access.ts'
import type { Manifest } from '../../playground/host/types.ts'
import { browserFetch } from '../../playground/service/browser-fetch.ts'
import type { Handler } from '../../playground/service/service.ts'
import type { Network } from '../../src/ui/service/ports.ts'
import { type HttpResult, watchCspViolations, request } from '../../src/ui/service/request.ts'
import { buildSubmit } from '../../src/ui/service/send.ts'

const manifest = JSON.parse(readFileSync(new URL('../../manifest.json', import.meta.url), 'utf8')) as Manifest

export type Seen = {
  readonly method: string
  readonly url: string
  readonly mode: string
  readonly authorization: string | null
  readonly body: string
}

/** `seen`: every request that reached a host, including preflights. `asked`: how each request of the window ends. */
export type BrowserNetwork = { readonly network: Network; readonly seen: Seen[]; readonly asked: Promise<HttpResult>[] }

function isRedirect({ status }: Response): boolean {
  return status >= 300 && status < 400
}

/** Hosts by origin; any other host does not answer. Stubs the global `fetch` until `vi.unstubAllGlobals()`. */
export function openBrowserNetwork(hosts: Readonly<Record<string, Handler>>): BrowserNetwork {
  const page = new EventTarget()
  const violations = watchCspViolations(page)
  const isAllowed = reachOf(manifest)
  const seen: Seen[] = []
  const asked: Promise<HttpResult>[] = []

  /** The browser reports the address of the original request, even if a redirect led elsewhere. */
  const refuse = (url: string): never => {
    page.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { blockedURI: url }))
    throw new TypeError('Failed to fetch')
  }

  const travel = async (asked: Request, first: string): Promise<Response> => {
    if (!isAllowed(asked.url)) return refuse(first)
    const host = hosts[new URL(asked.url).origin]
    if (host === undefined) throw new TypeError('Failed to fetch')
    const { method, url, mode, headers } = asked
    seen.push({ method, url, mode, authorization: headers.get('authorization'), body: method === 'POST' ? await asked.clone().text() : '' })
    const answer = await host(asked).catch(() => Promise.reject(new TypeError('Failed to fetch')))
    if (!isRedirect(answer) || asked.redirect !== 'follow') return answer
    const onward = new URL(answer.headers.get('location') ?? '', asked.url)
    return travel(new Request(onward, { mode: asked.mode, headers: asked.headers, signal: asked.signal }), first)
  }

  const network: typeof fetch = (input, init) => {
    const asked = new Request(input, init)
    return travel(asked, asked.url)
  }
  const overCors = browserFetch(network)

  vi.stubGlobal('fetch', async (input: string, init: RequestInit): Promise<Response> => {
    const response = await overCors(input, init)
    return init.redirect === 'manual' && isRedirect(response)
      ? Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' })
      : response
  })
  return {
    seen,
    asked,
    network: {
      ask: (question, signal) => {
        const result = request(question, violations, signal)
        asked.push(result)
        return result
      },
      send: async (submit, signal) => request(await buildSubmit(submit), violations, signal),
    },
  }
}
