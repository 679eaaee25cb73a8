// Finds the products of a result by the marks on their copies.

import { readJson } from '../../core/base/read.ts'
import type { LiveChoice } from '../../core/recipe/live-choice.ts'
import { readKnownRecipe, subjectOf } from '../../core/recipe/recipe.ts'
import type { Subject } from '../../core/selection/subject.ts'
import { type Figma, dataKeys, findNode } from '../base/figma.ts'
import { productMark, productsIn } from '../live/result-layers.ts'

/** The long side of pictures of products, in px: the size at which a comparison shows them. */
export const pictureSide = 1200

/** A result that contains products, or did. */
export type Locked = {
  readonly frame: FrameNode
  readonly subject: Subject
  readonly live: LiveChoice
  /** The copies that still exist in the result. */
  readonly copies: readonly SceneNode[]
  /** Ids of the originals. */
  readonly originals: ReadonlySet<string>
}

/** Null when the node is not a result with a readable recipe, or has no products. */
export async function findLocked(figma: Figma, nodeId: string): Promise<Locked | null> {
  const frame = await findNode(figma, nodeId)
  if (frame?.type !== 'FRAME') return null
  const recipe = readKnownRecipe(readJson(frame.getPluginData(dataKeys.recipe)))
  if (recipe === null) return null
  const { live } = recipe
  const copies = productsIn(frame)
  // A product removed from the result also counts, because it was promised to stay the same.
  const originals = new Set([...copies.map(productMark), ...live.products])
  return originals.size === 0 ? null : { frame, subject: subjectOf(recipe), live, copies, originals }
}
