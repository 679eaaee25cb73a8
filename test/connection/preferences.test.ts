// The window may be drawn and used before the stored settings have arrived.

import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import { type Settings, readSettings } from '../../src/core/connection/settings.ts'
import { readLastSetup } from '../../src/core/recipe/setup.ts'
import { makePreferences } from '../../src/ui/connection/preferences.ts'
import { virtualTime } from '../support/network.ts'
import { settled } from '../support/settled.ts'

const stored = { version: 1, key: 'sk-of-mine', parallel: 5, size: { width: 400, height: 700 } }

function stage() {
  const written: Settings[] = []
  const time = virtualTime()
  const edits = signal(0)
  const preferences = makePreferences({
    figma: {
      saveSettings: async (settings) => {
        written.push(readSettings(settings))
      },
    },
    time,
    recipe: { lastSetup: () => readLastSetup(undefined), edits },
    setAlert: () => {},
  })
  const arrive = (): void => {
    preferences.restore(stored)
    preferences.isLoaded.value = true
  }
  const pause = async (): Promise<void> => {
    time.pass(1000)
    await settled()
  }
  return { preferences, written, edits, arrive, pause }
}

describe('settings that are changed before the stored ones have arrived', () => {
  it('are not written over the stored ones', async () => {
    const { preferences, written, edits, pause } = stage()
    preferences.change({ size: { width: 500, height: 800 } })
    preferences.saveSoon()
    preferences.saveNow()
    edits.value += 1
    await pause()
    expect(written).toEqual([])
  })

  it('still hold then, and are written with the stored ones', async () => {
    const { preferences, written, arrive, pause } = stage()
    preferences.change({ size: { width: 500, height: 800 } })
    preferences.change({ keptLimit: 60 })
    preferences.saveSoon()
    arrive()
    await pause()
    const wanted = { key: 'sk-of-mine', parallel: 5, size: { width: 500, height: 800 }, keptLimit: 60 }
    expect(preferences.settings.peek()).toMatchObject(wanted)
    expect(written).toMatchObject([wanted])
  })
})

describe('settings that nobody changed', () => {
  it('are not written again', async () => {
    const { preferences, written, arrive, pause } = stage()
    arrive()
    await pause()
    expect(preferences.settings.peek()).toMatchObject(stored)
    expect(written).toEqual([])
  })
})
