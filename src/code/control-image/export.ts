// Layers → PNG bytes, exactly as registration plans them (DESIGN §5).

import { fail } from '../../core/failure/failure.ts'
import type { Box } from '../../core/base/geometry.ts'
import { pictureSize } from '../../core/picture/image-size.ts'
import type { Exported } from '../../core/control-image/protocol.ts'
import type { Piece } from '../../core/picture/piece.ts'
import { type Plan, type Rules, planFor, planForExport } from '../../core/picture/registration.ts'
import { exportNode, exportRendered } from '../picture/export-node.ts'
import type { Offscreen } from '../live/offscreen.ts'
import type { Figma } from '../base/figma.ts'
import { exportLayers } from '../live/export-layers.ts'
import { type LayerSplit, isSendable, isSplit } from '../live/layer-split.ts'
import { type FoundSubject, whyUnfit } from '../selection/find-subject.ts'

type Picture = Pick<Exported, 'pieces' | 'plan'>

function asPicture(png: Uint8Array, plan: Plan, rules: Rules): Picture {
  const exported = pictureSize(png)
  if (exported === null) return fail('export-failed', `${png.length} bytes that are no PNG`)
  const exact = planForExport(plan, exported, rules)
  const { width, height } = exact.content
  return { pieces: [{ png, box: { x: 0, y: 0, width, height } }], plan: exact }
}

/** Each layer by itself, so that nothing in the document has to be moved or copied. */
async function exportScene({ layers, box }: FoundSubject, plan: Plan): Promise<Picture> {
  const scale = plan.content.width / box.width
  const pieces: Piece[] = []
  for (const layer of layers) {
    const drawn = 'absoluteRenderBounds' in layer ? layer.absoluteRenderBounds : null
    const seen: Box | null = drawn ?? layer.absoluteBoundingBox
    if (seen === null) continue
    const png = await exportRendered(layer, Math.max(1, Math.round(seen.width * scale)))
    const { x, y, width, height } = seen
    pieces.push({
      png,
      box: { x: (x - box.x) * scale, y: (y - box.y) * scale, width: width * scale, height: height * scale },
    })
  }
  return { pieces, plan }
}

/** A copy of the source where something of it stays live; else the source itself. */
function exportWhole(figma: Figma, bench: Offscreen, lifting: LayerSplit, width: number): Promise<Uint8Array> {
  const [first] = lifting.found.layers
  return isSplit(lifting) || first === undefined
    ? exportLayers(figma, bench, lifting, 'picture', (copy) => exportNode(copy, width))
    : exportNode(first, width)
}

/** What is exported at the size that its content has in what is sent. Errors: `unfit-source`, `export-failed`. */
export async function exportFound(figma: Figma, bench: Offscreen, lifting: LayerSplit, rules: Rules): Promise<Picture> {
  const { found } = lifting
  const why = whyUnfit(found) ?? (isSendable(lifting) ? null : 'all-live')
  if (why !== null) return fail('unfit-source', why)
  const plan = planFor(found.box, rules)
  if (plan === null) return fail('unfit-source', `${found.box.width} × ${found.box.height}`)
  if (lifting.isScene && !isSplit(lifting)) return exportScene(found, plan)
  return asPicture(await exportWhole(figma, bench, lifting, plan.content.width), plan, rules)
}
