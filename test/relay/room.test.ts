import { describe, expect, it } from 'vitest'
import { makeLimit } from '../../relay/limit.ts'
import { makeRoom } from '../../relay/room.ts'

const never = new Promise<never>(() => undefined)

describe('room that is given out', () => {
  it('is never more than there is, whoever asks', async () => {
    const room = makeRoom({ bytes: 100, waitMs: 5, stillMs: 1000 })
    const leases = await Promise.all(Array.from({ length: 5 }, () => room.take(30)))
    expect([leases.filter((lease) => lease).length, room.used()]).toEqual([3, 90])
    for (const lease of leases) lease?.release()
    for (const lease of leases) lease?.release()
    expect(room.used()).toBe(0)
  })

  it('goes to the smallest of those who wait, and what is larger than all of it gets all of it', async () => {
    const room = makeRoom({ bytes: 100, waitMs: 5000, stillMs: 5000 })
    const first = await room.take(1000)
    const got: number[] = []
    const waiting = [80, 30, 50].map(async (bytes) => {
      const lease = await room.take(bytes)
      got.push(bytes)
      return lease
    })
    expect(room.used()).toBe(100)
    first?.release()
    const leases = [await waiting[1], await waiting[2]]
    expect(got).toEqual([30, 50])
    for (const lease of leases) lease?.release()
    await waiting[0]
    expect([got, room.used()]).toEqual([[30, 50, 80], 80])
  })

  it('is taken from who does not move, the longest still first, as soon as somebody waits for it', async () => {
    let now = 0
    const room = makeRoom({ bytes: 100, waitMs: 1000, stillMs: 8, now: () => now })
    const [still, moving, kept] = [await room.take(40), await room.take(30), await room.take(30)]
    kept?.keep()
    now = 5
    moving?.moved()
    now = 9
    const late = await room.take(20)
    expect([still, moving, kept, late].map((lease) => lease?.lost.aborted)).toEqual([true, false, false, false])
    expect(room.used()).toBe(80)
  })

  it('is kept by who has sent something that the process was only too slow to read', async () => {
    let now = 0
    const room = makeRoom({ bytes: 100, waitMs: 1000, stillMs: 8, now: () => now })
    const [late, still] = [await room.take(50), await room.take(50)]
    // The process was blocked for a second; data that arrived meanwhile is read right after the progress check.
    const waiting = room.take(20)
    now = 1000
    setTimeout(() => late?.moved(), 3)
    const found = await waiting
    expect([late, still, found].map((lease) => lease?.lost.aborted)).toEqual([false, true, false])
  })

  it('is kept by who moves and by what may be paid, and who finds none is told in time', async () => {
    const room = makeRoom({ bytes: 100, waitMs: 10, stillMs: 1, now: () => 0 })
    const kept = await room.take(100)
    kept?.keep()
    expect([await room.take(1), kept?.lost.aborted, room.used()]).toEqual([undefined, false, 100])
  })

  it('ends no two who wait for each other by waiting for ever', async () => {
    let now = 0
    const room = makeRoom({ bytes: 100, waitMs: 5000, stillMs: 8, now: () => now })
    const [one, other] = [await room.take(50), await room.take(50)]
    now = 1
    other?.moved()
    const grown = [one?.grow(90), other?.grow(90)]
    now = 8
    expect(await grown[0]).toBe(false)
    expect([await grown[1], room.used()]).toEqual([true, 90])
  })
})

describe('a limit in time', () => {
  it('holds where nobody heeds it, and tells those who do', async () => {
    const limit = makeLimit(5)
    await expect(limit.race(never)).rejects.toThrow('over')
    expect(limit.signal.aborted).toBe(true)
    await expect(limit.race(Promise.resolve(1))).rejects.toThrow('over')
  })

  it('comes at once where nobody wants the work any more, also from the start', async () => {
    const left = new AbortController()
    const limit = makeLimit(60_000, left.signal)
    const work = limit.race(never)
    left.abort()
    await expect(work).rejects.toThrow('over')
    expect(makeLimit(60_000, left.signal).signal.aborted).toBe(true)
  })

  it('lets through what comes in time, and what fails by itself', async () => {
    const limit = makeLimit(60_000)
    expect(await limit.race(Promise.resolve(1))).toBe(1)
    await expect(limit.race(Promise.reject(new Error('by itself')))).rejects.toThrow('by itself')
    limit.end()
    expect(limit.signal.aborted).toBe(false)
  })
})
