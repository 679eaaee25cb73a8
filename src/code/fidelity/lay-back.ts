// Replaces a result's picture by its laid-back version, and reverts that.

import { type Affine, inverse, multiply } from '../../core/base/geometry.ts'
import { isRecord, readJson, readString } from '../../core/base/read.ts'
import { dataKeys } from '../base/figma.ts'
import { imageOf } from '../live/assemble.ts'

type Painted = FrameNode | RectangleNode

function isImage(paint: Paint): paint is ImagePaint {
  return paint.type === 'IMAGE'
}

/** All nodes that show the picture: the result itself, and layers in it where only a part of the picture shows. */
function shown(frame: FrameNode, hash: string | null): readonly Painted[] {
  const layers = frame.findAllWithCriteria({ types: ['FRAME', 'RECTANGLE'] })
  return [frame, ...layers].filter((node) => imageOf(node)?.imageHash === hash)
}

function repaint(node: Painted, hash: string | null, change: (paint: ImagePaint) => ImagePaint): void {
  const { fills } = node
  if (typeof fills === 'symbol') return
  node.fills = (fills as readonly Paint[]).map((paint) => (isImage(paint) && paint.imageHash === hash ? change(paint) : paint))
}

const asLaid: Affine = [
  [1, 0, 0],
  [0, 1, 0],
]

/** False where the frame shows no cropped picture, because the user has changed it. */
export function layBack(frame: FrameNode, image: string, by: Affine): boolean {
  const before = imageOf(frame)
  if (before?.scaleMode !== 'CROP') return false
  for (const node of shown(frame, before.imageHash))
    repaint(node, before.imageHash, (paint) => ({
      ...paint,
      imageHash: image,
      imageTransform: multiply(by, (paint.imageTransform as Affine | undefined) ?? asLaid) as Transform,
    }))
  frame.setPluginData(dataKeys.framed, JSON.stringify({ image: before.imageHash, laid: image, by }))
  return true
}

/** False where nothing was laid back, or the picture has been replaced since. */
export function undo(frame: FrameNode): boolean {
  const kept = readJson(frame.getPluginData(dataKeys.framed))
  if (!isRecord(kept) || readString(kept.image) === '') return false
  // Only `layBack` writes this value.
  const back = inverse(kept.by as Affine)
  const laid = readString(kept.laid)
  const nodes = shown(frame, laid)
  if (nodes.length === 0) return false
  for (const node of nodes)
    repaint(node, laid, (paint) => ({
      ...paint,
      imageHash: readString(kept.image),
      imageTransform: multiply(back, (paint.imageTransform as Affine | undefined) ?? asLaid) as Transform,
    }))
  frame.setPluginData(dataKeys.framed, '')
  return true
}
