// Everything the two programs may ask of each other: two tables of plain methods, and the plain types in them.

import type { Failure } from './failure/failure.ts'
import type { Affine, Box, Point, Size } from './base/geometry.ts'
import type { Note } from './job/job.ts'
import type { LiveChoice, LiveFacts, NamedLayer } from './live/live.ts'
import type { GroundNow, ProductFacts, ProductDifference } from './product/product.ts'
import type { Recipe } from './recipe/recipe.ts'
import type { KeptPresets } from './presets/presets.ts'
import type { SeenText } from './readability/readability.ts'
import type { Plan, Rules } from './picture/registration.ts'
import type { LaidScrim } from './readability/scrim-placement.ts'
import type { Settings } from './connection/settings.ts'
import type { Subject } from './selection/subject.ts'
import type { Task, TaskKey } from './recipe/task.ts'

/** Why a selected node cannot be restyled. */
export type Unfit = 'slice' | 'page' | 'empty' | 'invisible' | 'too-small' | 'too-long' | 'not-drawable' | 'placeholder' | 'all-live'

/** How many layers of a kind there are in a source, counted among the first few hundred. */
export type Layers = { readonly texts: number; readonly images: number; readonly vectors: number }

export type Source = {
  readonly id: string
  readonly name: string
  readonly type: string
  /** As it is seen: the upright box around it, in canvas px of its page. */
  readonly size: Size
  readonly at: Point
  /** Its own width and height, as Figma's panel shows them: another size where it is rotated. */
  readonly nodeSize: Size
  readonly layers: Layers
  /** The recipe of a picture that this plugin made, as it stands on the layer: parsed by who reads it. */
  readonly recipe: string
  /** What it lies in, from the inside out, up to the page. */
  readonly ancestors: readonly (NamedLayer & { readonly type: string })[]
}

export type Selection =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'unfit' } & Skipped)
  | { readonly kind: 'one'; readonly source: Source }
  /** Lowest layer first. `skipped` are those that cannot be restyled. */
  | { readonly kind: 'several'; readonly sources: readonly Source[]; readonly skipped: readonly Skipped[] }

export type Skipped = { readonly id: string; readonly name: string; readonly why: Unfit }

/** Its settings, all of them but the seed, or four more like it. */
export type Relaunch = 'restyle' | 'remix' | 'more'

/** What was kept, as found on opening. */
export type Saved = {
  /** As stored: never believed before it is read. */
  readonly settings: unknown
  readonly durations: unknown
  readonly presets: unknown
  /** Unfinished tasks of this file, oldest first. */
  readonly tasks: readonly Task[]
  readonly selection: Selection
  /** False where clientStorage refuses to hold anything: the user is told before paying. */
  readonly canStore: boolean
  /** The button of a result that was pressed in Figma's own panel. */
  readonly relaunched: Relaunch | null
}

/** One press of the button. The recipes' sizes are filled in by the sandbox. */
export type Order = { readonly rules: Rules; readonly groups: readonly Group[] }

/** Pictures that are laid out together. */
export type Group = { readonly layout: Layout; readonly pictures: readonly OrderedPicture[] }

export type Layout =
  /** Each right of its source. */
  | { readonly kind: 'row' }
  /** Right of an earlier result, in its row. */
  | { readonly kind: 'after'; readonly nodeId: string }
  /** A titled section beside the sources, with a heading for each row and column. Headings may be empty. */
  | { readonly kind: 'sheet'; readonly title: string; readonly rows: readonly string[]; readonly columns: readonly string[] }

export type OrderedPicture = {
  readonly key: TaskKey
  readonly subject: Subject
  readonly recipe: Omit<Recipe, 'source' | 'sent' | 'content'>
  readonly sourceName: string
  readonly lookLabel: string
  /** Its place in a sheet. */
  readonly cell: { readonly row: number; readonly column: number }
}

/** One picture of an export: `length` of its bytes, and where it lies in the content, in pixels of it. */
export type Piece = { readonly length: number; readonly box: Box }

