// The products of a result: found by the marks on their copies, and drawn beside their originals for the proof that they are the same.

import { type Affine, inverse } from '../../core/base/geometry.ts'
import type { LiveChoice } from '../../core/recipe/live-choice.ts'
import type { ProductDifference } from '../../core/product/product.ts'
import type { ProofPictures } from '../../core/product/protocol.ts'
import { readJson } from '../../core/base/read.ts'
import { readKnownRecipe, subjectOf } from '../../core/recipe/recipe.ts'
import type { Subject } from '../../core/selection/subject.ts'
import type { Offscreen } from '../live/offscreen.ts'
import { keepOnlyLive } from '../live/remove-layers.ts'
import { exportAtSide } from '../picture/export-node.ts'
import { type Figma, dataKeys, findNode } from '../base/figma.ts'
import { createEmptyFrame, orFail, placeCopyOn } from '../live/export-layers.ts'
import { type LayerSplit, isClipped, isIn, onlyProducts, splitLayers } from '../live/layer-split.ts'
import { type Part, productNodes } from '../live/parts.ts'
import { findSubject } from '../selection/find-subject.ts'
import { explainDifference } from './difference.ts'

/** As large as a comparison shows them. */
export const pictureSide = 1200

export function productMark(node: BaseNodeMixin): string {
  return node.getPluginData(dataKeys.product)
}

export function productsIn(frame: FrameNode): readonly SceneNode[] {
  return frame.findAllWithCriteria({ pluginData: { keys: [dataKeys.product] } }).filter((node) => productMark(node) !== '')
}

/** A result that holds products, or held some. */
export type Locked = {
  readonly frame: FrameNode
  readonly subject: Subject
  readonly live: LiveChoice
  /** The copies that are still in it. */
  readonly copies: readonly SceneNode[]
  /** Ids of the originals. */
  readonly originals: ReadonlySet<string>
}

/** Nothing where the node is no result of this version, or has no products. */
export async function findLocked(figma: Figma, nodeId: string): Promise<Locked | null> {
  const frame = await findNode(figma, nodeId)
  if (frame?.type !== 'FRAME') return null
  const recipe = readKnownRecipe(readJson(frame.getPluginData(dataKeys.recipe)))
  if (recipe === null) return null
  const { live } = recipe
  const copies = productsIn(frame)
  // One that was taken out of the result still was promised to be the same.
  const originals = new Set([...copies.map(productMark), ...live.products])
  return originals.size === 0 ? null : { frame, subject: subjectOf(recipe), live, copies, originals }
}

type Drawn = { readonly parts: readonly Part[]; readonly at: Affine }

/** Copies of the originals in the place of the result, on the same pixels. */
function drawOriginals(figma: Figma, bench: Offscreen, lifting: LayerSplit, { parts, at }: Drawn): Promise<Uint8Array> {
  return bench.use((add) => {
    const { pose } = lifting.found.place
    const stage = orFail(() => {
      const empty = createEmptyFrame(figma, add, pose, at)
      empty.clipsContent = isClipped(lifting)
      for (const part of parts) if (isIn(part, 'live')) keepOnlyLive(placeCopyOn(figma, add, empty, part, pose))
      return empty
    })
    return exportAtSide(stage, pictureSide)
  })
}

/** The first reason that the layers show. `missing` before all: the rest is about copies. */
function whyDifferent({ frame, copies, originals }: Locked, products: readonly SceneNode[], toPlane: Affine): ProductDifference {
  const reasons: ProductDifference[] = []
  for (const id of originals) {
    const [copy, original] = [copies.find((one) => productMark(one) === id), products.find((one) => one.id === id)]
    reasons.push(copy === undefined || original === undefined ? 'missing' : explainDifference(frame, copy, original, toPlane))
  }
  return (['missing', 'moved', 'mixed', 'covered'] as const).find((why) => reasons.includes(why)) ?? 'edited'
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.01
}

/**
 * Three PNGs of one size, on the same pixels: what stays live alone, drawn from the original layers; the whole result; the products
 * alone, again from the originals. A copy of what lies in the result would prove nothing.
 */
export async function proofPictures(figma: Figma, bench: Offscreen, nodeId: string): Promise<ProofPictures> {
  const locked = await findLocked(figma, nodeId)
  if (locked === null) return { kind: 'none' }
  const { frame, subject, live, originals } = locked
  const found = await findSubject(figma, subject)
  if (found === null) return { kind: 'incomparable', why: 'source-gone' }
  const lifting = splitLayers(found, subject, { ...live, products: [...new Set([...live.products, ...originals])] })
  const products = productNodes(lifting.parts).filter(({ id }) => originals.has(id))
  if (products.length < originals.size) return { kind: 'incomparable', why: 'source-gone' }
  const { size, transform } = found.place.pose
  if (!isNear(size.width, frame.width) || !isNear(size.height, frame.height)) return { kind: 'incomparable', why: 'other-size' }
  const at = frame.absoluteTransform
  const alone = lifting.parts.map((part) => onlyProducts(part, ({ id }) => originals.has(id)))
  const before = await drawOriginals(figma, bench, lifting, { parts: lifting.parts, at })
  const after = await exportAtSide(frame, pictureSide)
  const product = await drawOriginals(figma, bench, lifting, { parts: alone, at })
  return { kind: 'pictures', before, after, product, why: whyDifferent(locked, products, inverse(transform)) }
}
