import { describe, expect, it } from 'vitest'
import { memoryState } from '../../../relay/state/memory.ts'
import { StateAway } from '../../../relay/state/state-store.ts'
import { expectState } from './contract.ts'

describe('state in memory', () => {
  expectState(async () => {
    let now = 1_000_000
    return { store: memoryState(() => now), later: (ms) => void (now += ms) }
  })

  it('holds only so much: what ends first leaves', async () => {
    const store = memoryState(() => 0)
    await store.write('short', '1', 10)
    for (let i = 0; i < 100_000; i++) await store.write(`order ${i}`, '1', 1000)
    expect([await store.read('short'), await store.read('order 99999')]).toEqual([undefined, '1'])
  })

  it('that is away is known by its error', () => {
    expect(new StateAway(new Error('ECONNREFUSED')).name).toBe('StateAway')
  })
})
