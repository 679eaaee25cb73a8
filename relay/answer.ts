/** An answer as plain data, so that it can wait for its caller, be given again, and be told from another. */
import type { Lease } from './room.ts'

export type Answer = {
  readonly status: number
  readonly type: string | undefined
  readonly retryAfter: string | undefined
  readonly body: Uint8Array<ArrayBuffer>
  /** Whether the service may have taken what was sent: then nobody may send it again unasked. */
  readonly mayBeTaken: boolean
  /** What a large body has of the room for such. It ends with the answer. */
  readonly lease?: Lease | undefined
}

/** `onTaken` is called once when the whole answer was taken from us by the connection; never where that broke before. */
export function responseOf({ status, type, retryAfter, body, lease }: Answer, onTaken?: () => void): Response {
  const headers = new Headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  if (type !== undefined) headers.set('content-type', type)
  if (retryAfter !== undefined) headers.set('retry-after', retryAfter)
  if (status === 204 || status === 205) {
    lease?.release()
    return new Response(null, { status, headers })
  }
  // A length that is told goes out together with the body, in one piece instead of three.
  headers.set('content-length', String(body.length))
  return new Response(onTaken || lease ? telling(body, lease, onTaken) : body, { status, headers })
}

/** Who asks for more after the last byte has that byte. */
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
