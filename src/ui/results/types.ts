// What the Results panel can read and do.

import type { ReadonlySignal } from '@preact/signals'
import type { ResultGroup, Wanted } from '../../core/results/results.ts'

/** `total` counts everything on the page; `groups` contains the matches of the search. */
export type Listing =
  | { readonly state: 'reading' }
  | { readonly state: 'failed' }
  /** `isMeasured`: for at least one of them the share of kept lines is known. */
  | { readonly state: 'read'; readonly total: number; readonly isMeasured: boolean; readonly groups: readonly ResultGroup[] }

export type Thumbnail = { readonly state: 'none' | 'failed' } | { readonly state: 'ready'; readonly url: string }

export type ResultsPart = {
  readonly isOpen: ReadonlySignal<boolean>
  readonly listing: ReadonlySignal<Listing>
  readonly wanted: ReadonlySignal<Wanted>

  open(): void
  close(): void
  /** Reads the page again. */
  read(): void
  want(change: Partial<Wanted>): void

  /** Called when a picture is shown on the canvas. The panel then reopens at this picture, with the same search. */
  showing(nodeId: string): void
  /** The picture at which the list opens; null for its top. Only the first call returns it. */
  cameFrom(): string | null

  thumbnail(nodeId: string): ReadonlySignal<Thumbnail>
  /** All pictures that are in view; only these are exported. */
  setInView(nodeIds: readonly string[]): void

  star(nodeId: string, isStarred: boolean): void
  /** Removes the others of a run from the canvas in one undo step. */
  keep(nodeId: string, others: readonly string[]): Promise<void>
  copyPrompt(nodeId: string): void
  copySeed(nodeId: string): void
  copyAll(): void
}
