// What scenes consist of: outlines in paint order. All are points, so that every defect is a mapping of points.

export type Point = readonly [number, number]

export type Role = 'wall' | 'side' | 'floor' | 'sky' | 'glass' | 'frame' | 'wood' | 'cloth' | 'body' | 'label' | 'metal' | 'ink' | 'leaf'

export type Shape = {
  readonly points: readonly Point[]
  readonly role: Role
  /** How bright it is in the clay render, 0 to 1. */
  readonly shade: number
  /** The object that it belongs to; 0 is the scene itself, which no local defect changes. */
  readonly object: number
  /** If set, a line of this width instead of a filled outline. */
  readonly stroke?: number
}

export type Scene = readonly Shape[]

export type Bounds = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

export const size = { width: 800, height: 600 }

export function box(x: number, y: number, width: number, height: number): Point[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ]
}

export function ellipse(x: number, y: number, rx: number, ry: number, parts = 40): Point[] {
  return Array.from({ length: parts }, (_, i) => {
    const angle = (2 * Math.PI * i) / parts
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)] as const
  })
}

export function boundsOf(shapes: Scene): Bounds {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { points } of shapes)
    for (const [x, y] of points) {
      left = Math.min(left, x)
      top = Math.min(top, y)
      right = Math.max(right, x)
      bottom = Math.max(bottom, y)
    }
  return { left, top, right, bottom }
}

/** Outlines with a point at least every few pixels, so that a mapping of points can bend them. */
export function fine({ points, ...rest }: Shape, step = 6): Shape {
  const more: Point[] = []
  const isOpen = rest.stroke !== undefined && rest.stroke > 0
  points.forEach(([x, y], i) => {
    const next = points[i + 1] ?? (isOpen ? undefined : points[0])
    if (next === undefined) {
      more.push([x, y])
      return
    }
    const parts = Math.max(1, Math.ceil(Math.hypot(next[0] - x, next[1] - y) / step))
    for (let part = 0; part < parts; part++) more.push([x + ((next[0] - x) * part) / parts, y + ((next[1] - y) * part) / parts])
  })
  return { ...rest, points: more }
}

export function mapped(shape: Shape, to: (x: number, y: number) => Point): Shape {
  return { ...shape, points: shape.points.map(([x, y]) => to(x, y)) }
}