export type Exported = {
  /** By this number the sandbox remembers what was exported. */
  readonly id: number
  /** Nothing has changed since the export that was named: its picture still holds, and no bytes come along. */
  readonly isSame: boolean
  /** The pieces' PNGs, one behind the other, lowest layer first. */
  readonly bytes: Uint8Array
  readonly pieces: readonly Piece[]
  readonly plan: Plan
  readonly source: { readonly name: string } & Size
}

/** `known` names an export that may still hold. */
export type SourceRequest = { readonly subject: Subject; readonly live: LiveChoice; readonly rules: Rules; readonly known: number | null }

/** What may differ when a picture is made once more: its seed, or the model and what is written for it. */
export type RecipeChange = Partial<Pick<Recipe, 'seed' | 'modelId' | 'values' | 'prompt'>>

/** A picture of an order that found no source to be made from. */
export type Refused = { readonly key: TaskKey; readonly failure: Failure }

export type Filling =
  | { readonly key: TaskKey; readonly bytes: Uint8Array }
  /** The sandbox loads the picture itself: the second rung of delivery. */
  | { readonly key: TaskKey; readonly url: string }
  /** The same picture is already on the canvas, on this node. */
  | { readonly key: TaskKey; readonly twin: string }

/** What is known of a task the moment before it is sent. */
export type Intent = {
  readonly key: TaskKey
  readonly exportId: number
  /** Of the exported bytes: tells later whether the source has changed. */
  readonly fingerprint: string
  /** A picture with the same recipe that is already there is taken instead of paying again. */
  readonly mayReuse: boolean
}

/** A frame on the page that carries a recipe: a result, or a copy that somebody made of one. */
export type ResultEntry = {
  readonly nodeId: string
  readonly name: string
  readonly width: number
  readonly height: number
  /** As it stands on the layer: parsed by who reads it. */
  readonly recipe: string
  readonly isStarred: boolean
}

/** A result among those of the same source; its recipe as it stands on the layer: parsed by who reads it. */
export type Variant = { readonly id: string; readonly name: string; readonly recipe: string }

/** For the proof that products did not change: see `code/products.ts`. */
export type ProofPictures =
  | { readonly kind: 'none' }
  | { readonly kind: 'incomparable'; readonly why: 'source-gone' | 'other-size' }
  /** `before`, `after` and `product`, one behind the other; and why they would differ, if they do. */
  | { readonly kind: 'pictures'; readonly bytes: Uint8Array; readonly lengths: readonly number[]; readonly why: ProductDifference }

/** `picture` and `product`, one behind the other; and the result's own size, which both show whole. */
export type GroundPictures = { readonly bytes: Uint8Array; readonly lengths: readonly [number, number]; readonly size: Size }

/** One layer that grounds a product: `length` bytes of a PNG, and where it lies in the result, in its own px. */
export type GroundLayer = {
  readonly kind: 'edge' | 'shadow' | 'light'
  readonly length: number
  readonly box: Box
  readonly opacity: number
}

/** The layers' PNGs, one behind the other, lowest layer first. */
export type GroundLayers = { readonly bytes: Uint8Array; readonly layers: readonly GroundLayer[] }

/** The live texts of a result, and the picture that lies under them: the result without them. No bytes where there are no texts. */
export type Readability = {
  readonly bytes: Uint8Array
  readonly texts: readonly SeenText[]
  /** From the plane of the result to pixels of the picture. */
  readonly onPicture: Affine
  /** How many scrims lie in the result. */
  readonly laid: number
}

