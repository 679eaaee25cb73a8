// Draws what lies under the live texts of a result: an offscreen copy of the result without them.

import { type Affine, multiply, scaling, translation } from '../../core/base/geometry.ts'
import { fail } from '../../core/failure/failure.ts'
import { pictureSize } from '../../core/picture/image-size.ts'
import type { Readability } from '../../core/readability/protocol.ts'
import type { LaidScrim } from '../../core/readability/scrim-placement.ts'
import type { Figma } from '../base/figma.ts'
import { copyOf, placeNode, removePluginData } from '../live/copies.ts'
import { drawCopies } from '../live/export-layers.ts'
import type { Offscreen } from '../live/offscreen.ts'
import { childrenOf } from '../live/parts.ts'
import { carryModes } from '../live/modes.ts'
import { makeInvisible } from '../live/remove-layers.ts'
import { exportAtSide } from '../picture/export-node.ts'
import { boxOf } from '../selection/levels.ts'
import { layScrims, scrimsOf } from './scrims.ts'
import { type FoundText, liveTexts } from './texts.ts'

/** In px; more detail says nothing more about what lies under a text. */
const longestSide = 1200

function nodeAt(path: readonly number[], from: SceneNode): SceneNode | undefined {
  return path.reduce<SceneNode | undefined>((node, index) => (node === undefined ? undefined : childrenOf(node)[index]), from)
}

/**
 * A copy of the result without its live texts, and with `scrims` in place of the existing ones, if given. Layers are made invisible instead of
 * removed: Figma reports a removal as a page change, and its author could not be determined.
 */
function withoutTexts(figma: Figma, frame: FrameNode, texts: readonly FoundText[], scrims: readonly LaidScrim[] | null): FrameNode {
  const { root: copy } = copyOf(figma, { node: frame, role: 'rest', parts: [] })
  if (copy.type !== 'FRAME') return fail('export-failed', `a copy of a frame is a ${copy.type}`)
  for (const { path } of texts) {
    const text = nodeAt(path, copy)
    if (text !== undefined) makeInvisible(text)
  }
  if (scrims !== null) {
    scrimsOf(copy).forEach(makeInvisible)
    layScrims(figma, copy, scrims)
  }
  removePluginData(copy)
  return copy
}

/** Maps the frame's own coordinates to the pixels of its picture, which shows the frame's axis-aligned box. */
function onPicture(frame: FrameNode, png: Uint8Array): Affine {
  const size = pictureSize(png)
  if (size === null) return fail('export-failed', `${png.length} bytes that are no PNG`)
  const { x, y, width, height } = boxOf(frame)
  return multiply(scaling(size.width / width, size.height / height), translation(-x, -y), frame.absoluteTransform)
}

/** The texts of a result and the picture of what lies under them. `scrims` replace the existing ones; null keeps those. */
export async function drawBackdrop(
  figma: Figma,
  offscreen: Offscreen,
  frame: FrameNode,
  scrims: readonly LaidScrim[] | null,
): Promise<Readability> {
  const found = liveTexts(frame)
  const laid = scrimsOf(frame).length
  if (found.length === 0) return { texts: [], backdrop: null, laid }
  const { width, height } = boxOf(frame)
  const png = await drawCopies({ figma, offscreen }, [frame], async (add) => {
    const copy = withoutTexts(figma, frame, found, scrims)
    add(copy)
    carryModes(frame, copy)
    placeNode(copy, frame.absoluteTransform)
    return exportAtSide(copy, Math.min(longestSide, Math.ceil(Math.max(width, height))))
  })
  return { texts: found.map(({ text }) => text), backdrop: { png, onPicture: onPicture(frame, png) }, laid }
}
