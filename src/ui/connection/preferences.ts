// The stored settings as a signal, and when they are written.

import { type Signal, effect, signal } from '@preact/signals'
import type { ConnectionApi } from '../../core/connection/protocol.ts'
import { type Settings, readSettings } from '../../core/connection/settings.ts'
import type { LastSetup } from '../../core/recipe/setup.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { makeLatest } from '../base/latest.ts'
import type { Time } from '../base/time.ts'
import type { RecipePart } from '../recipe/part.ts'

export type PreferencePorts = {
  readonly figma: Pick<RemoteApi<ConnectionApi>, 'saveSettings'>
  readonly time: Pick<Time, 'delay'>
  readonly recipe: Pick<RecipePart, 'lastSetup' | 'edits'>
  setAlert(text: string | null): void
}

export type Preferences = {
  readonly settings: Signal<Settings>
  /** False until the stored settings have arrived. Nothing is written before, as that would replace the stored key. */
  readonly isLoaded: Signal<boolean>
  /** What is changed before the stored settings have arrived replaces their values. */
  change(part: Partial<Settings>): void
  saveNow(): void
  /** Saves after a pause, so that typing and dragging are written once. */
  saveSoon(): void
  /** Takes over the stored settings and returns the last state of the controls. */
  restore(stored: unknown): LastSetup
}

const debounceMs = 400

export function makePreferences({ figma, time, recipe, setAlert }: PreferencePorts): Preferences {
  const settings = signal<Settings>(readSettings(undefined))
  const isLoaded = signal(false)
  const pending = makeLatest()
  let early: Partial<Settings> = {}

  const save = async (): Promise<void> => {
    if (!isLoaded.peek()) return
    settings.value = { ...settings.peek(), choices: recipe.lastSetup() }
    try {
      await figma.saveSettings(settings.peek())
    } catch {
      setAlert('Figma could not store your settings. They hold until you close this window.')
    }
  }

  const saveSoon = (): void => {
    time.delay(debounceMs, pending.next()).then(save, () => {})
  }

  effect(() => {
    // This also stores what was chosen or changed before the stored settings had arrived.
    if (isLoaded.value && (recipe.edits.value > 0 || Object.keys(early).length > 0)) saveSoon()
  })

  return {
    settings,
    isLoaded,
    saveSoon,
    saveNow: () => void save(),
    change: (part) => {
      settings.value = { ...settings.peek(), ...part }
      if (!isLoaded.peek()) early = { ...early, ...part }
    },
    restore: (stored) => {
      settings.value = { ...readSettings(stored), ...early }
      return settings.peek().choices
    },
  }
}
