// What every kind of state has to do, so that the relay does not notice which one it has.

import { expect, it } from 'vitest'
import type { StateStore } from '../../../relay/state/state-store.ts'

export type StateStage = { readonly store: StateStore; readonly later: (ms: number) => Promise<void> | void }

/** `start` returns an empty store, and a function to let time pass. */
export function expectState(start: () => Promise<StateStage>): void {
  expectEntries(start)
  expectDueAndNews(start)
}

function expectEntries(start: () => Promise<StateStage>): void {
  it('keeps what was written until its time is over', async () => {
    const { store, later } = await start()
    await store.write('a', 'one', 1000)
    expect([await store.read('a'), await store.read('b')]).toEqual(['one', undefined])
    await later(1001)
    expect(await store.read('a')).toBeUndefined()
  })

  it('lets one of many at the same moment create', async () => {
    const { store, later } = await start()
    const told = await Promise.all(Array.from({ length: 20 }, (_, i) => store.create('a', String(i), 1000)))
    const winners = told.filter((before) => before === undefined)
    expect(winners).toHaveLength(1)
    const [value] = new Set(told.filter((before) => before !== undefined))
    expect(await store.read('a')).toBe(value)
    await later(1001)
    expect(await store.create('a', 'next', 1000)).toBeUndefined()
  })

  it('replaces only what it was told is there', async () => {
    const { store } = await start()
    await store.write('a', 'one', 1000)
    expect(await store.replace('a', 'other', 'two', 1000)).toBe(false)
    const told = await Promise.all(['x', 'y', 'z'].map((next) => store.replace('a', 'one', next, 1000)))
    expect(told.filter(Boolean)).toHaveLength(1)
    expect(await store.replace('missing', 'one', 'two', 1000)).toBe(false)
  })

  it('forgets what was removed', async () => {
    const { store } = await start()
    await store.write('a', 'one', 1000)
    await store.remove('a')
    expect(await store.read('a')).toBeUndefined()
  })

  it('adds up, and begins anew when the time of the first is over', async () => {
    const { store, later } = await start()
    await Promise.all(Array.from({ length: 10 }, () => store.add('sum', 2, 1000)))
    await later(600)
    expect(await store.add('sum', 0.5, 1000)).toBeCloseTo(20.5)
    await later(600)
    expect(await store.add('sum', 1, 1000)).toBe(1)
  })
}

function expectDueAndNews(start: () => Promise<StateStage>): void {
  it('gives what is due to one alone, the oldest first', async () => {
    const { store } = await start()
    await store.schedule('late', 900)
    await store.schedule('early', 100)
    await store.schedule('gone', 50)
    await store.unschedule('gone')
    await store.schedule('next', 5000)
    expect(await store.takeDue(1000, 2000, 1)).toEqual(['early'])
    const both = await Promise.all([store.takeDue(1000, 2000, 9), store.takeDue(1000, 2000, 9)])
    expect(both.flat()).toEqual(['late'])
    expect(await store.takeDue(2000, 3000, 9)).toHaveLength(2)
  })

  it('tells news to all who hear, until they stop', async () => {
    const { store } = await start()
    const heard: string[] = []
    let stop = (): void => undefined
    const first = new Promise<void>((done) => {
      void store
        .hear('a', (news) => {
          heard.push(news)
          done()
        })
        .then(async (end) => {
          stop = end
          await store.tell('b', 'other')
          await store.tell('a', 'one')
        })
    })
    await first
    stop()
    await store.tell('a', 'two')
    expect(heard).toEqual(['one'])
  })
}
