// What the Presets dialog reads and does.

import type { ReadonlySignal } from '@preact/signals'
import type { Preset } from '../../core/presets/presets.ts'
import type { Swatches } from './swatches.ts'
import type { Supplied } from '../../core/presets/supplied.ts'

/** The last action of the dialog; `undoable` contains the list as it was before. */
export type PresetNotice =
  | { readonly kind: 'none' }
  | { readonly kind: 'done'; readonly text: string }
  | { readonly kind: 'undoable'; readonly text: string; readonly before: readonly Preset[] }
  | { readonly kind: 'wrong'; readonly text: string }

/** A preset of the current purpose on a tile. `isOn` while the controls have the same settings. */
export type Tile = { readonly preset: Preset; readonly isOn: boolean }

/** A supplied preset of the current purpose, and whether its tile is shown. */
export type Offered = Supplied & { readonly isShown: boolean }

/** Presets are identified by name. */
export type PresetActions = {
  /** Returns false when it was not saved; the notice says why. An empty name stands for the suggestion. */
  save(name: string): boolean
  /** Applies the preset to the controls and closes the dialog. */
  apply(name: string): void
  /** Returns the new name, which differs from the wanted one if that is taken. */
  rename(from: string, to: string): string
  move(name: string, by: -1 | 1): void
  remove(name: string): void
  undo(): void
  /** Shows or hides the tile of a supplied preset. */
  show(id: string, isShown: boolean): void
  exportAll(): void
  importFile(file: Blob): void
  close(): void
}

export type PresetsPart = PresetActions &
  Swatches & {
    /** The user's own presets first, then the supplied ones. */
    readonly tiles: ReadonlySignal<readonly Tile[]>
    readonly supplied: ReadonlySignal<readonly Offered[]>
    /** Applies the preset of a tile to the controls. */
    applyTile(preset: Preset): void
    /** `newer` when a later version of the plugin stored them; they are then left untouched. */
    readonly list: ReadonlySignal<readonly Preset[] | 'newer'>
    readonly isOpen: ReadonlySignal<boolean>
    readonly notice: ReadonlySignal<PresetNotice>
    /** A name that describes the current settings. */
    readonly suggestion: ReadonlySignal<string>
    /** Does nothing before `restore`. */
    open(): void
    /** Called when the stored presets have arrived; they are validated first. */
    restore(kept: unknown): void
  }
