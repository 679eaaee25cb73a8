// The stored presets. The whole list is written at every change, as the window may close at any moment.

import { type ReadonlySignal, signal } from '@preact/signals'
import { type Preset, noRoomFor, readPresets, readRemoved } from '../../core/presets/presets.ts'
import type { PresetsApi } from '../../core/presets/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { PresetNotice } from './types.ts'

export type StoredPresetsPorts = {
  readonly figma: Pick<RemoteApi<PresetsApi>, 'savePresets'>
  /** For messages that must stay visible after the dialog is closed. */
  setAlert(text: string): void
}

type Presets = readonly Preset[]

export type StoredPresets = {
  /** `newer` when a later version of the plugin stored them. */
  readonly list: ReadonlySignal<Presets | 'newer'>
  readonly notice: ReadonlySignal<PresetNotice>
  /** Ids of supplied presets that the user has hidden. */
  readonly removed: ReadonlySignal<readonly string[]>
  /** Does nothing when a later version stored the presets, which are then left untouched. */
  setRemoved(ids: readonly string[]): void
  /** Empty when a later version stored the presets. */
  presets(): Presets
  setNotice(notice: PresetNotice): void
  /**
   * Stores what `next` makes of the presets, unless it returns the same list.
   * @param noticeFor makes the notice for the new list
   * @returns false when the presets may not be changed or do not fit; the notice says why
   */
  change(next: (presets: Presets) => Presets, noticeFor: (now: Presets) => PresetNotice): boolean
  replace(presets: Presets, notice: PresetNotice): void
  /** Called when the stored presets have arrived; they are validated first. Nothing may be stored before that. */
  restore(kept: unknown): void
  isRestored(): boolean
}

const unstored = 'Figma could not store your presets. They hold until you close this window.'

export function makeStoredPresets({ figma, setAlert }: StoredPresetsPorts): StoredPresets {
  const list = signal<Presets | 'newer'>([])
  const notice = signal<PresetNotice>({ kind: 'none' })
  const removed = signal<readonly string[]>([])
  let isRestored = false

  const setNotice = (now: PresetNotice): void => {
    notice.value = now
  }

  const save = (presets: Presets): void => {
    const ids = removed.peek()
    figma.savePresets({ version: 1, presets, ...(ids.length === 0 ? {} : { removed: ids }) }).catch(() => {
      setNotice({ kind: 'wrong', text: unstored })
      setAlert(unstored)
    })
  }

  const replace = (presets: Presets, now: PresetNotice): void => {
    list.value = presets
    setNotice(now)
    save(presets)
  }

  return {
    list,
    notice,
    removed,
    setRemoved: (ids) => {
      const presets = list.peek()
      if (presets === 'newer' || !isRestored) return
      removed.value = ids
      save(presets)
    },
    setNotice,
    replace,
    presets: () => {
      const now = list.peek()
      return now === 'newer' ? [] : now
    },
    change: (next, noticeFor) => {
      const before = list.peek()
      if (before === 'newer') return false
      const now = next(before)
      const problem = now.length > before.length ? noRoomFor(now) : null
      if (problem !== null) setNotice({ kind: 'wrong', text: problem })
      else if (now !== before) replace(now, noticeFor(now))
      return problem === null
    },
    restore: (kept) => {
      list.value = readPresets(kept)
      removed.value = readRemoved(kept)
      isRestored = true
    },
    isRestored: () => isRestored,
  }
}
