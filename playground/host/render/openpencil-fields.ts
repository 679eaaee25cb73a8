// Converts a node to OpenPencil's fields.

import type { SceneNode } from '@open-pencil/scene-graph'
import { parseSVGPath } from '@open-pencil/scene-graph/parse-path'
import { isFrame, isText, type Kind, type Node } from '../document/node.ts'
import type { Paint } from '../figma/paints.ts'
import { fillOf } from './openpencil-paints.ts'
import { textOf } from './openpencil-text.ts'

/** OpenPencil's names for the node types. A type without a name here is not painted. */
export const graphTypes: Partial<Record<Kind, SceneNode['type']>> = {
  FRAME: 'FRAME',
  COMPONENT: 'FRAME',
  COMPONENT_SET: 'FRAME',
  INSTANCE: 'FRAME',
  SECTION: 'FRAME',
  GROUP: 'GROUP',
  TRANSFORM_GROUP: 'GROUP',
  RECTANGLE: 'RECTANGLE',
  ELLIPSE: 'ELLIPSE',
  POLYGON: 'POLYGON',
  STAR: 'STAR',
  LINE: 'LINE',
  VECTOR: 'VECTOR',
  // OpenPencil's path operations support neither our matrices nor shadows, so boolean.ts combines the children into one outline.
  BOOLEAN_OPERATION: 'VECTOR',
  TEXT: 'TEXT',
  // Painted as a straight text in the box of its path.
  TEXT_PATH: 'TEXT',
}

export function fieldsOf(node: Node): Partial<SceneNode> {
  const { values } = node
  const corners = {
    topLeftRadius: Number(values['topLeftRadius'] ?? 0),
    topRightRadius: Number(values['topRightRadius'] ?? 0),
    bottomLeftRadius: Number(values['bottomLeftRadius'] ?? 0),
    bottomRightRadius: Number(values['bottomRightRadius'] ?? 0),
  }
  const path = (values['vectorPaths'] as readonly { data: string; windingRule: string }[] | undefined)?.[0]
  const radius = 'topLeftRadius' in values ? Math.max(...Object.values(corners)) : Number(values['cornerRadius'] ?? 0)
  // The renderer names values as Figma's file format does; what both share is passed on unchanged.
  return {
    name: String(values['name']),
    x: 0,
    y: 0,
    width: node.width,
    height: node.height,
    rotation: 0,
    visible: values['visible'] !== false,
    opacity: Number(values['opacity'] ?? 1),
    blendMode: (values['blendMode'] ?? 'NORMAL') as SceneNode['blendMode'],
    clipsContent: isFrame(node.type) && values['clipsContent'] === true,
    fills: ((values['fills'] ?? []) as readonly Paint[]).filter(isDrawn).map(fillOf),
    strokes: ((values['strokes'] ?? []) as readonly Paint[]).filter(isDrawn).map((paint) => strokeOf(node, paint)),
    effects: ((values['effects'] ?? []) as SceneNode['effects'])
      .filter((effect) => effect.type !== 'LAYER_BLUR')
      // A blur has neither spread nor offset, but the renderer reads both.
      .map((effect) => ({ ...effect, spread: effect.spread ?? 0, offset: effect.offset ?? { x: 0, y: 0 } })),
    ...corners,
    independentCorners: 'topLeftRadius' in values,
    cornerRadius: radius,
    cornerSmoothing: Number(values['cornerSmoothing'] ?? 0),
    dashPattern: [...((values['dashPattern'] ?? []) as readonly number[])],
    pointCount: Number(values['pointCount'] ?? 5),
    starInnerRadius: Number(values['innerRadius'] ?? 0.382),
    ...(path ? { vectorNetwork: parseSVGPath(path.data, path.windingRule === 'EVENODD' ? 'EVENODD' : 'NONZERO') } : {}),
    ...(isText(node.type) ? textOf(node) : {}),
  }
}

/** This host does not paint patterns. */
function isDrawn({ type }: Paint): boolean {
  return type !== 'PATTERN'
}

function strokeOf(node: Node, paint: Paint): SceneNode['strokes'][number] {
  return {
    color: fillOf(paint).color,
    weight: Number(node.values['strokeWeight'] ?? 1),
    opacity: Number(paint['opacity'] ?? 1),
    visible: paint['visible'] !== false,
    align: (node.values['strokeAlign'] ?? 'INSIDE') as 'INSIDE' | 'CENTER' | 'OUTSIDE',
    dashPattern: [...((node.values['dashPattern'] ?? []) as readonly number[])],
  }
}
