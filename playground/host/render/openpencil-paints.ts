// Converts a paint to OpenPencil's form.

import type { Fill } from '@open-pencil/scene-graph'
import { identity, type Affine } from '../document/affine.ts'
import type { Paint } from '../figma/paints.ts'

export function fillOf(paint: Paint): Fill {
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

type Fields = NonNullable<Fill['imageTransform']>

function toFields([[m00, m01, m02], [m10, m11, m12]]: Affine): Fields {
  return { m00, m01, m02, m10, m11, m12 }
}

export function affineOf(fields: Fields | undefined): Affine {
  return fields
    ? [
        [fields.m00, fields.m01, fields.m02],
        [fields.m10, fields.m11, fields.m12],
      ]
    : identity
}
