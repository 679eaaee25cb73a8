// A node of ours in OpenPencil's words.

import type { Fill, SceneNode } from '@open-pencil/scene-graph'
import { parseSVGPath } from '@open-pencil/scene-graph/parse-path'
import { identity, type Affine } from '../document/affine.ts'
import { isFrame, type Kind, type Node } from '../document/node.ts'
import type { Paint } from '../figma/paints.ts'

/** What OpenPencil calls the kinds of nodes. A kind without a name here is not painted. */
export const graphTypes: Partial<Record<Kind, SceneNode['type']>> = {
  FRAME: 'FRAME',
  COMPONENT: 'FRAME',
  COMPONENT_SET: 'FRAME',
  INSTANCE: 'FRAME',
  SECTION: 'FRAME',
  GROUP: 'GROUP',
  RECTANGLE: 'RECTANGLE',
  ELLIPSE: 'ELLIPSE',
  POLYGON: 'POLYGON',
  STAR: 'STAR',
  LINE: 'LINE',
  VECTOR: 'VECTOR',
  TEXT: 'TEXT',
}

export const fieldsOf = (node: Node): Partial<SceneNode> => {
  const { values } = node
  const corners = {
    topLeftRadius: Number(values['topLeftRadius'] ?? 0),
    topRightRadius: Number(values['topRightRadius'] ?? 0),
    bottomLeftRadius: Number(values['bottomLeftRadius'] ?? 0),
    bottomRightRadius: Number(values['bottomRightRadius'] ?? 0),
  }
  const path = (values['vectorPaths'] as readonly { data: string; windingRule: string }[] | undefined)?.[0]
  const radius = 'topLeftRadius' in values ? Math.max(...Object.values(corners)) : Number(values['cornerRadius'] ?? 0)
  // The renderer names values as Figma's file format does; what both share is passed as it is.
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
    fills: ((values['fills'] ?? []) as readonly Paint[]).map(fillOf),
    strokes: ((values['strokes'] ?? []) as readonly Paint[]).map((paint) => strokeOf(node, paint)),
    effects: ((values['effects'] ?? []) as SceneNode['effects'])
      .filter((effect) => effect.type !== 'LAYER_BLUR')
      .map((effect) => ({ ...effect, spread: effect.spread ?? 0 })),
    ...corners,
    independentCorners: 'topLeftRadius' in values,
    cornerRadius: radius,
    cornerSmoothing: Number(values['cornerSmoothing'] ?? 0),
    dashPattern: [...((values['dashPattern'] ?? []) as readonly number[])],
    pointCount: Number(values['pointCount'] ?? 5),
    starInnerRadius: Number(values['innerRadius'] ?? 0.382),
    ...(path ? { vectorNetwork: parseSVGPath(path.data, path.windingRule === 'EVENODD' ? 'EVENODD' : 'NONZERO') } : {}),
    ...(node.type === 'TEXT' ? textOf(node) : {}),
  }
}

export const textOf = (node: Node): Partial<SceneNode> => {
  const { values } = node
  const { style } = values['fontName'] as { style: string }
  const size = Number(values['fontSize'])
  const line = values['lineHeight'] as { unit: string; value?: number }
  const spacing = values['letterSpacing'] as { unit: string; value: number }
  return {
    text: String(values['characters']),
    fontFamily: 'Inter',
    fontSize: size,
    fontWeight: weights[style] ?? 400,
    lineHeight: line.unit === 'AUTO' ? null : line.unit === 'PIXELS' ? (line.value ?? size) : (size * (line.value ?? 100)) / 100,
    letterSpacing: spacing.unit === 'PIXELS' ? spacing.value : (size * spacing.value) / 100,
    textAlignHorizontal: values['textAlignHorizontal'] as SceneNode['textAlignHorizontal'],
    textAlignVertical: values['textAlignVertical'] as SceneNode['textAlignVertical'],
    textAutoResize: values['textAutoResize'] as SceneNode['textAutoResize'],
    textCase: values['textCase'] as SceneNode['textCase'],
    textDecoration: values['textDecoration'] as SceneNode['textDecoration'],
  }
}

const weights: Record<string, number> = { Regular: 400, Medium: 500, 'Semi Bold': 600, Bold: 700, 'Extra Bold': 800 }

const fillOf = (paint: Paint): Fill => {
  const { color, gradientStops, gradientTransform, imageHash, imageTransform, scaleMode, scalingFactor } = paint as Record<string, unknown>
  return {
    type: paint.type as Fill['type'],
    visible: paint['visible'] !== false,
    opacity: Number(paint['opacity'] ?? 1),
    blendMode: (paint['blendMode'] ?? 'NORMAL') as NonNullable<Fill['blendMode']>,
    color: { a: 1, ...((color ?? { r: 0, g: 0, b: 0 }) as { r: number; g: number; b: number }) },
    ...(gradientStops ? { gradientStops: gradientStops as NonNullable<Fill['gradientStops']> } : {}),
    ...(gradientTransform ? { gradientTransform: toFields(gradientTransform as Affine) } : {}),
    ...(imageHash ? { imageHash: imageHash as string } : {}),
    ...(imageTransform ? { imageTransform: toFields(imageTransform as Affine) } : {}),
    ...(scaleMode ? { imageScaleMode: scaleMode as NonNullable<Fill['imageScaleMode']> } : {}),
    ...(scalingFactor === undefined ? {} : { scale: Number(scalingFactor) }),
  }
}

const strokeOf = (node: Node, paint: Paint): SceneNode['strokes'][number] => ({
  color: fillOf(paint).color,
  weight: Number(node.values['strokeWeight'] ?? 1),
  opacity: Number(paint['opacity'] ?? 1),
  visible: paint['visible'] !== false,
  align: (node.values['strokeAlign'] ?? 'INSIDE') as 'INSIDE' | 'CENTER' | 'OUTSIDE',
  dashPattern: [...((node.values['dashPattern'] ?? []) as readonly number[])],
})

type Fields = NonNullable<Fill['imageTransform']>
const toFields = ([[m00, m01, m02], [m10, m11, m12]]: Affine): Fields => ({ m00, m01, m02, m10, m11, m12 })
export const affineOf = (fields: Fields | undefined): Affine =>
  fields
    ? [
        [fields.m00, fields.m01, fields.m02],
        [fields.m10, fields.m11, fields.m12],
      ]
    : identity
