// What the dialog "Presets" reads and does.

import type { ReadonlySignal } from '@preact/signals'
import type { Preset } from '../../core/presets/presets.ts'

/** What the dialog last did; `undoable` has the list as it was before. */
export type PresetNotice =
  | { readonly kind: 'none' }
  | { readonly kind: 'done'; readonly text: string }
  | { readonly kind: 'undoable'; readonly text: string; readonly before: readonly Preset[] }
  | { readonly kind: 'wrong'; readonly text: string }

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
  exportAll(): void
  importFile(file: Blob): void
  close(): void
}

export type PresetsPart = PresetActions & {
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
