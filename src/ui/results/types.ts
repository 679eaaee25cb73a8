// What the Results panel may read and do.

import type { ReadonlySignal } from '@preact/signals'
import type { ResultGroup, Wanted } from '../../core/results/results.ts'

/** `total` counts everything on the page, `groups` holds what was searched for. */
export type Listing =
  | { readonly state: 'reading' }
  | { readonly state: 'failed' }
  /** `isMeasured`: of some it is known how many lines they kept. */
  | { readonly state: 'read'; readonly total: number; readonly isMeasured: boolean; readonly groups: readonly ResultGroup[] }

export type Thumbnail = { readonly state: 'none' | 'failed' } | { readonly state: 'ready'; readonly url: string }

export type ResultsPart = {
  readonly isOpen: ReadonlySignal<boolean>
  readonly listing: ReadonlySignal<Listing>
  readonly wanted: ReadonlySignal<Wanted>

  open(): void
  close(): void
  /** Reads the page once more. */
  read(): void
  want(change: Partial<Wanted>): void

  /** A picture is shown on the canvas: opened the next time, the list stands there, with the same search. */
  showing(nodeId: string): void
  /** Where the list stands at first; null for its top. Told once. */
  cameFrom(): string | null

  thumbnail(nodeId: string): ReadonlySignal<Thumbnail>
  /** The pictures that are in view, all of them: only these are exported. */
  setInView(nodeIds: readonly string[]): void

  star(nodeId: string, isStarred: boolean): void
  /** Takes the others of a run off the canvas, as one undo step. */
  keep(nodeId: string, others: readonly string[]): Promise<void>
  copyPrompt(nodeId: string): void
  copySeed(nodeId: string): void
  copyAll(): void
}