/** What the iframe may ask of the sandbox. */
export type SandboxApi = {
  load(): Saved
  saveSettings(settings: Settings): void
  savePresets(kept: KeptPresets): void
  saveDurations(durations: Readonly<Record<string, readonly number[]>>): void
  /** A small picture for the source card. */
  thumbnail(nodeId: string): { readonly bytes: Uint8Array }
  /** The picture that would leave, before it is drawn into its margins: without what stays live. */
  exportSource(request: SourceRequest): Exported
  /** What of a source can stay live; null where it is gone. */
  liveFacts(source: { readonly subject: Subject; readonly live: LiveChoice }): LiveFacts | null
  /** Only what stays live, on transparency, in the box of the source, its long side at `side` px; null where nothing does. */
  livePicture(request: {
    readonly subject: Subject
    readonly live: LiveChoice
    readonly side: number
  }): { readonly bytes: Uint8Array } | null
  /** Null where the result is gone. `scrims` are tried, in place of those that lie: the document stays as it is. */
  readability(request: { readonly nodeId: string; readonly scrims: readonly LaidScrim[] | null }): Readability | null
  /** In place of those that lie, as one undo step; gives what then lies under the texts. Errors: `internal` where the result is gone. */
  layScrims(request: { readonly nodeId: string; readonly scrims: readonly LaidScrim[] }): Readability
  /** Selects without moving the view. */
  select(subject: Subject): void
  /** Draws every placeholder of the order and writes every record, before anything is exported or sent. */
  begin(order: Order): { readonly tasks: readonly Task[]; readonly refused: readonly Refused[] }
  /**
   * Written just before the POST. `isStored` is false where it could not be: closing the window would then lose the picture.
   * `twin` is a result on the canvas that is this very picture; then nothing was written.
   */
  intend(intent: Intent): { readonly task: Task; readonly isStored: boolean; readonly twin: string | null }
  /** Written the moment the id is known. */
  accept(answer: { readonly key: TaskKey; readonly remoteId: string; readonly at: number }): void
  fill(picture: Filling): { readonly nodeId: string; readonly notes: readonly Note[] }
  /** Marks the placeholder; `isOver` drops the record as well. */
  markFailed(end: { readonly key: TaskKey; readonly failure: Failure; readonly isOver: boolean }): void
  /** The placeholder is a waiting one again: its task is asked for once more. */
  markWaiting(key: TaskKey): void
  /** One task again, in the same placeholder, with the same recipe but for what is given. */
  beginAgain(request: { readonly key: TaskKey; readonly rules: Rules; readonly change: RecipeChange }): Task
  /** Placeholder and record go; nothing stays behind. */
  remove(key: TaskKey): void
  /** Everything made with the plugin on the current page, in the order of its layers. */
  results(): { readonly results: readonly ResultEntry[] }
  star(result: { readonly nodeId: string; readonly isStarred: boolean }): void
  /** Selects it and brings it into view. */
  reveal(subject: Subject): void
  /** A layer as it is seen, its long side at most `side` px; null where it is gone. Layers of the same box give the same size. */
  picture(request: { readonly nodeId: string; readonly side: number }): { readonly bytes: Uint8Array } | null
  /** The results of this result's source on its page, in reading order, itself among them; null where it is gone. */
  variantsOf(nodeId: string): { readonly subject: Subject; readonly variants: readonly Variant[] } | null
  /** Of a result; null where it holds no product. */
  productFacts(nodeId: string): ProductFacts | null
  proofPictures(nodeId: string): ProofPictures
  /** What a shadow and a light are derived from, in the result's own plane. */
  groundPictures(nodeId: string): GroundPictures
  /** An undo step of its own. Never over a product. */
  layGround(request: { readonly nodeId: string } & GroundLayers): GroundNow | null
  /** Until it `isOver` what is chosen is seen, and no undo step yet. Null where the layers were deleted. */
  setGround(choice: { readonly nodeId: string; readonly ground: GroundNow; readonly isOver: boolean }): GroundNow | null
  /** A picture's bytes as the sandbox gets them, put nowhere: the second rung of delivery, tried. Errors: `delivery-blocked`. */
  readPicture(url: string): { readonly bytes: Uint8Array }
  openUrl(url: string): void
  resize(size: Size): void
}

/** What the sandbox tells the iframe. */
export type UiApi = {
  selectionChanged(selection: Selection): void
  /** Something inside the selected source was edited. */
  sourceChanged(nodeId: string): void
}
