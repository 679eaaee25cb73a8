// Plain shapes of the plane, and the affine arithmetic that registration needs.

export type Size = { readonly width: number; readonly height: number }
export type Point = { readonly x: number; readonly y: number }
export type Box = Point & Size

/** Two rows, in Figma's notation: x' = a·x + b·y + tx, y' = c·x + d·y + ty. */
export type Affine = readonly [readonly [number, number, number], readonly [number, number, number]]

export const identity: Affine = [
  [1, 0, 0],
  [0, 1, 0],
]

export function scaling(x: number, y: number): Affine {
  return [
    [x, 0, 0],
    [0, y, 0],
  ]
}

export function translation(x: number, y: number): Affine {
  return [
    [1, 0, x],
    [0, 1, y],
  ]
}

/** The transform that applies `first`, then `after`. */
export function compose(after: Affine, first: Affine): Affine {
  const [[a, b, tx], [c, d, ty]] = after
  const [[e, f, ux], [g, h, uy]] = first
  return [
    [a * e + b * g, a * f + b * h, a * ux + b * uy + tx],
    [c * e + d * g, c * f + d * h, c * ux + d * uy + ty],
  ]
}

/** The product of the matrices; the last one is applied first. */
export function multiply(...steps: readonly Affine[]): Affine {
  return steps.reduce(compose, identity)
}

/** The inverse transform. For a singular matrix, only its translation is inverted. */
export function inverse([[a, b, tx], [c, d, ty]]: Affine): Affine {
  const area = a * d - b * c
  if (area === 0) return translation(-tx, -ty)
  return [
    [d / area, -b / area, (b * ty - d * tx) / area],
    [-c / area, a / area, (c * tx - a * ty) / area],
  ]
}

export function right(box: Box): number {
  return box.x + box.width
}

export function bottom(box: Box): number {
  return box.y + box.height
}

/** The smallest axis-aligned box around a rectangle of this size after a transform. */
export function boundsOf(size: Size, transform: Affine): Box {
  const [[a, b, tx], [c, d, ty]] = transform
  const xs = [0, a * size.width, b * size.height, a * size.width + b * size.height]
  const ys = [0, c * size.width, d * size.height, c * size.width + d * size.height]
  const left = Math.min(...xs)
  const top = Math.min(...ys)
  return { x: left + tx, y: top + ty, width: Math.max(...xs) - left, height: Math.max(...ys) - top }
}

/** The smallest box around both. */
export function union(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  return { x, y, width: Math.max(right(a), right(b)) - x, height: Math.max(bottom(a), bottom(b)) - y }
}

/**
 * Whether two lengths are equal. Figma stores numbers in 32 bits, so the last digits of coordinates far from the origin are lost.
 * @param farthest the largest coordinate that the lengths were computed from, in canvas px
 */
export function isSameLength(a: number, b: number, farthest = 0): boolean {
  return Math.abs(a - b) < 0.01 + Math.abs(farthest) / 2 ** 20
}
