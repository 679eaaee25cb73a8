// Everything the two programs may ask of each other: two tables of plain methods, and the plain types in them.

import type { Failure } from './failure.ts'
import type { Size } from './geometry.ts'
import type { Note } from './job.ts'
import type { Recipe } from './recipe.ts'
import type { Plan, Rules } from './registration.ts'
import type { Settings } from './settings.ts'
import type { Task, TaskKey } from './task.ts'

/** Why a selected node cannot be restyled. */
export type Unfit = 'slice' | 'page' | 'empty' | 'invisible' | 'too-small' | 'too-long' | 'not-drawable' | 'placeholder'

/** How many layers of a kind there are in a source, counted among the first few hundred. */
export type Layers = { readonly texts: number; readonly images: number; readonly vectors: number }

export type Source = {
  readonly id: string
  readonly name: string
  readonly type: string
  /** As it is seen: the upright box around it, in canvas px. */
  readonly size: Size
  /** Its own width and height, as Figma's panel shows them: another size where it is rotated. */
  readonly own: Size
  readonly layers: Layers
  /** The recipe of a picture that this plugin made, as it stands on the layer: parsed by who reads it. */
  readonly recipe: string
}

export type Selection =
  | { readonly kind: 'none' }
  | { readonly kind: 'many'; readonly count: number }
  | { readonly kind: 'unfit'; readonly id: string; readonly name: string; readonly why: Unfit }
  | { readonly kind: 'one'; readonly source: Source }

/** What was kept, as found on opening. */
export type Saved = {
  /** As stored: never believed before it is read. */
  readonly settings: unknown
  readonly durations: unknown
  /** Unfinished tasks of this file, oldest first. */
  readonly tasks: readonly Task[]
  readonly selection: Selection
  /** False where clientStorage refuses to hold anything: the user is told before paying. */
  readonly canStore: boolean
  /** The button of a result was pressed: its settings are wanted. */
  readonly relaunched: boolean
}

/** One press of the button: one source, one recipe a variant. The recipes' sizes are filled in by the sandbox. */
export type Order = { readonly nodeId: string; readonly rules: Rules; readonly pictures: readonly OrderedPicture[] }
export type OrderedPicture = {
  readonly key: TaskKey
  readonly recipe: Omit<Recipe, 'source' | 'sent' | 'content'>
  readonly lookLabel: string
}

export type Exported = { readonly bytes: Uint8Array; readonly plan: Plan; readonly source: { readonly name: string } & Size }

export type Filling =
  | { readonly key: TaskKey; readonly bytes: Uint8Array }
  /** The sandbox loads the picture itself: the second rung of delivery. */
  | { readonly key: TaskKey; readonly url: string }

/** A result among those of the same source; its recipe as it stands on the layer: parsed by who reads it. */
export type Variant = { readonly id: string; readonly name: string; readonly recipe: string }

/** What the iframe may ask of the sandbox. */
export type SandboxApi = {
  load(): Saved
  saveSettings(settings: Settings): void
  saveDurations(durations: Readonly<Record<string, readonly number[]>>): void
  /** A small picture for the source card. */
  thumbnail(nodeId: string): { readonly bytes: Uint8Array }
  /** The picture that would leave, before it is drawn into its margins. */
  exportSource(request: { readonly nodeId: string; readonly rules: Rules }): Exported
  /** Exports, draws every placeholder of the order, writes every record: no state in between can be lost. */
  begin(order: Order): Exported & { readonly tasks: readonly Task[] }
  /** Written just before the POST. False where it could not be stored: closing the window would then lose the picture. */
  intend(key: TaskKey): { readonly isStored: boolean }
  /** Written the moment the id is known. */
  accept(answer: { readonly key: TaskKey; readonly remoteId: string; readonly at: number }): void
  fill(picture: Filling): { readonly nodeId: string; readonly notes: readonly Note[] }
  /** Marks the placeholder; `isOver` drops the record as well. */
  markFailed(end: { readonly key: TaskKey; readonly failure: Failure; readonly isOver: boolean }): void
  /** The placeholder is a waiting one again: its task is asked for once more. */
  markWaiting(key: TaskKey): void
  /** One task again from its source as it is now, in the same placeholder, with the same recipe but for a `seed` that is given. */
  beginAgain(request: { readonly key: TaskKey; readonly rules: Rules; readonly seed: number | null }): Exported & { readonly task: Task }
  /** Placeholder and record go; nothing stays behind. */
  remove(key: TaskKey): void
  reveal(nodeId: string): void
  /** A layer as it is seen, its long side at most `side` px; null where it is gone. Layers of the same box give the same size. */
  picture(request: { readonly nodeId: string; readonly side: number }): { readonly bytes: Uint8Array } | null
  /** The results of this result's source on its page, in reading order, itself among them; null where it is gone. */
  variantsOf(nodeId: string): { readonly sourceId: string; readonly variants: readonly Variant[] } | null
  openUrl(url: string): void
  resize(size: Size): void
}

/** What the sandbox tells the iframe. */
export type UiApi = {
  selectionChanged(selection: Selection): void
  /** Something inside the selected source was edited. */
  sourceChanged(nodeId: string): void
}
