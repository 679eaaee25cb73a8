// Copies a layer into a result: clones it, positions it and reduces it to the layers that belong there.

import { type Affine, multiply } from '../../core/base/geometry.ts'
import type { OwnEdits } from '../../core/selection/own-edits.ts'
import type { Figma } from '../base/figma.ts'
import { type Copy, appendOrRemove, asWhole, copyOf, idsIn, placeNode, removePluginData } from './copies.ts'
import { carryModes } from './modes.ts'
import { type Part, productNodes } from './parts.ts'
import type { LayerSet } from '../../core/live/plan-removal.ts'
import { keepOnlyLive, removeLive, showPicture } from './remove-layers.ts'
import { markProduct } from './result-layers.ts'

/** What is needed to lay layers into results, without counting their creation as a user's edit. */
export type Canvas = { readonly figma: Figma; readonly ownEdits: Pick<OwnEdits, 'ignoreUntil'> }

/**
 * Registers a copy that is about to be laid into a result. Must run before anything is removed from the copy, because Figma reports those layers as
 * deleted.
 */
export function noteCopy({ ownEdits }: Canvas, { root }: Copy): void {
  ownEdits.ignoreUntil({ type: 'CREATE', id: root.id }, idsIn(root))
}

/** Writes the id of the original on each copy of a product, so that the product proof finds it even if the copy is renamed or moved. */
function markProducts({ part, counterpartOf }: Copy): void {
  for (const product of productNodes([part])) markProduct(counterpartOf(product), product.id)
}

/**
 * Lays a copy of a part into a frame, above what lies there. Throws when the frame refuses it.
 * @param plane maps page coordinates to those of the frame
 * @param keep the set of layers to keep
 */
export function copyInto(canvas: Canvas, frame: FrameNode, part: Part, plane: Affine, keep: LayerSet): SceneNode {
  const copy = copyOf(canvas.figma, keep === 'live' ? part : asWhole(part))
  noteCopy(canvas, copy)
  const { root, transform } = copy
  appendOrRemove(frame, root)
  carryModes(copy.original, root)
  // Positioned before layers are removed: a group that loses a layer changes its own corner and size.
  placeNode(root, multiply(plane, transform))
  removePluginData(root)
  // The source may be locked, but users work on with the copy.
  if (root.locked) root.locked = false
  if (keep === 'live') {
    markProducts(copy)
    keepOnlyLive(copy)
  } else if (root.id === copy.node.id) removeLive({ ...copy, part })
  else showPicture(part, copy)
  return root
}
