// Exports one node as PNG bytes at a given size.

import type { Size } from '../../core/base/geometry.ts'
import { fail } from '../../core/failure/failure.ts'
import { messageOf } from '../../core/base/text.ts'

/** Only the node's own contents, in sRGB, the colour space that models expect (platform §3.1). */
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

/** Size of the axis-aligned box around a node, in canvas px; null when the node draws nothing. */
export function boundsSize(node: SceneNode): Size | null {
  const box = node.absoluteBoundingBox
  return box === null ? null : { width: box.width, height: box.height }
}

/** @returns a PNG of the node's whole box, `width` px wide. Throws `export-failed`. */
export function exportNode(node: SceneNode, width: number): Promise<Uint8Array> {
  return exportWith(node, settingsFor(width, true))
}

/** @returns a PNG of everything the node renders, including shadows, `width` px wide. Throws `export-failed`. */
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
 * A PNG of the node with its long side at most `side` px. Small nodes are enlarged, because the picture of a small result has more pixels than its
 * frame. Nodes with the same box give the same size, so that a result can be compared with its source. Throws `export-failed`.
 */
export function exportAtSide(node: SceneNode, side: number): Promise<Uint8Array> {
  const { width, height } = boundsSize(node) ?? { width: 1, height: 1 }
  // Boxes come from trigonometry: 99.999999 means 100.
  return exportNode(node, Math.max(1, Math.floor((width * side) / Math.max(width, height) + 1e-6)))
}
