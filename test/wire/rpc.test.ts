import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { chunked } from '../../src/core/wire/chunks.ts'
import { PluginError, fail, failure } from '../../src/core/failure/failure.ts'
import { type Handlers, connect } from '../../src/core/wire/rpc.ts'
import { patienceFor } from '../../src/ui/wire/patience.ts'
import { virtualClock } from '../support/clock.ts'
import { bytesOf, seeded } from '../support/chance.ts'
import { type Wire, openWire } from '../support/wire.ts'
import { runs } from '../support/runs.ts'

type There = {
  add(pair: { readonly a: number; readonly b: number }): number
  nothing(): void
  later(text: string): string
  break(code: string): string
  give(request: { readonly length: number; readonly seed: number }): { readonly bytes: Uint8Array; readonly length: number }
  take(parcel: { readonly name: string; readonly bytes: Uint8Array }): { readonly name: string; readonly sum: number }
  unsendable(): unknown
}

type Here = { told(text: string): string }

function sumOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte, at) => (sum + byte * (at + 1)) % 1_000_003, 0)
}

function handlers(release: Promise<void>): Handlers<There> {
  return {
    add: ({ a, b }) => a + b,
    nothing: () => undefined,
    later: async (text) => {
      await release
      return text
    },
    break: (code) => {
      if (code === 'ours') return fail('expired', 'gone', 'yes')
      if (code === 'string') throw new TypeError('x is undefined')
      return 'whole'
    },
    give: ({ length, seed }) => ({ bytes: bytesOf(seeded(seed), length), length }),
    take: ({ name, bytes }) => ({ name, sum: sumOf(bytes) }),
    unsendable: () => () => 1,
  }
}

const open: Wire[] = []

function talk(limit?: number, release: Promise<void> = Promise.resolve()) {
  const wire = openWire()
  open.push(wire)
  const here = chunked(wire.here, limit)
  const { remote, close } = connect<There, Here>(here, { told: (text) => `heard ${text}` })
  const { remote: back } = connect<Here, There>(chunked(wire.there, limit), handlers(release))
  return { remote, back, close, wire }
}

afterEach(() => {
  for (const wire of open.splice(0)) wire.close()
})

describe('a call that is never answered', () => {
  const silent = { post: () => {}, listen: () => {} }

  it('is given up after its time, with a failure of its own', async () => {
    const clock = virtualClock()
    const later = (ms: number, act: () => void): (() => void) => {
      const timer = clock.setTimeout(act, ms)
      return () => clock.clearTimeout(timer)
    }
    const { remote } = connect<There, Here>(silent, { told: () => '' }, { patience: patienceFor(later) })
    const ends: unknown[] = []
    const note = (call: Promise<unknown>): void => void call.catch((thrown: unknown) => ends.push(thrown))
    note(remote.nothing())
    await clock.pass(59_000)
    expect(ends).toEqual([])
    await clock.pass(1000)
    expect(ends).toMatchObject([{ failure: { code: 'internal', detail: 'nothing: no answer from Figma' } }])
    expect(clock.timers).toBe(0)
  })

  it('is waited for where nothing can be done without it, longer where a picture is loaded, and is no export', () => {
    const { msFor, missed } = patienceFor(() => () => {})
    expect([msFor('load'), msFor('fill'), msFor('exportSource')]).toEqual([null, 120_000, 60_000])
    expect([missed('fill'), missed('exportSource')]).toMatchObject([
      { code: 'insert-failed', charged: 'yes' },
      { code: 'export-failed', charged: 'no' },
    ])
  })
})

