/** Reads the body of an order completely, within a time limit and only if there is memory for it. */
import type { Context } from 'hono'
import { readAll } from './bytes.ts'
import { makeLimit } from './limit.ts'
import { problem } from './problem.ts'
import type { Lease, Room } from './room.ts'
import type { Refusal } from './team.ts'

export type Bodies = { readonly room: Room; readonly maxBytes: number; readonly timeoutMs: number }

export type Order = { readonly body: Uint8Array<ArrayBuffer>; readonly lease: Lease }

const tooLarge: Refusal = { problem: problem(413, 'too_large', 'The request is too large for the relay.') }
/** 429 rather than 503: clients read it as "not charged, try again". */
const busy: Refusal = {
  problem: problem(429, 'relay_busy', 'The relay has no room for the request just now. Nothing was sent.'),
  retryAfter: 5,
}
const tooSlow: Refusal = { problem: problem(429, 'relay_busy', 'The request came too slowly. Nothing was sent.'), retryAfter: 5 }

/** With an announced length all memory is reserved up front, so that no admitted request stalls halfway. */
export async function takeOrder({ room, maxBytes, timeoutMs }: Bodies, c: Context): Promise<Order | Refusal> {
  const told = /^\d{1,15}$/.exec(c.req.header('content-length') ?? '')?.[0]
  const length = Number(told ?? 0)
  if (length > maxBytes) return tooLarge
  const lease = await room.take(length)
  if (!lease) return busy
  const limit = makeLimit(timeoutMs, lease.lost)
  const grow = async (bytes: number): Promise<boolean> => bytes <= length || lease.grow(bytes)
  const reading = { race: limit.race, grow, moved: lease.moved, ...(length > 0 ? { expected: length } : {}) }
  try {
    const body = await readAll(c.req.raw.body, told === undefined ? maxBytes : length, reading)
    if (body) {
      lease.keep()
      return { body, lease }
    }
    lease.release()
    return tooLarge
  } catch {
    lease.release()
    return tooSlow
  } finally {
    limit.end()
  }
}
