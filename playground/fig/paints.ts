// Converts paints and effects of a .fig file to the plugin API's form.

import type { Effect, Fill, SceneNode, Stroke } from '@open-pencil/scene-graph'

export type Value = Readonly<Record<string, unknown>>
type Fields = NonNullable<Fill['imageTransform']>

/** Paint types that this stand-in draws. Others are reported as left out (left-out.ts). */
const painted: ReadonlySet<string> = new Set([
  'SOLID',
  'GRADIENT_LINEAR',
  'GRADIENT_RADIAL',
  'GRADIENT_ANGULAR',
  'GRADIENT_DIAMOND',
  'IMAGE',
])

export function isPainted({ type }: Pick<Fill, 'type'>): boolean {
  return painted.has(type)
}

function affine({ m00, m01, m02, m10, m11, m12 }: Fields): unknown {
  return [
    [m00, m01, m02],
    [m10, m11, m12],
  ]
}

export function paintsOf(fills: readonly Fill[]): Value[] {
  return fills.filter(isPainted).map((fill) => {
    const shared = { visible: fill.visible, opacity: fill.opacity, blendMode: fill.blendMode ?? 'NORMAL' }
    if (fill.type === 'SOLID') return solid(fill.color, shared)
    if (fill.type === 'IMAGE') return imageOf(fill, shared)
    return {
      ...shared,
      type: fill.type,
      gradientStops: (fill.gradientStops ?? []).map(({ color, position }) => ({ color: { ...color }, position })),
      ...(fill.gradientTransform ? { gradientTransform: affine(fill.gradientTransform) } : {}),
    }
  })
}

function solid({ r, g, b }: Fill['color'], shared: Value): Value {
  return { ...shared, type: 'SOLID', color: { r, g, b }, boundVariables: {} }
}

function imageOf(fill: Fill, shared: Value): Value {
  // The file calls a crop a stretch.
  const named: string = fill.imageScaleMode ?? 'FILL'
  const scaleMode = named === 'STRETCH' ? 'CROP' : named
  return {
    ...shared,
    type: 'IMAGE',
    scaleMode,
    imageHash: fill.imageHash ?? null,
    ...(scaleMode === 'CROP' && fill.imageTransform ? { imageTransform: affine(fill.imageTransform) } : {}),
    ...(scaleMode === 'TILE' ? { scalingFactor: fill.scale ?? 1 } : {}),
  }
}

/** This reader only knows solid strokes; a gradient stroke gets its first colour. */
export function strokesOf(strokes: readonly Stroke[]): Value[] {
  return strokes.map(({ color, opacity, visible }) => solid(color, { visible, opacity, blendMode: 'NORMAL' }))
}

/** The file's name for a blur differs from the plugin API's. */
export function effectsOf(effects: readonly Effect[]): Value[] {
  return effects.map(({ type, visible, radius, color, offset, spread, blendMode, showShadowBehindNode }) => {
    if (type === 'DROP_SHADOW' || type === 'INNER_SHADOW')
      return {
        type,
        visible,
        radius,
        spread,
        color: { ...color },
        offset: { ...offset },
        blendMode: blendMode ?? 'NORMAL',
        ...(type === 'DROP_SHADOW' ? { showShadowBehindNode: showShadowBehindNode === true } : {}),
      }
    return { type: type === 'FOREGROUND_BLUR' ? 'LAYER_BLUR' : type, visible, radius, blurType: 'NORMAL' }
  })
}

export function strokeFields(node: SceneNode): Value {
  const [first] = node.strokes
  return {
    strokes: strokesOf(node.strokes),
    strokeWeight: first?.weight ?? 1,
    strokeAlign: first?.align ?? 'INSIDE',
    strokeCap: node.strokeCap,
    strokeJoin: node.strokeJoin,
    strokeMiterLimit: node.strokeMiterLimit,
    dashPattern: [...node.dashPattern],
  }
}