describe('a call', () => {
  it('is answered, in both directions', async () => {
    const { remote, back } = talk()
    expect(await remote.add({ a: 2, b: 3 })).toBe(5)
    expect(await back.told('hello')).toBe('heard hello')
    expect(await remote.nothing()).toBeUndefined()
  })

  it('finds its own answer, whatever the order', async () => {
    let free = (): void => {}
    const { remote } = talk(undefined, new Promise((resolve) => (free = resolve)))
    const order: string[] = []
    const late = remote.later('late').then((text) => order.push(text))
    await remote.add({ a: 1, b: 1 }).then(() => order.push('early'))
    free()
    await late
    expect(order).toEqual(['early', 'late'])
  })

  it('that fails with ours rejects with the same failure', async () => {
    const { remote } = talk()
    const thrown: unknown = await remote.break('ours').catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(PluginError)
    expect(thrown).toMatchObject({ failure: { code: 'expired', charged: 'yes', detail: 'gone' } })
  })

  it('that fails otherwise rejects as internal', async () => {
    const { remote } = talk()
    await expect(remote.break('string')).rejects.toMatchObject({ failure: failure('internal', 'TypeError: x is undefined') })
  })

  it('of a method that is not there rejects, also of one that every object has', async () => {
    const { remote } = talk()
    const stray = remote as unknown as Record<string, () => Promise<unknown>>
    for (const name of ['missing', 'constructor', 'toString', '__proto__'])
      await expect(stray[name]?.()).rejects.toMatchObject({ failure: { code: 'internal', detail: `Error: no method ${name}` } })
  })

  it('whose answer cannot be sent rejects instead of waiting for ever', async () => {
    const { remote } = talk()
    await expect(remote.unsendable()).rejects.toMatchObject({ failure: { code: 'internal' } })
  })

  it('with an argument that cannot be sent rejects at once', async () => {
    const { remote } = talk()
    await expect(remote.later((() => 'x') as never)).rejects.toThrow(/could not be cloned/)
  })
})

describe('a remote', () => {
  it('is not taken for a promise', async () => {
    const { remote } = talk()
    const same = await Promise.resolve(remote)
    expect('then' in same ? same.then : undefined).toBeUndefined()
    expect(await same.add({ a: 1, b: 2 })).toBe(3)
  })

  it('rejects all that waits when it is closed', async () => {
    const { remote, close } = talk(undefined, new Promise(() => {}))
    const waiting = [remote.later('a'), remote.later('b')]
    close()
    for (const call of waiting)
      await expect(call).rejects.toMatchObject({ failure: { code: 'internal', detail: 'the other side is gone' } })
  })

  it('is deaf to messages that are not its own', async () => {
    const { remote, wire } = talk()
    for (const noise of ['text', null, 7, [], {}, { kind: 'reply', id: 999 }, { kind: 'call', id: 'x', method: 'add' }, { id: 1 }])
      wire.there.post(noise)
    expect(await remote.add({ a: 1, b: 1 })).toBe(2)
  })
})

describe('large bytes', () => {
  it('cross whole, whatever their size, many at once, both ways', async () => {
    const length = fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.constantFrom(0, 1, 63, 64, 65, 127, 128, 129, 192))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ length, seed: fc.integer(), isSent: fc.boolean() }), { minLength: 1, maxLength: 12 }),
        async (parcels) => {
          const { remote } = talk(64)
          await Promise.all(
            parcels.map(async ({ length: size, seed, isSent }, at) => {
              const bytes = bytesOf(seeded(seed), size)
              if (isSent) expect(await remote.take({ name: `p${at}`, bytes })).toEqual({ name: `p${at}`, sum: sumOf(bytes) })
              else expect(await remote.give({ length: size, seed })).toEqual({ bytes, length: size })
            }),
          )
        },
      ),
      runs(60),
    )
  })

  it('cross in slices no longer than the limit, each with nothing behind it', async () => {
    const { remote, wire } = talk(1000)
    // A view of a larger buffer must not drag that buffer across.
    await remote.take({ name: 'view', bytes: new Uint8Array(50_000).subarray(100, 3600) })
    const slices = wire.posted.flatMap((message) =>
      typeof message === 'object' && message !== null && 'bytes' in message ? [message.bytes as Uint8Array] : [],
    )
    expect(slices.map((slice) => [slice.length, slice.buffer.byteLength])).toEqual([
      [1000, 1000],
      [1000, 1000],
      [1000, 1000],
      [500, 500],
    ])
  })

  it('up to a megabyte are sent in one piece', async () => {
    const { remote, wire } = talk()
    await remote.take({ name: 'small', bytes: new Uint8Array(1024 * 1024) })
    expect(wire.posted).toHaveLength(2)
    await remote.take({ name: 'large', bytes: new Uint8Array(1024 * 1024 + 1) })
    expect(wire.posted).toHaveLength(6)
  })
})
