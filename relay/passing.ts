/** Passes a picture through piece by piece: never more than announced, within its time, and counted against the memory limit. */
import { dismiss, type Body, type Reader } from './bytes.ts'
import { makeLimit, type Limit } from './limit.ts'
import type { Room } from './room.ts'

/** How much of a picture is buffered between a fast host and a slow caller. */
const underWayBytes = 262_144

export type Way = {
  readonly limit: Limit
  readonly moved: () => void
  /** Called when nothing more comes, or nobody wants it. */
  readonly end: () => void
}

/** Undefined when too many pictures are in progress. `left` aborts when the caller is gone. */
export async function openWay(room: Room, timeoutMs: number, left?: AbortSignal): Promise<Way | undefined> {
  const lease = await room.take(underWayBytes)
  if (!lease) return undefined
  const limit = makeLimit(timeoutMs, left)
  lease.lost.addEventListener('abort', limit.stop)
  const end = (): void => {
    limit.end()
    lease.release()
  }
  limit.signal.addEventListener('abort', end)
  // It may already be over.
  if (limit.signal.aborted) end()
  return { limit, moved: lease.moved, end }
}

export type Passage = {
  readonly way: Way
  readonly maxBytes: number
  /** Returns the bytes that may pass, and throws when no more may. Called without bytes at the end. */
  readonly sift?: ((bytes?: Uint8Array) => Uint8Array) | undefined
}

/** Joins head and rest into one stream that fails beyond `maxBytes` or its time limit. The way ends with it. */
export function passing(head: Uint8Array, reader: Reader, { way, maxBytes, sift = asItIs }: Passage): Body {
  const { signal } = way.limit
  let [read, isBegun] = [0, false]
  const next = async (): Promise<Uint8Array | undefined> => {
    // Ends with the limit whatever the source does, as a cancelled reader has nothing more to read.
    const { value, done } = isBegun || head.length === 0 ? await reader.read() : { value: head, done: false }
    isBegun = true
    way.moved()
    read += value?.length ?? 0
    if (read > maxBytes) throw new Error('The picture is too large.')
    return done ? undefined : value
  }
  const give = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    // `pull` is called once per piece, so if the filter holds back a whole piece the loop must continue.
    for (;;) {
      const piece = await next()
      if (signal.aborted) return
      const passes = sift(piece)
      if (passes.length > 0) controller.enqueue(passes)
      if (!piece) controller.close()
      if (!piece) way.end()
      if (!piece || passes.length > 0) return
    }
  }
  const breakOff = (controller: ReadableStreamDefaultController<Uint8Array>, error: unknown): void => {
    way.end()
    dismiss(reader)
    controller.error(error)
  }
  return new ReadableStream<Uint8Array>(
    {
      // Needed even when nobody pulls the next piece.
      start: (controller) => signal.addEventListener('abort', () => breakOff(controller, signal.reason)),
      pull: (controller) => give(controller).catch((error: unknown) => breakOff(controller, error)),
      cancel(reason) {
        way.end()
        return reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}

function asItIs(bytes: Uint8Array = new Uint8Array()): Uint8Array {
  return bytes
}
