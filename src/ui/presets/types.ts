// What the dialog "Presets" reads and does.

import type { ReadonlySignal } from '@preact/signals'
import type { Preset } from '../../core/presets/presets.ts'
import type { Swatches } from './swatches.ts'
import type { Supplied } from '../../core/presets/supplied.ts'

/** What the dialog last did; `undoable` has the list as it was before. */
export type PresetNotice =
  | { readonly kind: 'none' }
  | { readonly kind: 'done'; readonly text: string }
  | { readonly kind: 'undoable'; readonly text: string; readonly before: readonly Preset[] }
  | { readonly kind: 'wrong'; readonly text: string }

/** A preset of the purpose that is chosen, as it stands below the looks. `isOn` while the controls show just that. */
export type Tile = { readonly preset: Preset; readonly isOn: boolean }

/** A supplied preset of the purpose that is chosen, and whether it stands below the looks. */
export type Offered = Supplied & { readonly isShown: boolean }

/** Presets are told apart by name. */
export type PresetActions = {
  /** Returns false when it was not saved: the notice says why. An empty name stands for the suggestion. */
  save(name: string): boolean
  /** The dialog closes, and the controls show the preset. */
  apply(name: string): void
  /** Returns the name that the preset has now: another one when the wanted name is taken. */
  rename(from: string, to: string): string
  move(name: string, by: -1 | 1): void
  remove(name: string): void
  undo(): void
  /** A supplied preset stands below the looks, or does not from now on. */
  show(id: string, isShown: boolean): void
  exportAll(): void
  importFile(file: Blob): void
  close(): void
}

export type PresetsPart = PresetActions &
  Swatches & {
    /** Own ones first, then those that are supplied. */
    readonly tiles: ReadonlySignal<readonly Tile[]>
    readonly supplied: ReadonlySignal<readonly Offered[]>
    /** The controls show what stands on the tile. */
    applyTile(preset: Preset): void
    /** `newer` when a later version of the plugin kept them: they are left alone. */
    readonly list: ReadonlySignal<readonly Preset[] | 'newer'>
    readonly isOpen: ReadonlySignal<boolean>
    readonly notice: ReadonlySignal<PresetNotice>
    /** A name for what the controls show. */
    readonly suggestion: ReadonlySignal<string>
    /** Does nothing before `restore`. */
    open(): void
    /** What was kept has arrived; it is parsed, never believed. */
    restore(kept: unknown): void
  }
