// Exports the layers of a source as the pictures that get sent, exactly as registration plans them (DESIGN §5).

import type { Box } from '../../core/base/geometry.ts'
import type { Exported, SourceView } from '../../core/control-image/protocol.ts'
import { fail } from '../../core/failure/failure.ts'
import { pictureSize } from '../../core/picture/image-size.ts'
import type { Piece } from '../../core/picture/piece.ts'
import { type Plan, type Pose, type Rules, hasShape, isTurned, planFor, planForExport, shownBox } from '../../core/picture/registration.ts'
import type { Figma } from '../base/figma.ts'
import { type Change, changeFor, depthLayerAlone } from './depth-view.ts'
import { exportLayers, orFail } from '../live/export-layers.ts'
import { type LayerSplit, isSendable, isSplit } from '../live/layer-split.ts'
import type { Offscreen } from '../live/offscreen.ts'
import { needsGround } from '../live/stuck.ts'
import { exportNode, exportRendered } from '../picture/export-node.ts'
import { type FoundSubject, whyUnfit } from '../selection/find-subject.ts'
import { renderBoundsOf } from '../selection/levels.ts'

export type ExportedSource = Pick<Exported, 'pieces' | 'plan'>

/** A source exported as one picture. Its true size is read from its bytes, and the plan is adjusted to it. */
function onePiece(png: Uint8Array, plan: Plan, rules: Rules, pose: Pose): ExportedSource {
  const size = pictureSize(png)
  if (size === null) return fail('export-failed', `${png.length} bytes that are no PNG`)
  const exact = planForExport(plan, size, rules)
  const shown = shownBox(pose, size)
  // The picture would lie offset on its result, so it is refused before anything is sent.
  if (isTurned(pose) && (shown === null || shown !== shownBox(pose, exact.content)))
    return fail('export-failed', `a turned layer was drawn at ${size.width} × ${size.height}`)
  const { width, height } = exact.content
  return { pieces: [{ png, box: { x: 0, y: 0, width, height } }], plan: exact }
}

/** The box shown by an export of what the layer renders; null when the layer draws nothing. */
function renderedBox(layer: SceneNode): Box | null {
  return renderBoundsOf(layer) ?? layer.absoluteBoundingBox
}

/**
 * Exports a layer as far as it renders. Where a parent clips the layer, Figma may report other bounds than it draws; the picture then has another
 * aspect ratio, and the layer is exported in its own box, which is reported and drawn alike.
 */
async function exportPiece(layer: SceneNode, bounds: Box, scale: number): Promise<{ readonly png: Uint8Array; readonly shown: Box }> {
  const widthOf = (shown: Box): number => Math.max(1, Math.round(shown.width * scale))
  const own = layer.absoluteBoundingBox
  const png = await exportRendered(layer, widthOf(bounds))
  const size = pictureSize(png)
  if (own === null || (size !== null && hasShape(size, bounds))) return { png, shown: bounds }
  return { png: await exportNode(layer, widthOf(own)), shown: own }
}

/** Exports each layer of a scene separately, so that nothing in the document has to be moved or copied. */
async function exportPieces({ layers, box }: FoundSubject, plan: Plan): Promise<ExportedSource> {
  const scale = plan.content.width / box.width
  const pieces: Piece[] = []
  for (const layer of layers) {
    // The user may delete this layer while the one below it is drawn.
    const bounds = orFail(() => renderedBox(layer))
    if (bounds === null) continue
    const { png, shown } = await exportPiece(layer, bounds, scale)
    const { x, y, width, height } = shown
    pieces.push({ png, box: { x: (x - box.x) * scale, y: (y - box.y) * scale, width: width * scale, height: height * scale } })
  }
  return { pieces, plan }
}

/** Whether exporting the source puts copies on the canvas. */
export function drawsCopies(split: LayerSplit): boolean {
  return isSplit(split) || (split.isScene && split.found.layers.some(needsGround))
}

/** Exports a copy when layers stay live or the source must be changed first; otherwise the source itself. */
function exportWhole(figma: Figma, offscreen: Offscreen, split: LayerSplit, width: number, change: Change): Promise<Uint8Array> {
  const [first] = split.found.layers
  if (change === null && !drawsCopies(split) && first !== undefined) return exportNode(first, width)
  return exportLayers(figma, offscreen, split, 'picture', (copy) => {
    orFail(() => change?.(copy))
    return exportNode(copy, width)
  })
}

/** Exports the picture layers of a source, at the size of the content in the control image. Throws `unfit-source`, `export-failed`. */
export async function exportSource(
  figma: Figma,
  offscreen: Offscreen,
  split: LayerSplit,
  rules: Rules,
  view?: SourceView,
): Promise<ExportedSource> {
  const { found, isScene } = split
  const why = whyUnfit(found) ?? (isSendable(split) ? null : 'all-live')
  if (why !== null) return fail('unfit-source', why)
  const plan = planFor(found.box, rules)
  if (plan === null) return fail('unfit-source', `${found.box.width} × ${found.box.height}`)
  const change = changeFor(view, found)
  if (isScene && change === null && !drawsCopies(split)) return exportPieces(found, plan)
  const { pose } = found.place
  const draw = (width: number): Promise<Uint8Array> =>
    exportWhole(figma, offscreen, view === 'layer' ? depthLayerAlone(found) : split, width, change)
  const png = await draw(plan.content.width)
  // Where Figma draws a turned source by itself, the picture has another shape, which may not fit the plan of the upright box.
  const own = isTurned(pose) && shownBox(pose, pictureSize(png) ?? plan.content) === 'own' ? planFor(pose.size, rules) : null
  return own === null ? onePiece(png, plan, rules, pose) : onePiece(await draw(own.content.width), own, rules, pose)
}
