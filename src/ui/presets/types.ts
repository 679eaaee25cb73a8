// What the dialog "Presets" reads and does.

import type { ReadonlySignal } from '@preact/signals'
import type { Preset } from '../../core/presets/presets.ts'

/** What the dialog last did; with the list before, where that can be taken back. */
export type PresetNotice =
  | { readonly kind: 'none' }
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'undoable'; readonly text: string; readonly before: readonly Preset[] }
  | { readonly kind: 'wrong'; readonly text: string }

/** Presets are told apart by name. */
export type PresetActions = {
  /** False where it was not saved: the notice tells why. Without a name the suggestion is taken. */
  save(name: string): boolean
  /** The dialog closes, and the controls show the preset. */
  apply(name: string): void
  /** Gives the name that it has now. */
  rename(from: string, to: string): string
  move(name: string, by: -1 | 1): void
  remove(name: string): void
  undo(): void
  exportAll(): void
  importFile(file: Blob): void
  close(): void
}

export type PresetsPart = PresetActions & {
  /** `newer` where a later version of the plugin kept them: they are left alone. */
  readonly list: ReadonlySignal<readonly Preset[] | 'newer'>
  readonly isOpen: ReadonlySignal<boolean>
  readonly notice: ReadonlySignal<PresetNotice>
  /** A name for what the controls show. */
  readonly suggestion: ReadonlySignal<string>
  open(): void
  /** What was kept has arrived; it is parsed, never believed. */
  restore(kept: unknown): void
}
