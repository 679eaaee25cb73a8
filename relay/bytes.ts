/** Bytes of a stream, as many as were agreed on. A promise in a header is not believed. */
import { concat } from '../src/core/base/bytes.ts'

export type Body = ReadableStream<Uint8Array>

/** All of them, or nothing where there are more than `maxBytes`. Throws where the stream breaks. */
export async function readAll(body: Body | null, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = body?.getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.length
    if (length > maxBytes) {
      await reader?.cancel()
      return undefined
    }
    parts.push(part.value)
  }
  return concat(parts)
}

/** At least `length` bytes from the front unless there are fewer, and the rest of the stream still to be read. */
export async function peel(body: Body, length: number): Promise<{ readonly head: Uint8Array; readonly reader: Reader }> {
  const reader: Reader = body.getReader()
  let head = new Uint8Array()
  while (head.length < length) {
    const { value, done } = await reader.read()
    if (done) break
    head = head.length === 0 ? new Uint8Array(value) : concat([head, value])
  }
  return { head, reader }
}

export type Reader = ReadableStreamDefaultReader<Uint8Array>

/** Head and rest as one stream again, which breaks off where it passes `maxBytes`. */
export function limited(head: Uint8Array, reader: Reader, maxBytes: number): Body {
  let sent = 0
  const give = async (controller: ReadableStreamDefaultController<Uint8Array>, bytes: Uint8Array): Promise<void> => {
    sent += bytes.length
    if (sent <= maxBytes) return controller.enqueue(bytes)
    controller.error(new Error('The picture is too large.'))
    await reader.cancel()
  }
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (sent === 0 && head.length > 0) return give(controller, head)
        const { value, done } = await reader.read()
        return done ? controller.close() : give(controller, value)
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}
