/** An answer as plain data, so that it can wait for its caller, be repeated and be compared. */
import type { Lease } from './room.ts'

export type Answer = {
  readonly status: number
  readonly type: string | undefined
  readonly retryAfter: string | undefined
  readonly body: Uint8Array<ArrayBuffer>
  /** Whether the service may have accepted the request, so that it must not be repeated without the user's consent. */
  readonly mayBeTaken: boolean
  /** The memory reserved for a large body; released with the answer. */
  readonly lease?: Lease | undefined
}

/** `onTaken` is called once, when the connection has taken the whole answer; never if it broke before. */
export function responseOf({ status, type, retryAfter, body, lease }: Answer, onTaken?: () => void): Response {
  const headers = new Headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  if (type !== undefined) headers.set('content-type', type)
  if (retryAfter !== undefined) headers.set('retry-after', retryAfter)
  if (status === 204 || status === 205) {
    lease?.release()
    return new Response(null, { status, headers })
  }
  // With a known length, head and body leave in one packet instead of three.
  headers.set('content-length', String(body.length))
  return new Response(onTaken || lease ? telling(body, lease, onTaken) : body, { status, headers })
}

/** The body as a stream that reports its end: a reader that pulls again has received the last byte. */
function telling(body: Uint8Array, lease: Lease | undefined, onTaken?: () => void): ReadableStream<Uint8Array> {
  let isGiven = body.length === 0
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (isGiven) {
          controller.close()
          lease?.release()
          onTaken?.()
        } else {
          isGiven = true
          controller.enqueue(body)
        }
      },
      cancel: () => lease?.release(),
    },
    { highWaterMark: 0 },
  )
}
