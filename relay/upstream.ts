/** Carries one call to the service and its answer back. Knows nothing of pictures. */
import type { Context } from 'hono'
import { problem } from './problem.ts'

export type Upstream = {
  readonly url: string
  readonly fetch: typeof fetch
  readonly teamKey: string | undefined
  readonly submitTimeoutMs: number
  readonly pollTimeoutMs: number
}

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: Uint8Array }

/** Gives the service's whole answer, or the refusal to send instead. */
export async function ask(upstream: Upstream, c: Context, path: string, body?: ArrayBuffer): Promise<Answer | Response> {
  const isSubmit = body !== undefined
  try {
    const response = await upstream.fetch(`${upstream.url}${path}`, {
      method: c.req.method,
      headers: headersFor(upstream, c),
      redirect: 'manual',
      // A caller who leaves does not cancel a submit: the task may already be accepted, and its answer is worth nothing less.
      signal: AbortSignal.timeout(isSubmit ? upstream.submitTimeoutMs : upstream.pollTimeoutMs),
      ...(isSubmit ? { body } : {}),
    })
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel()
      // A redirected API path is a wrong path (api §3.1), and the key must not follow it anywhere.
      return problem(c, 404, 'not_found', 'The service has moved this path. Check the upstream address of the relay.')
    }
    return { status: response.status, headers: response.headers, body: new Uint8Array(await response.arrayBuffer()) }
  } catch (error) {
    if (isSubmit && !wasNeverSent(error)) {
      return problem(c, 502, 'upstream_lost', 'The answer of the service was lost. It may have accepted the request.')
    }
    return problem(c, 502, 'upstream_unreachable', 'The service could not be reached.')
  }
}

export function passOn(answer: Answer, body: string | Uint8Array = answer.body): Response {
  const headers = new Headers()
  for (const name of ['content-type', 'retry-after']) {
    const value = answer.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  const isEmpty = answer.status === 204 || answer.status === 205
  return new Response(isEmpty ? null : Buffer.from(body), { status: answer.status, headers })
}

function headersFor(upstream: Upstream, c: Context): Headers {
  const headers = new Headers({ accept: 'application/json' })
  const authorization = upstream.teamKey ? `Bearer ${upstream.teamKey}` : c.req.header('authorization')
  if (authorization) headers.set('authorization', authorization)
  const contentType = c.req.header('content-type')
  if (contentType) headers.set('content-type', contentType)
  return headers
}

/** Only a connection that never opened proves that nothing was sent. */
function wasNeverSent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'UND_ERR_CONNECT_TIMEOUT'
}
