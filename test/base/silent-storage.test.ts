// When clientStorage never answers (figma-audit N), the window opens, works, and says that nothing can be saved.

import { expect, it, vi } from 'vitest'
import { memoryStorage } from '../../playground/host/node.ts'
import type { Storage } from '../../playground/host/types.ts'
import { type VirtualClock, virtualClock } from '../support/clock.ts'
import { newHost, openPlugin } from '../support/plugin.ts'

function never(): Promise<never> {
  return new Promise(() => undefined)
}

const silent: Storage = { get: never, set: never, delete: never, keys: never }

async function openWith(storageFor: (clock: VirtualClock) => Storage) {
  const clock = virtualClock()
  const host = await newHost({ clock, storage: storageFor(clock) })
  const opening = openPlugin(host)
  // The program is loaded in real time; only then does it wait for its storage.
  await vi.waitFor(() => expect(clock.timers).toBeGreaterThan(0), { timeout: 20_000 })
  return { clock, opening }
}

it('the window opens within a second, and learns that nothing can be kept', async () => {
  const { clock, opening } = await openWith(() => silent)
  await clock.pass(1000)
  const { figma, run } = await opening
  const loading = figma.load()
  await clock.pass(5000)
  expect(await loading).toMatchObject({ canStore: false, settings: undefined, tasks: [] })
  expect(run.problems).toEqual([])
})

it('storage that is only slow is waited for, and nothing of it is lost', async () => {
  const kept = memoryStorage()
  await kept.set('settings', { version: 1, key: 'k' })
  const { clock, opening } = await openWith((time) => ({
    ...kept,
    get: (key) => new Promise((resolve) => void time.setTimeout(() => resolve(kept.get(key)), 2000)),
  }))
  await clock.pass(1000)
  const { figma } = await opening
  const loading = figma.load()
  await clock.pass(5000)
  expect(await loading).toMatchObject({ canStore: true, settings: { key: 'k' } })
})
