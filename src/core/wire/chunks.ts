// Large `bytes` cross in slices and are whole again on the other side; nobody else knows (platform §1.5).

import { concat } from '../base/bytes.ts'
import { isRecord, readRecord } from '../base/read.ts'
import type { Channel } from './rpc.ts'

export const sliceBytes = 1024 * 1024

type Slot = 'payload' | 'value'

function slotOf(message: Readonly<Record<string, unknown>>): Slot {
  return message.kind === 'call' ? 'payload' : 'value'
}

/** A channel over `inner` whose messages may carry large `bytes` in their payload or value. */
export function chunked(inner: Channel, limit = sliceBytes): Channel {
  let lastStream = 0
  const arriving = new Map<number, Uint8Array[]>()

  const post = (message: unknown): void => {
    if (!isRecord(message)) return inner.post(message)
    const slot = slotOf(message)
    const body = message[slot]
    if (!isRecord(body) || !(body.bytes instanceof Uint8Array) || body.bytes.length <= limit) return inner.post(message)
    const { bytes } = body
    lastStream += 1
    // Copies, not views: a view would drag its whole buffer across.
    for (let from = 0; from < bytes.length; from += limit)
      inner.post({ kind: 'slice', stream: lastStream, bytes: bytes.slice(from, from + limit) })
    inner.post({ ...message, [slot]: { ...body, bytes: null }, stream: lastStream })
  }

  const listen = (hear: (message: unknown) => void): void =>
    inner.listen((message) => {
      if (!isRecord(message) || typeof message.stream !== 'number') return hear(message)
      const { stream } = message
      const slices = arriving.get(stream) ?? []
      if (message.kind === 'slice') {
        if (message.bytes instanceof Uint8Array) arriving.set(stream, [...slices, message.bytes])
        return
      }
      arriving.delete(stream)
      const slot = slotOf(message)
      hear({ ...message, [slot]: { ...readRecord(message[slot]), bytes: concat(slices) } })
    })

  return { post, listen }
}
