/** Carries one call to the service and its answer back. Knows nothing of pictures. */
import type { Answer } from './answer.ts'
import { readAll } from './bytes.ts'
import { answerOf, problem } from './problem.ts'

export type Upstream = {
  readonly url: string
  readonly fetch: typeof fetch
  readonly submitTimeoutMs: number
  readonly pollTimeoutMs: number
}

/** With a body it is a submit, else a question. */
export type Call = {
  readonly path: string
  readonly authorization: string | undefined
  readonly contentType?: string | undefined
  readonly body?: ArrayBuffer
}

/** The service answers with a few hundred bytes of JSON. */
const maxAnswerBytes = 5_000_000

/** Gives the service's whole answer, or the refusal to send instead. Never throws. */
export async function ask(upstream: Upstream, { path, authorization, contentType, body }: Call): Promise<Answer> {
  const isSubmit = body !== undefined
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), isSubmit ? upstream.submitTimeoutMs : upstream.pollTimeoutMs)
  try {
    const response = await upstream.fetch(`${upstream.url}${path}`, {
      method: isSubmit ? 'POST' : 'GET',
      headers: {
        accept: 'application/json',
        ...(authorization ? { authorization } : {}),
        ...(contentType ? { 'content-type': contentType } : {}),
      },
      redirect: 'manual',
      // A caller who leaves does not cancel a submit: the task may already be accepted, and its answer is worth nothing less.
      signal: late.signal,
      ...(isSubmit ? { body } : {}),
    })
    const { status, headers } = response
    if (status >= 300 && status < 400) {
      await response.body?.cancel()
      // A redirected API path is a wrong path (api §3.1), and the key must not follow it anywhere.
      return answerOf(problem(404, 'not_found', 'The service has moved this path. Check the upstream address of the relay.'))
    }
    const bytes = await readAll(response.body, maxAnswerBytes)
    if (!bytes) throw new Error('An answer without end.')
    return {
      status,
      type: headers.get('content-type') ?? undefined,
      retryAfter: headers.get('retry-after') ?? undefined,
      body: bytes,
      mayBeTaken: isSubmit && (status < 300 || status >= 500),
    }
  } catch (error) {
    if (isSubmit && !wasNeverSent(error)) {
      return answerOf(problem(502, 'upstream_lost', 'The answer of the service was lost. It may have accepted the request.'))
    }
    return answerOf(problem(502, 'upstream_unreachable', 'The service could not be reached.'))
  } finally {
    clearTimeout(timer)
  }
}

/** Only a connection that never opened proves that nothing was sent. */
function wasNeverSent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'UND_ERR_CONNECT_TIMEOUT'
}
