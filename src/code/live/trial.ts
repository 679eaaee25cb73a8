// Draws a source, and how its result would look with a model that changes nothing: the picture layers on white and the live layers above. Differences
// show which layers cannot stay live.

import type { Point } from '../../core/base/geometry.ts'
import { isLasting } from '../../core/live/part.ts'
import type { LiveTrial, TrialLayer } from '../../core/live/trial.ts'
import { exportNode } from '../picture/export-node.ts'
import { groundOf, layLive } from './assemble.ts'
import { asWhole } from './copies.ts'
import type { Canvas } from './copy-into.ts'
import { createEmptyFrame, drawCopies, exportLayers, orFail, placeCopyOn } from './export-layers.ts'
import { type LayerSplit, isClipped } from './layer-split.ts'
import type { MoveOffscreen, Offscreen } from './offscreen.ts'
import type { Part } from './parts.ts'
import { showPicture, unblend } from './remove-layers.ts'
import { paintBox } from './stuck.ts'

/** In px. */
const longSide = 400

/** The live layers with their boxes in the drawing, inner layers first. */
function trialLayers(parts: readonly Part[], origin: Point, scale: number): readonly TrialLayer[] {
  return parts.flatMap(({ node, role, parts: inner }): readonly TrialLayer[] => {
    if (!isLasting(role)) return []
    const { x, y, width, height } = paintBox(node)
    const box = { x: (x - origin.x) * scale, y: (y - origin.y) * scale, width: width * scale, height: height * scale }
    return [...trialLayers(inner, origin, scale), { id: node.id, name: node.name, role, box }]
  })
}

/** The source as its pictures show it: without the shape that marks an area. */
function withoutMarker({ node, role, parts }: Part): Part {
  return role === 'area' ? { node, role, parts } : { node, role: role === 'holds' ? role : 'rest', parts: parts.map(withoutMarker) }
}

function layResult(canvas: Canvas, moveOffscreen: MoveOffscreen, split: LayerSplit): SceneNode {
  const { figma } = canvas
  const { pose } = split.found.place
  const stage = createEmptyFrame(figma, moveOffscreen, pose, pose.transform)
  stage.fills = groundOf(split)
  stage.clipsContent = isClipped(split)
  for (const part of split.parts) {
    const copy = placeCopyOn(figma, moveOffscreen, stage, asWhole(part), pose)
    if (!split.isScene) unblend(copy.node)
    showPicture(part, copy)
  }
  layLive(canvas, stage, split)
  return stage
}

/** Null when nothing stays live. Throws `export-failed`. */
export async function drawTrial(canvas: Canvas, offscreen: Offscreen, split: LayerSplit): Promise<LiveTrial | null> {
  const { found, isScene, parts } = split
  const { box, layers } = found
  if (split.facts.liveCount === 0) return null
  const scale = Math.min(1, longSide / Math.max(box.width, box.height))
  const draw = (node: SceneNode): Promise<Uint8Array> => exportNode(node, Math.max(1, Math.round(box.width * scale)))
  const [only] = layers
  const source = await (isScene || only === undefined || split.facts.area !== null
    ? exportLayers(canvas.figma, offscreen, { ...split, parts: parts.map(withoutMarker) }, 'picture', draw)
    : draw(only))
  const laid = await drawCopies({ figma: canvas.figma, offscreen }, found.layers, (moveOffscreen) =>
    draw(orFail(() => layResult(canvas, moveOffscreen, split))),
  )
  return { source, laid, layers: trialLayers(isScene ? parts : parts.flatMap((part) => part.parts), box, scale) }
}
