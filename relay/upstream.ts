/** Carries one call to the service and its answer back. Knows nothing of pictures. */
import { safeRetryAfter, safeType } from './answer-head.ts'
import type { Answer } from './answer.ts'
import { readAll } from './bytes.ts'
import { makeLimit, type Limit } from './limit.ts'
import type { OwnKey } from './own-key.ts'
import { answerOf, problem } from './problem.ts'
import type { Lease, Room } from './room.ts'

export type Upstream = {
  readonly url: string
  readonly fetch: typeof fetch
  readonly submitTimeoutMs: number
  readonly pollTimeoutMs: number
  /** For answers that are larger than answers are. */
  readonly room: Room
  /** What the service knows and nobody else may hear. */
  readonly ownKey: OwnKey | undefined
  readonly now: () => number
}

/** With a body it is a submit, else a question. */
export type Call = {
  readonly path: string
  readonly authorization: string | undefined
  readonly contentType?: string | undefined
  readonly body?: Uint8Array<ArrayBuffer>
}

/** The service answers with a few hundred bytes of JSON; some repeat a whole order where they refuse it. */
const maxAnswerBytes = 5_000_000
const usualAnswerBytes = 16_384

/** Gives the service's whole answer, or the refusal to send instead. Never throws. */
export async function ask(upstream: Upstream, call: Call): Promise<Answer> {
  const isSubmit = call.body !== undefined
  const limit = makeLimit(isSubmit ? upstream.submitTimeoutMs : upstream.pollTimeoutMs)
  try {
    const response = await limit.race(send(upstream, call, limit.signal))
    const { status, headers } = response
    if (status >= 300 && status < 400) {
      void response.body?.cancel().catch(() => undefined)
      // A redirected API path is a wrong path (api §3.1), and the key must not follow it anywhere.
      return answerOf(problem(404, 'not_found', 'The service has moved this path. Check the upstream address of the relay.'))
    }
    const { body, lease } = await read(upstream.room, response, limit)
    // Not every number is a status: what comes after 599 cannot be passed on, and means nothing.
    if (status < 200 || status > 599) throw new Error('No status.')
    return {
      // No browser shows a page this status, since it speaks to the browser's own proxy: it would read as a lost connection.
      status: status === 407 ? 403 : status,
      type: safeType(headers.get('content-type')),
      retryAfter: safeRetryAfter(headers.get('retry-after'), upstream.now()),
      body: upstream.ownKey?.clean(body) ?? body,
      mayBeTaken: isSubmit && (status < 300 || status >= 500),
      lease,
    }
  } catch (error) {
    // Whoever still sends is told to stop.
    limit.stop()
    if (isSubmit && !wasNeverSent(error)) {
      return answerOf(problem(502, 'upstream_lost', 'The answer of the service was lost. It may have accepted the request.'))
    }
    return answerOf(problem(502, 'upstream_unreachable', 'The service could not be reached.'))
  } finally {
    limit.end()
  }
}

async function send({ url, fetch }: Upstream, { path, authorization, contentType, body }: Call, signal: AbortSignal): Promise<Response> {
  return fetch(`${url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      accept: 'application/json',
      ...(authorization ? { authorization } : {}),
      ...(contentType ? { 'content-type': contentType } : {}),
    },
    redirect: 'manual',
    // A caller who leaves does not cancel a submit: the task may already be accepted, and its answer is worth nothing less.
    signal,
    ...(body ? { body } : {}),
  })
}

type Read = { readonly body: Answer['body']; readonly lease: Lease | undefined }

/** An answer of the usual size finds its place always, a larger one where there is room. */
async function read(room: Room, { body }: Response, { race, signal }: Limit): Promise<Read> {
  let lease: Lease | undefined
  const grow = async (bytes: number): Promise<boolean> => {
    if (bytes <= usualAnswerBytes) return true
    if (lease) return lease.grow(bytes)
    lease = await room.take(bytes)
    // It came when nobody waited for it any more.
    if (signal.aborted) lease?.release()
    return lease !== undefined
  }
  try {
    const bytes = await readAll(body, maxAnswerBytes, { race, grow: (size) => race(grow(size)), moved: () => lease?.moved() })
    if (!bytes) throw new Error('An answer without end.')
    return { body: bytes, lease }
  } catch (error) {
    lease?.release()
    throw error
  }
}

/** Only a connection that never opened proves that nothing was sent. */
function wasNeverSent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'UND_ERR_CONNECT_TIMEOUT'
}
