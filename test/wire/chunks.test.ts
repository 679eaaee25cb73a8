// Byte arrays anywhere in a message: large ones cross in slices, and every message arrives unchanged and in order.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunked } from '../../src/core/wire/chunks.ts'
import type { Channel } from '../../src/core/wire/rpc.ts'

const limit = 64

/** Both ends of a wire that clones each message and delivers it at once. */
function openPair() {
  let deliver: Parameters<Channel['listen']>[0] = () => {}
  const posted: unknown[] = []
  const inner: Channel = {
    post: (message) => {
      const clone = structuredClone(message)
      posted.push(clone)
      deliver(clone)
    },
    listen: (hear) => {
      deliver = hear
    },
  }
  const heard: unknown[] = []
  chunked(inner, limit).listen((message) => void heard.push(message))
  return { post: chunked(inner, limit).post, inner, posted, heard }
}

/** Lengths of all byte arrays in a message, at any depth. */
function lengthsIn(message: unknown): readonly number[] {
  if (message instanceof Uint8Array) return [message.length]
  return typeof message === 'object' && message !== null ? Object.values(message).flatMap(lengthsIn) : []
}

const bytes = fc.uint8Array({ maxLength: 4 * limit })
const leaf = fc.oneof(bytes, fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(undefined))
const key = fc.oneof(fc.string(), fc.constantFrom('kind', 'message', 'arrays', 'stream', 'path', 'bytes', '__proto__', 'length', '0'))
const { message: plainMessage } = fc.letrec((tie) => ({
  message: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('message'), { maxLength: 4 }),
    fc.dictionary(key, tie('message'), { maxKeys: 4 }),
  ),
}))
/** Messages that look like the channel's own. */
const misleading = fc.record(
  { kind: fc.constantFrom('slice', 'emptied', 'call', 'reply'), stream: fc.nat(4), bytes, message: plainMessage, arrays: plainMessage },
  { requiredKeys: ['kind'] },
)
const anyMessage = fc.oneof(plainMessage, misleading)

/** Messages that the channel itself never posts. */
const garbage = fc.record({
  kind: fc.constantFrom('slice', 'emptied'),
  stream: fc.oneof(fc.integer({ min: 1000 }), fc.string(), fc.constant(null)),
  bytes: fc.oneof(bytes, fc.string()),
  message: plainMessage,
  arrays: fc.oneof(plainMessage, fc.array(fc.record({ path: fc.oneof(plainMessage, fc.array(key)), stream: fc.integer({ min: 1000 }) }))),
})

describe('messages', () => {
  it('arrive equal and in their order, with byte arrays anywhere in them', () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { maxLength: 6 }), (messages) => {
        const { post, heard } = openPair()
        for (const message of messages) post(message)
        expect(heard).toEqual(messages)
      }),
      { numRuns: 300 },
    )
  })

  it('hold no more bytes than the limit while they cross', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const { post, posted } = openPair()
        post(message)
        for (const part of posted) expect(lengthsIn(part).reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(limit)
      }),
      { numRuns: 200 },
    )
  })

  it('stay as they are on the side that posts them', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const before = structuredClone(message)
        openPair().post(message)
        expect(message).toEqual(before)
      }),
      { numRuns: 200 },
    )
  })

  it('arrive equal after garbage', () => {
    fc.assert(
      fc.property(fc.array(garbage, { maxLength: 4 }), anyMessage, (noise, message) => {
        const { post, inner, heard } = openPair()
        for (const one of noise) inner.post(one)
        post(message)
        expect(heard.at(-1)).toEqual(message)
      }),
      { numRuns: 200 },
    )
  })

  it('with slices of two streams between each other are each whole', () => {
    const { inner, heard } = openPair()
    const slice = (stream: number, ...values: number[]): void => inner.post({ kind: 'slice', stream, bytes: new Uint8Array(values) })
    slice(1, 1)
    slice(2, 9)
    slice(1, 2)
    slice(2, 8)
    inner.post({ kind: 'emptied', message: { png: null }, arrays: [{ path: ['png'], stream: 2 }] })
    inner.post({ kind: 'emptied', message: [null], arrays: [{ path: [0], stream: 1 }] })
    expect(heard).toEqual([{ png: new Uint8Array([9, 8]) }, [new Uint8Array([1, 2])]])
  })
})

describe('small arrays', () => {
  it('ride along, as many as fit', () => {
    const { post, posted } = openPair()
    const layers = [40, 20, 10].map((length) => ({ png: new Uint8Array(length) }))
    post({ kind: 'call', payload: { layers } })
    expect(posted).toEqual([
      { kind: 'slice', stream: 1, bytes: new Uint8Array(10) },
      {
        kind: 'emptied',
        message: { kind: 'call', payload: { layers: [layers[0], layers[1], { png: null }] } },
        arrays: [{ path: ['payload', 'layers', 2, 'png'], stream: 1 }],
      },
    ])
  })
})
