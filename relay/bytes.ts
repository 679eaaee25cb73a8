/** Reads bytes of a stream within limits of size and time. The announced length is not trusted. */
import { concat } from '../src/core/base/bytes.ts'
import { makeGrowing } from './growing.ts'
import type { Limit } from './limit.ts'

export type Body = ReadableStream<Uint8Array>
export type Reader = ReadableStreamDefaultReader<Uint8Array>

export type Reading = {
  readonly race: Limit['race']
  /** Reserves memory; false when there is none. */
  readonly grow?: (bytes: number) => Promise<boolean>
  readonly moved?: () => void
  /** The number of bytes to come, if memory for all of them was reserved. */
  readonly expected?: number
}

/** Reads the whole stream; undefined if it is longer than `maxBytes`. Throws when the stream breaks, time is up or there is no memory. */
export async function readAll(
  body: Body | null,
  maxBytes: number,
  { race, grow, moved, expected }: Reading,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = body?.getReader()
  if (!reader) return new Uint8Array()
  const whole = makeGrowing(maxBytes, expected)
  try {
    for (let part = await race(reader.read()); !part.done; part = await race(reader.read())) {
      moved?.()
      const length = whole.length() + part.value.length
      if (length > maxBytes) {
        dismiss(reader)
        return undefined
      }
      if (whole.needs(part.value) && grow && !(await grow(whole.next(part.value)))) throw new Error('There is no room.')
      whole.add(part.value)
    }
    return whole.bytes()
  } catch (error) {
    dismiss(reader)
    throw error
  }
}

/** Reads at least `length` bytes from the front, or fewer if the stream ends, and returns the reader for the rest. */
export async function peel(
  body: Body,
  length: number,
  race: Limit['race'],
): Promise<{ readonly head: Uint8Array; readonly reader: Reader }> {
  const reader: Reader = body.getReader()
  let head = new Uint8Array()
  try {
    while (head.length < length) {
      const { value, done } = await race(reader.read())
      if (done) break
      head = head.length === 0 ? new Uint8Array(value) : concat([head, value])
    }
  } catch (error) {
    dismiss(reader)
    throw error
  }
  return { head, reader }
}

/** Cancels the source; errors while doing so are ignored. */
export function dismiss(reader: Reader): void {
  void reader.cancel().catch(() => undefined)
}
