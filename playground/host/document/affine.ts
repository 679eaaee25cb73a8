// 2 × 3 matrices as Figma writes them: rows of [a, c, tx] that map a node's own plane to its parent's.

import type { Box } from '../types.ts'

export type Row = readonly [number, number, number]
export type Affine = readonly [Row, Row]
export type Point = { x: number; y: number }

export const identity: Affine = [
  [1, 0, 0],
  [0, 1, 0],
]

/** Rounds to 32-bit floats, as Figma stores them. */
export function in32Bits(m: Affine): Affine {
  const row = ([a, b, c]: Row): Row => [Math.fround(a), Math.fround(b), Math.fround(c)]
  return [row(m[0]), row(m[1])]
}

export function multiply(a: Affine, b: Affine): Affine {
  return [
    [a[0][0] * b[0][0] + a[0][1] * b[1][0], a[0][0] * b[0][1] + a[0][1] * b[1][1], a[0][0] * b[0][2] + a[0][1] * b[1][2] + a[0][2]],
    [a[1][0] * b[0][0] + a[1][1] * b[1][0], a[1][0] * b[0][1] + a[1][1] * b[1][1], a[1][0] * b[0][2] + a[1][1] * b[1][2] + a[1][2]],
  ]
}

export function invert(m: Affine): Affine | null {
  const [[a, c, tx], [b, d, ty]] = m
  const determinant = a * d - b * c
  if (!Number.isFinite(determinant) || Math.abs(determinant) < 1e-12) return null
  const [ia, ic, ib, id] = [d / determinant, -c / determinant, -b / determinant, a / determinant]
  return [
    [ia, ic, -(ia * tx + ic * ty)],
    [ib, id, -(ib * tx + id * ty)],
  ]
}

export function apply(m: Affine, p: Point): Point {
  return {
    x: m[0][0] * p.x + m[0][1] * p.y + m[0][2],
    y: m[1][0] * p.x + m[1][1] * p.y + m[1][2],
  }
}

export function at(m: Affine, x: number, y: number): Affine {
  return [
    [m[0][0], m[0][1], x],
    [m[1][0], m[1][1], y],
  ]
}

/** In degrees; Figma counts counterclockwise although y points down. */
export function rotationOf(m: Affine): number {
  return degrees(Math.atan2(-m[1][0], m[0][0]))
}

export function rotated(m: Affine, angle: number): Affine {
  const radians = (angle * Math.PI) / 180
  const [cos, sin] = [round(Math.cos(radians)), round(Math.sin(radians))]
  const mirrored = m[0][0] * m[1][1] - m[0][1] * m[1][0] < 0 ? -1 : 1
  return [
    [cos, sin * mirrored, m[0][2]],
    [-sin, cos * mirrored, m[1][2]],
  ]
}

/** Normalises the axes of a transform to length one, as nodes have no scale of their own. */
export function withUnitAxes(m: Affine): Affine {
  const [first, second] = [Math.hypot(m[0][0], m[1][0]) || 1, Math.hypot(m[0][1], m[1][1]) || 1]
  return [
    [m[0][0] / first, m[0][1] / second, m[0][2]],
    [m[1][0] / first, m[1][1] / second, m[1][2]],
  ]
}

/** The axis-aligned bounding box of a transformed box. */
export function boxThrough(m: Affine, box: Box): Box {
  const corners = [
    apply(m, { x: box.x, y: box.y }),
    apply(m, { x: box.x + box.width, y: box.y }),
    apply(m, { x: box.x, y: box.y + box.height }),
    apply(m, { x: box.x + box.width, y: box.y + box.height }),
  ]
  const x = Math.min(...corners.map((p) => p.x))
  const y = Math.min(...corners.map((p) => p.y))
  return { x, y, width: Math.max(...corners.map((p) => p.x)) - x, height: Math.max(...corners.map((p) => p.y)) - y }
}

export function union(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null
  const x = Math.min(...boxes.map((b) => b.x))
  const y = Math.min(...boxes.map((b) => b.y))
  const right = Math.max(...boxes.map((b) => b.x + b.width))
  const bottom = Math.max(...boxes.map((b) => b.y + b.height))
  return { x, y, width: right - x, height: bottom - y }
}

export function intersection(a: Box, b: Box): Box | null {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)]
  const width = Math.min(a.x + a.width, b.x + b.width) - x
  const height = Math.min(a.y + a.height, b.y + b.height) - y
  return width > 0 && height > 0 ? { x, y, width, height } : null
}

// A quarter turn must give exact zeros, or its bounding box is slightly larger than the node.
function round(value: number): number {
  const whole = Math.round(value)
  return Math.abs(value - whole) < 1e-15 ? whole + 0 : value
}

function degrees(radians: number): number {
  const value = (radians * 180) / Math.PI
  const nearest = Math.round(value * 1e9) / 1e9
  return Object.is(nearest, -0) ? 0 : nearest
}
