// One node → PNG bytes at a given size. What the pictures are for is decided by who asks.

import type { Size } from '../../core/base/geometry.ts'
import { fail } from '../../core/failure/failure.ts'
import { messageOf } from '../../core/base/text.ts'

/** The node's own contents in the colours a model knows (platform §3.1). */
function settingsFor(width: number, useAbsoluteBounds: boolean): ExportSettingsImage {
  return {
    format: 'PNG',
    constraint: { type: 'WIDTH', value: width },
    useAbsoluteBounds,
    contentsOnly: true,
    colorProfile: 'SRGB',
  }
}

async function exportWith(node: SceneNode, settings: ExportSettingsImage): Promise<Uint8Array> {
  try {
    return await node.exportAsync(settings)
  } catch (thrown) {
    return fail('export-failed', messageOf(thrown))
  }
}

/** The upright box around a node, as large as it is in canvas px; null when Figma draws none. */
export function boundsSize(node: SceneNode): Size | null {
  const box = node.absoluteBoundingBox
  return box === null ? null : { width: box.width, height: box.height }
}

/** Throws `export-failed`. @returns a PNG of the node's whole box, `width` px wide */
export function exportNode(node: SceneNode, width: number): Promise<Uint8Array> {
  return exportWith(node, settingsFor(width, true))
}

/** Throws `export-failed`. @returns a PNG of what the node renders, as far as its shadows reach, `width` px wide */
export function exportRendered(node: SceneNode, width: number): Promise<Uint8Array> {
  return exportWith(node, settingsFor(width, false))
}

const thumbnailSide = 320

/** A small picture of the node: its long side has at most 320 px. Throws `export-failed`. */
export function exportThumbnail(node: SceneNode): Promise<Uint8Array> {
  const { width, height } = boundsSize(node) ?? { width: 1, height: 1 }
  const scale = Math.min(1, thumbnailSide / Math.max(width, height))
  return exportNode(node, Math.max(1, Math.round(width * scale)))
}

/**
 * The node with its long side at `side` px, never more. A small node is enlarged too: a result of a small frame holds more pixels
 * than the frame. Nodes of the same box come out in the same size, so that a result lies on its source. Throws `export-failed`.
 */
export function exportAtSide(node: SceneNode, side: number): Promise<Uint8Array> {
  const { width, height } = boundsSize(node) ?? { width: 1, height: 1 }
  // Boxes come out of trigonometry: 99.999999 is 100.
  return exportNode(node, Math.max(1, Math.floor((width * side) / Math.max(width, height) + 1e-6)))
}
