// Paints and effects: what may be written, and the form in which Figma returns them.

import { boolean, byField, anything, list, nullable, number, object, oneOf, string, transform, type Check } from './check.ts'

export const blendModes = [
  'PASS_THROUGH',
  'NORMAL',
  'DARKEN',
  'MULTIPLY',
  'LINEAR_BURN',
  'COLOR_BURN',
  'LIGHTEN',
  'SCREEN',
  'LINEAR_DODGE',
  'COLOR_DODGE',
  'OVERLAY',
  'SOFT_LIGHT',
  'HARD_LIGHT',
  'DIFFERENCE',
  'EXCLUSION',
  'HUE',
  'SATURATION',
  'COLOR',
  'LUMINOSITY',
] as const

const unit = number(0, 1)
const blendMode = oneOf(...blendModes)
const rgb = object({ r: unit, g: unit, b: unit })
const rgba = object({ r: unit, g: unit, b: unit, a: unit })
const anyPaint = { type: string }
const shared = { visible: boolean, opacity: unit, blendMode, boundVariables: anything }
const gradient = object(
  { ...anyPaint, gradientTransform: transform, gradientStops: list(object({ position: unit, color: rgba }, { boundVariables: anything })) },
  shared,
)
const filter = number(-1, 1)

export const paintList: Check = list(
  byField('type', {
    SOLID: object({ ...anyPaint, color: rgb }, shared),
    GRADIENT_LINEAR: gradient,
    GRADIENT_RADIAL: gradient,
    GRADIENT_ANGULAR: gradient,
    GRADIENT_DIAMOND: gradient,
    PATTERN: object(
      { ...anyPaint, sourceNodeId: string },
      { ...shared, tileType: string, scalingFactor: number(0), spacing: anything, horizontalAlignment: string },
    ),
    IMAGE: object(
      { ...anyPaint, scaleMode: oneOf('FILL', 'FIT', 'CROP', 'TILE'), imageHash: nullable(string) },
      {
        ...shared,
        imageTransform: transform,
        scalingFactor: number(0.0001),
        rotation: oneRotation(),
        filters: object(
          {},
          {
            exposure: filter,
            contrast: filter,
            saturation: filter,
            temperature: filter,
            tint: filter,
            highlights: filter,
            shadows: filter,
          },
        ),
      },
    ),
  }),
)

const shadow = object(
  { type: string, color: rgba, offset: object({ x: number(), y: number() }), radius: number(0), visible: boolean, blendMode },
  { spread: number(), showShadowBehindNode: boolean, boundVariables: anything },
)
const blur = object(
  { type: string, radius: number(0), visible: boolean },
  { blurType: oneOf('NORMAL', 'PROGRESSIVE'), boundVariables: anything },
)

export const effectList: Check = list(
  byField('type', { DROP_SHADOW: shadow, INNER_SHADOW: shadow, LAYER_BLUR: blur, BACKGROUND_BLUR: blur }),
)

export type Paint = Readonly<Record<string, unknown>> & { readonly type: string }

export function normalPaints(paints: readonly Paint[]): Paint[] {
  return paints.map((paint) => ({
    visible: true,
    opacity: 1,
    blendMode: 'NORMAL',
    ...(paint.type === 'IMAGE' ? imageDefaults(paint) : {}),
    ...paint,
  }))
}

/** Lists what the renderer leaves out, so that a picture is never wrong without a report. */
export function notPainted(paints: readonly Paint[]): string[] {
  return paints.flatMap((paint) => [
    ...(paint.type === 'IMAGE' && Object.values(paint['filters'] ?? {}).some((value) => value !== 0) ? ['image filters'] : []),
    ...(paint.type === 'IMAGE' && Number(paint['rotation'] ?? 0) !== 0 ? ['image rotation'] : []),
  ])
}

function imageDefaults(paint: Paint): object {
  return {
    filters: {},
    ...(paint['scaleMode'] === 'CROP'
      ? {
          imageTransform: [
            [1, 0, 0],
            [0, 1, 0],
          ],
        }
      : {}),
    ...(paint['scaleMode'] === 'TILE' ? { scalingFactor: 0.5 } : {}),
    ...(paint['scaleMode'] === 'CROP' ? {} : { rotation: 0 }),
  }
}

function oneRotation(): Check {
  return (value, path) =>
    typeof value === 'number' && value % 90 === 0 ? null : `Expected a multiple of 90, received ${String(value)} at ${path}`
}
