// When clientStorage never answers (figma-audit N), the window opens, works, and says that nothing can be saved.

import { expect, it, vi } from 'vitest'
import { memoryStorage } from '../../playground/host/node.ts'
import type { Storage } from '../../playground/host/types.ts'
import { readSettings } from '../../src/core/connection/settings.ts'
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

it('what could not be read is not written over, but what was read and what is new may be', async () => {
  const kept = memoryStorage()
  await kept.set('settings', { version: 1, key: 'k' })
  await kept.set('durations', {})
  const { clock, opening } = await openWith(() => ({
    ...kept,
    get: (key) => (key === 'settings' || key === 'presets' ? Promise.reject(new Error('busy')) : kept.get(key)),
  }))
  await clock.pass(1000)
  const { figma } = await opening
  const loading = figma.load()
  await clock.pass(5000)
  expect(await loading).toMatchObject({ settings: undefined, presets: undefined })
  const outcome = (saving: Promise<unknown>): Promise<string> =>
    saving.then(
      () => 'stored',
      () => 'refused',
    )
  const refused = [outcome(figma.saveSettings(readSettings(undefined))), outcome(figma.savePresets({ version: 1, presets: [] }))]
  await clock.pass(1000)
  expect(await Promise.all(refused)).toEqual(['refused', 'refused'])
  const stored = figma.saveDurations({ some: [5] })
  await clock.pass(1000)
  await stored
  expect([await kept.get('settings'), await kept.get('presets'), await kept.get('durations')]).toEqual([
    { version: 1, key: 'k' },
    undefined,
    { some: [5] },
  ])
})

it('storage that answers again takes what is new, and still nothing over what it has', async () => {
  const kept = memoryStorage()
  await kept.set('presets', { version: 1, presets: [] })
  let isBusy = true
  const { clock, opening } = await openWith(() => ({
    ...kept,
    get: (key) => (isBusy && (key === 'settings' || key === 'presets') ? Promise.reject(new Error('busy')) : kept.get(key)),
  }))
  await clock.pass(1000)
  const { figma } = await opening
  const loading = figma.load()
  await clock.pass(5000)
  await loading
  isBusy = false
  const settings = readSettings({ version: 1, key: 'sk-new' })
  for (const attempt of ['first', 'second']) {
    const presets = figma.savePresets({ version: 1, presets: [{ name: attempt }] } as never).then(
      () => 'stored',
      () => 'refused',
    )
    const saving = figma.saveSettings(settings)
    await clock.pass(1000)
    await saving
    expect(await presets).toBe('refused')
  }
  expect(await kept.get('settings')).toMatchObject({ key: 'sk-new' })
  expect(await kept.get('presets')).toEqual({ version: 1, presets: [] })
})

it('a value that is just being read may be replaced, then and later', async () => {
  const kept = memoryStorage()
  await kept.set('settings', { version: 1, key: 'k' })
  const { clock, opening } = await openWith((time) => ({
    ...kept,
    get: (key) => new Promise((resolve) => void time.setTimeout(() => resolve(kept.get(key)), 100)),
  }))
  await clock.pass(1000)
  const { figma } = await opening
  const save = (key: string): Promise<void> => figma.saveSettings(readSettings({ version: 1, key }))
  const answers = [figma.load(), save('sk-new')]
  await clock.pass(5000)
  await Promise.all(answers)
  const again = save('sk-newer')
  await clock.pass(5000)
  await again
  expect(await kept.get('settings')).toMatchObject({ key: 'sk-newer' })
})
