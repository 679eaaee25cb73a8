// Node → PNG bytes, exactly as registration plans them (DESIGN §5).

import { fail } from '../core/failure.ts'
import { pictureSize } from '../core/image-size.ts'
import type { Exported } from '../core/protocol.ts'
import { type Rules, planFor, planForExport } from '../core/registration.ts'
import { seenSize, unfitReason } from './selection.ts'

/** The whole box and nothing but the layer's own contents, in the colours a model knows (platform §3.1). */
const settingsFor = (width: number): ExportSettingsImage => ({
  format: 'PNG',
  constraint: { type: 'WIDTH', value: width },
  useAbsoluteBounds: true,
  contentsOnly: true,
  colorProfile: 'SRGB',
})

const exportPng = async (node: SceneNode, width: number): Promise<Uint8Array> => {
  try {
    return await node.exportAsync(settingsFor(width))
  } catch (thrown) {
    return fail('export-failed', thrown instanceof Error ? thrown.message : String(thrown))
  }
}

/** The source at the size that its content has in what is sent. Errors: `unfit-source`, `export-failed`. */
export const exportSource = async (node: SceneNode, rules: Rules): Promise<Exported> => {
  const why = unfitReason(node)
  const size = seenSize(node)
  if (why !== null || size === null) return fail('unfit-source', why ?? 'no box')
  const plan = planFor(size, rules)
  if (plan === null) return fail('unfit-source', `${size.width} × ${size.height}`)
  const bytes = await exportPng(node, plan.content.width)
  const exported = pictureSize(bytes)
  if (exported === null) return fail('export-failed', `${bytes.length} bytes that are no PNG`)
  return { bytes, plan: planForExport(plan, exported, rules), source: { name: node.name, ...size } }
}

const thumbnailSide = 320

/** A small picture of the node, at most 320 px on its long side. */
export const exportThumbnail = async (node: SceneNode): Promise<Uint8Array> => {
  const size = seenSize(node) ?? { width: 1, height: 1 }
  const scale = Math.min(1, thumbnailSide / Math.max(size.width, size.height))
  return exportPng(node, Math.max(1, Math.round(size.width * scale)))
}

/**
 * The node with its long side at `side` px, never more. Enlarged too: a result of a small frame holds more pixels than the frame.
 * Nodes of the same box come out in the same size, so that a result lies on its source.
 */
export const exportPicture = async (node: SceneNode, side: number): Promise<Uint8Array> => {
  const { width, height } = seenSize(node) ?? { width: 1, height: 1 }
  // Boxes come out of trigonometry: 99.999999 is 100.
  return exportPng(node, Math.max(1, Math.floor((width * side) / Math.max(width, height) + 1e-6)))
}
