// Across the wire: everything that was made on the page.

import type { Purpose } from '../look/look.ts'

/** Its settings, all of them but the seed, or four more like it. */
export type Relaunch = 'restyle' | 'remix' | 'more'

/** A frame on the page that carries a recipe: a result, or a copy that somebody made of one. */
export type ResultEntry = {
  readonly nodeId: string
  readonly name: string
  readonly width: number
  readonly height: number
  /** As it is stored on the layer, not yet parsed. */
  readonly recipe: string
  readonly isStarred: boolean
}

/** What the iframe may ask of the sandbox. */
export type ResultsApi = {
  /** Everything made with the plugin on the current page, in the order of its layers. */
  results(): { readonly results: readonly ResultEntry[] }
  /** The results of the same press of the button on the page, in reading order, itself among them; empty where it is gone. */
  runOf(nodeId: string): readonly string[]
  /** What its last result on the page took this layer for; null where there is none. */
  madeAs(sourceId: string): Purpose | null
  star(result: { readonly nodeId: string; readonly isStarred: boolean }): void
}
