// Draws the pictures that prove that products are unchanged: the originals and the result on the same pixels.

import { type Affine, inverse, isSameLength } from '../../core/base/geometry.ts'
import type { ProductDifference } from '../../core/product/product.ts'
import type { ProofPictures } from '../../core/product/protocol.ts'
import type { Figma } from '../base/figma.ts'
import { createEmptyFrame, drawCopies, orFail, placeCopyOn } from '../live/export-layers.ts'
import { type LayerSplit, isClipped, isIn, onlyProducts, splitLayers } from '../live/layer-split.ts'
import type { Offscreen } from '../live/offscreen.ts'
import { type Part, productNodes } from '../live/parts.ts'
import { keepOnlyLive } from '../live/remove-layers.ts'
import { productMark } from '../live/result-layers.ts'
import { exportAtSide } from '../picture/export-node.ts'
import { findSubject } from '../selection/find-subject.ts'
import { explainDifference } from './difference.ts'
import { type Locked, findLocked, pictureSide } from './products.ts'

type Placed = { readonly parts: readonly Part[]; readonly at: Affine }

/** Draws copies of the originals at the position of the result, on the same pixels. */
function drawOriginals(figma: Figma, offscreen: Offscreen, split: LayerSplit, { parts, at }: Placed): Promise<Uint8Array> {
  return drawCopies({ figma, offscreen }, split.found.layers, async (add) => {
    const { pose } = split.found.place
    const stage = orFail(() => {
      const empty = createEmptyFrame(figma, add, pose, at)
      empty.clipsContent = isClipped(split)
      for (const part of parts) if (isIn(part, 'live')) keepOnlyLive(placeCopyOn(figma, add, empty, part, pose))
      return empty
    })
    return exportAtSide(stage, pictureSide)
  })
}

/** The most important difference among several products. `missing` comes first, because the others are about copies that exist. */
function firstDifference({ frame, copies, originals }: Locked, products: readonly SceneNode[], toPlane: Affine): ProductDifference {
  const differences: ProductDifference[] = []
  for (const id of originals) {
    const [copy, original] = [copies.find((one) => productMark(one) === id), products.find((one) => one.id === id)]
    differences.push(copy === undefined || original === undefined ? 'missing' : explainDifference(frame, copy, original, toPlane))
  }
  return (['missing', 'moved', 'mixed', 'covered'] as const).find((one) => differences.includes(one)) ?? 'edited'
}

/**
 * Three PNGs of the same size, on the same pixels: the live layers alone, drawn from the originals; the whole result; the products alone, also drawn
 * from the originals. Copies of the layers in the result would prove nothing.
 */
export async function proofPictures(figma: Figma, offscreen: Offscreen, nodeId: string): Promise<ProofPictures> {
  const locked = await findLocked(figma, nodeId)
  if (locked === null) return { kind: 'none' }
  const { frame, subject, live, originals } = locked
  const found = await findSubject(figma, subject)
  if (found === null) return { kind: 'incomparable', why: 'source-gone' }
  const split = splitLayers(found, subject, { ...live, products: [...new Set([...live.products, ...originals])] })
  const products = productNodes(split.parts).filter(({ id }) => originals.has(id))
  if (products.length < originals.size) return { kind: 'incomparable', why: 'source-gone' }
  const { size, transform } = found.place.pose
  if (!isSameLength(size.width, frame.width) || !isSameLength(size.height, frame.height)) return { kind: 'incomparable', why: 'other-size' }
  const at = frame.absoluteTransform
  const alone = split.parts.map((part) => onlyProducts(part, ({ id }) => originals.has(id)))
  const before = await drawOriginals(figma, offscreen, split, { parts: split.parts, at })
  const after = await exportAtSide(frame, pictureSide)
  const product = await drawOriginals(figma, offscreen, split, { parts: alone, at })
  return { kind: 'pictures', before, after, product, why: firstDifference(locked, products, inverse(transform)) }
}
