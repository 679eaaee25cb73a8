import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isStorageKey, readTask, storageKey } from '../../src/core/recipe/task.ts'
import type { Task } from '../../src/core/recipe/task.ts'
import { aTask } from '../support/tasks.ts'
import { runs } from '../support/runs.ts'

const { state: _, ...common } = aTask()
const tasks: readonly Task[] = [
  { ...common, state: 'waiting' },
  { ...common, state: 'intended' },
  { ...common, state: 'intended', relay: 'https://relay.example.com', orders: 2 },
  { ...common, state: 'accepted', remoteId: 'r1', acceptedAt: 1_700_000_001_000 },
]

function stored(task: unknown): unknown {
  return JSON.parse(JSON.stringify(task))
}

function without(name: keyof Task): unknown {
  return Object.fromEntries(Object.entries(aTask()).filter(([key]) => key !== name))
}

describe('a stored task', () => {
  it.each(tasks)('comes back as it was: $state', (task) => {
    expect(readTask(stored(task))).toEqual(task)
  })

  it('is null when a later version wrote it, or its recipe', () => {
    expect(readTask({ ...aTask(), version: 2 })).toBeNull()
    expect(readTask({ ...aTask(), recipe: { ...aTask().recipe, version: 2 } })).toBeNull()
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a word', 'task'],
    ['a list', [aTask()]],
    ['an empty record', {}],
    ['a version in words', { ...aTask(), version: '1' }],
    ['no key', without('key')],
    ['no recipe', without('recipe')],
    ['no state', without('state')],
    ['an unknown state', { ...aTask(), state: 'sent' }],
    ['accepted without an id', { ...aTask(), state: 'accepted', acceptedAt: 1 }],
    ['accepted with an empty id', { ...aTask(), state: 'accepted', remoteId: '', acceptedAt: 1 }],
  ])('is null for %s', (__, value) => {
    expect(readTask(value)).toBeNull()
  })

  it('is whole, or null, whatever was stored in its fields', () => {
    const field = fc.constantFrom(...Object.keys(aTask()).filter((name) => name !== 'key' && name !== 'state' && name !== 'version'))
    fc.assert(
      fc.property(field, fc.anything(), (name, garbage) => {
        const task = readTask({ ...aTask(), [name]: garbage })
        if (task === null) return
        const { place } = task
        for (const number of [task.at, ...place.corners, ...place.pose.transform.flat(), ...Object.values(place.neighbour)])
          expect(Number.isFinite(number)).toBe(true)
        expect(Math.min(place.pose.size.width, place.pose.size.height, ...place.corners)).toBeGreaterThanOrEqual(0)
      }),
      runs(),
    )
  })

  it('is of one of the known states, or null, whatever was stored', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const task = readTask(value)
        expect(task === null || tasks.some(({ state }) => state === task.state)).toBe(true)
      }),
      runs(),
    )
  })

  it('has a storage key of its own, apart from the settings', () => {
    expect(storageKey('a1')).toBe('task:a1')
    expect(isStorageKey(storageKey('a1'))).toBe(true)
    expect(isStorageKey('settings')).toBe(false)
  })
})
