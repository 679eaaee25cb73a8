// The visible part of the open page as a picture.

import { nodeOf, type Scene } from './document/scene.ts'
import type { Picture } from './render/renderer.ts'
import type { Box } from './types.ts'

/** Describes a picture of a part of the open page. */
export function shotOf(scene: Scene, part: Box, scale: number, format: Picture['format']): Picture {
  const page = nodeOf(scene, scene.page)
  const [first] = page.values['backgrounds'] as { color: { r: number; g: number; b: number } }[]
  return {
    nodes: page.children.map((id) => ({ id, transform: nodeOf(scene, id).transform })),
    areSiblings: true,
    view: [
      [scale, 0, -part.x * scale],
      [0, scale, -part.y * scale],
    ],
    size: { width: Math.max(1, Math.round(part.width * scale)), height: Math.max(1, Math.round(part.height * scale)) },
    background: { ...(first?.color ?? { r: 1, g: 1, b: 1 }), a: 1 },
    format,
  }
}
