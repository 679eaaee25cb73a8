/** Bytes of a stream, as many as were agreed on, in time. A promise in a header is not believed. */
import { concat } from '../src/core/base/bytes.ts'
import { makeGrowing } from './growing.ts'
import type { Limit } from './limit.ts'

export type Body = ReadableStream<Uint8Array>
export type Reader = ReadableStreamDefaultReader<Uint8Array>

export type Reading = {
  readonly race: Limit['race']
  /** Whether so many bytes may be held. */
  readonly grow?: (bytes: number) => Promise<boolean>
  readonly moved?: () => void
  /** How many will come, where room for all of them was found. */
  readonly expected?: number
}

/** All of them, or nothing where there are more than `maxBytes`. Throws where the stream breaks, its time is over or there is no room. */
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

/** At least `length` bytes from the front unless there are fewer, and the rest of the stream still to be read. */
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

/** Tells the source that nobody reads on. Whether it hears that is its own affair. */
export function dismiss(reader: Reader): void {
  void reader.cancel().catch(() => undefined)
}
