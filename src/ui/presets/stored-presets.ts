// The presets that are kept. Written whole at every change, since the window may be closed the next moment.

import { type ReadonlySignal, signal } from '@preact/signals'
import { type Preset, noRoomFor, readPresets, readRemoved } from '../../core/presets/presets.ts'
import type { PresetsApi } from '../../core/presets/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { PresetNotice } from './types.ts'

export type StoredPresetsPorts = {
  readonly figma: Pick<RemoteApi<PresetsApi>, 'savePresets'>
  /** For what must be seen after the dialog is closed, too. */
  setAlert(text: string): void
}

type Presets = readonly Preset[]

export type StoredPresets = {
  /** `newer` when a later version of the plugin kept them. */
  readonly list: ReadonlySignal<Presets | 'newer'>
  readonly notice: ReadonlySignal<PresetNotice>
  /** Ids of supplied presets that were taken away. */
  readonly removed: ReadonlySignal<readonly string[]>
  /** Does nothing while those of a later version are left alone. */
  setRemoved(ids: readonly string[]): void
  /** Empty while those of a later version are left alone. */
  presets(): Presets
  setNotice(notice: PresetNotice): void
  /**
   * Keeps what `next` makes of the presets, unless that is the same list.
   * @param noticeFor what the dialog says then, of the presets as they are then
   * @returns false when they may not be changed or do not fit: the notice says why
   */
  change(next: (presets: Presets) => Presets, noticeFor: (now: Presets) => PresetNotice): boolean
  replace(presets: Presets, notice: PresetNotice): void
  /** What was kept has arrived; it is parsed, never believed. Nothing may be kept in its place before. */
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
