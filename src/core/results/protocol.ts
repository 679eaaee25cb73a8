// Protocol slice: everything that was made on the page.

import type { Purpose } from '../look/look.ts'

/** Which button of a result was pressed: use its settings, use all of them but the seed, or make four more like it. */
export type Relaunch = 'restyle' | 'remix' | 'more'

/** A frame on the page with a recipe: a result, or a copy that a user made of one. */
export type ResultEntry = {
  readonly nodeId: string
  readonly name: string
  readonly width: number
  readonly height: number
  /** The stored text, not yet parsed. */
  readonly recipe: string
  readonly isStarred: boolean
}

/** Methods of the sandbox that the iframe can call. */
export type ResultsApi = {
  /** Everything made with the plugin on the current page, in layer order. */
  results(): { readonly results: readonly ResultEntry[] }
  /** The results on the page from the same press of the button, including this one, in reading order; empty where it is gone. */
  runOf(nodeId: string): readonly string[]
  /** The purpose in the layer's latest result on the page; null where there is none. */
  madeAs(sourceId: string): Purpose | null
  star(result: { readonly nodeId: string; readonly isStarred: boolean }): void
}
