// Plain facts of a node for assertions and for the playground's panel.

import { absoluteBox, renderBounds } from '../document/geometry.ts'
import { findNode, type Scene } from '../document/scene.ts'
import { isPlaced } from '../document/schema.ts'
import { rotationOf } from '../document/affine.ts'
import type { Glance } from '../types.ts'

export function glance(scene: Scene, id: string): Glance | null {
  const node = findNode(scene, id)
  if (!node) return null
  const { type, parent, width, height, transform, values } = node
  return { name: String(values['name']), type, parent, width, height, transform, isVisible: values['visible'] !== false }
}

export function describe(scene: Scene, id: string): Record<string, unknown> | null {
  const node = findNode(scene, id)
  if (!node) return null
  const place = {
    x: node.transform[0][2],
    y: node.transform[1][2],
    width: node.width,
    height: node.height,
    rotation: rotationOf(node.transform),
    relativeTransform: node.transform,
    box: absoluteBox(scene, node),
    renderBounds: renderBounds(scene, node),
  }
  return structuredClone({
    ...node.values,
    ...(isPlaced(node.type) ? place : {}),
    id: node.id,
    type: node.type,
    parent: node.parent,
    children: node.children,
    pluginData: node.data,
    relaunchData: node.relaunch,
  })
}
