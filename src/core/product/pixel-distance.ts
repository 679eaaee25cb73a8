// A distance transform on a map, in pixels.

import type { Size } from '../base/geometry.ts'
import { type PixelField, fieldOf } from './pixel-field.ts'

/** The four of the eight neighbours that precede a pixel in row order. */
const neighboursBefore = [
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
] as const

/** Distances to a neighbour, straight and diagonal (Borgefors 1986), where 3 make a pixel. */
const along = 3
const across = 4

/** The distance from each pixel to the nearest one that is meant; about `reach` where none is nearer. Takes one pass down and one back up. */
export function distanceTo(size: Size, isMeant: (index: number) => boolean, reach: number): PixelField {
  const { width, height } = size
  const far = along * (reach + 2)
  const steps = fieldOf(size, (_x, _y, index) => (isMeant(index) ? 0 : far)).data
  const step = (index: number, x: number, dx: number, dy: number): void => {
    if (x + dx < 0 || x + dx >= width) return
    const other = steps[index + dy * width + dx]
    if (other !== undefined) steps[index] = Math.min(steps[index] ?? far, other + (dx !== 0 && dy !== 0 ? across : along))
  }
  for (let y = 0, index = 0; y < height; y++)
    for (let x = 0; x < width; x++, index++) for (const [dx, dy] of neighboursBefore) step(index, x, dx, dy)
  for (let y = height - 1, index = width * height - 1; y >= 0; y--)
    for (let x = width - 1; x >= 0; x--, index--) for (const [dx, dy] of neighboursBefore) step(index, x, -dx, -dy)
  return { width, height, data: steps.map((value) => value / along) }
}
