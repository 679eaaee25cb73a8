/** One call to a service and its answer, read completely, within a time limit, and with the relay's own keys removed. */
import { safeRetryAfter } from '../answer-head.ts'
import { readAll } from '../bytes.ts'
import { makeLimit, type Limit } from '../limit.ts'
import type { OwnKey } from '../own-key.ts'
import type { Lease, Room } from '../room.ts'
import type { Answered, Call } from '../../src/core/service/services/service.ts'

export type Line = {
  readonly fetch: typeof fetch
  /** Memory for unusually large answers. */
  readonly room: Room
  /** The largest answer that is read. An answer may hold the picture itself. */
  readonly maxAnswerBytes: number
  /** The relay's keys, which services know and nobody else may learn. */
  readonly ownKey: OwnKey | undefined
  readonly now: () => number
}

export type Sending = {
  readonly headers: Readonly<Record<string, string>>
  readonly timeoutMs: number
  /** The caller's own body and its type, for calls that pass it on unchanged. */
  readonly asSent?: { readonly body: Uint8Array<ArrayBuffer>; readonly type: string | undefined }
}

export type Exchange =
  | {
      readonly kind: 'answer'
      readonly answer: Answered
      readonly retryAfter: string | undefined
      /** The service repeated an earlier answer to the same name. */
      readonly isReplayed: boolean
    }
  /** Nothing was sent. */
  | { readonly kind: 'unreachable' }
  /** It was sent, but no complete answer came back. */
  | { readonly kind: 'lost' }

/** Services answer with a few hundred bytes of JSON. Some repeat a whole order when they refuse it, some send the picture in the answer. */
const usualAnswerBytes = 16_384

/** Never throws. */
export async function exchange(line: Line, call: Call, sending: Sending): Promise<Exchange> {
  const limit = makeLimit(sending.timeoutMs)
  try {
    const response = await limit.race(send(line, call, sending, limit.signal))
    const { status, headers } = response
    if (status >= 300 && status < 400) {
      void response.body?.cancel().catch(() => undefined)
      // A redirected path is a wrong path (api §3.1), and the key must not follow the redirect.
      return { kind: 'answer', answer: { status: 0, type: '', text: '' }, retryAfter: undefined, isReplayed: false }
    }
    const text = await read(line, response, limit)
    // Numbers beyond 599 are not valid statuses.
    if (status < 200 || status > 599) throw new Error('No status.')
    const errorType = headers.get('x-comfy-error-type')
    const answer: Answered = {
      status,
      type: headers.get('content-type') ?? '',
      text: cleaned(line.ownKey, text),
      ...(errorType === null ? {} : { errorType }),
    }
    const isReplayed = headers.get('idempotent-replayed') === 'true'
    return { kind: 'answer', answer, retryAfter: safeRetryAfter(headers.get('retry-after'), line.now()), isReplayed }
  } catch (error) {
    // Stops a service that is still sending.
    limit.stop()
    return { kind: wasNeverSent(error) ? 'unreachable' : 'lost' }
  } finally {
    limit.end()
  }
}

async function send(line: Line, call: Call, { headers, asSent }: Sending, signal: AbortSignal): Promise<Response> {
  const isAsSent = call.body === 'as-sent'
  const body = call.body === undefined ? undefined : isAsSent ? asSent?.body : new TextEncoder().encode(JSON.stringify(call.body))
  const type = isAsSent ? asSent?.type : body && 'application/json'
  return line.fetch(call.url, {
    method: call.method,
    headers: { accept: 'application/json', ...call.headers, ...headers, ...(type === undefined ? {} : { 'content-type': type }) },
    redirect: 'manual',
    // A caller that leaves does not cancel an order: it may already be accepted, and its answer is as valuable as before.
    signal,
    ...(body ? { body } : {}),
  })
}

/** An answer of the usual size is always read, a larger one only if there is memory. */
async function read({ room, maxAnswerBytes }: Line, { body }: Response, { race, signal }: Limit): Promise<string> {
  let lease: Lease | undefined
  const grow = async (bytes: number): Promise<boolean> => {
    if (bytes <= usualAnswerBytes) return true
    if (lease) return lease.grow(bytes)
    lease = await room.take(bytes)
    // The memory was granted after the time limit.
    if (signal.aborted) lease?.release()
    return lease !== undefined
  }
  try {
    const bytes = await readAll(body, maxAnswerBytes, { race, grow: (size) => race(grow(size)), moved: () => lease?.moved() })
    if (!bytes) throw new Error('An answer without end.')
    return new TextDecoder().decode(bytes)
  } finally {
    lease?.release()
  }
}

function cleaned(ownKey: OwnKey | undefined, text: string): string {
  return ownKey ? new TextDecoder().decode(ownKey.clean(new TextEncoder().encode(text))) : text
}

/** Only a connection that never opened proves that nothing was sent. */
function wasNeverSent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'UND_ERR_CONNECT_TIMEOUT'
}
