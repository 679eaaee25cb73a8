// One verb for everything that is laid into a result: copied, placed, and reduced to what belongs there.

import { type Affine, multiply } from '../../core/base/geometry.ts'
import type { OwnEdits } from '../../core/selection/own-edits.ts'
import type { Figma } from '../base/figma.ts'
import { type Copy, appendOrRemove, asWhole, copyOf, idsIn, placeNode, removePluginData } from './copies.ts'
import { carryModes } from './modes.ts'
import { type Part, productNodes } from './parts.ts'
import type { LayerSet } from '../../core/live/plan-removal.ts'
import { keepOnlyLive, removeLive, showPicture } from './remove-layers.ts'
import { markProduct } from './result-layers.ts'

/** Where layers are laid into results. Their coming is no edit of a person. */
export type Canvas = { readonly figma: Figma; readonly ownEdits: Pick<OwnEdits, 'ignoreUntil'> }

/** A copy that is about to be laid into a result. Noted before anything is removed from it: its layers are then told as deleted. */
export function noteCopy({ ownEdits }: Canvas, { root }: Copy): void {
  ownEdits.ignoreUntil({ type: 'CREATE', id: root.id }, idsIn(root))
}

/** Writes the id of its original on each copy of a product: so it is found again for the proof, whatever becomes of it. */
function markProducts({ part, counterpartOf }: Copy): void {
  for (const product of productNodes([part])) markProduct(counterpartOf(product), product.id)
}

/**
 * Lays a copy of a part into a frame, above what lies there. Throws when the frame does not take it.
 * @param plane from page coordinates to those of the frame
 * @param keep what of the part is left
 */
export function copyInto(canvas: Canvas, frame: FrameNode, part: Part, plane: Affine, keep: LayerSet): SceneNode {
  const copy = copyOf(canvas.figma, keep === 'live' ? part : asWhole(part))
  noteCopy(canvas, copy)
  const { root, transform } = copy
  appendOrRemove(frame, root)
  carryModes(copy.original, root)
  // Placed whole: a group that loses a layer moves its own corner, and has another size.
  placeNode(root, multiply(plane, transform))
  removePluginData(root)
  // The source may be locked, but people go on working on its copy.
  if (root.locked) root.locked = false
  if (keep === 'live') {
    markProducts(copy)
    keepOnlyLive(copy)
  } else if (root.id === copy.node.id) removeLive({ ...copy, part })
  else showPicture(part, copy)
  return root
}
