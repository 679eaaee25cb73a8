// Groups the source's lines into kinds: those between the same two colours, in a similar direction. A look changes or hides all lines of a kind
// alike.

import type { Fragment } from './fragments.ts'
import { type Smooth, level } from './picture.ts'

/** Channel levels that count as one tone. */
const tone = 32

/** Distance from the line in px at which its colours are read. */
const beside = 4

function toneAt({ width, height, rgb }: Smooth, x: number, y: number): number {
  const px = Math.min(width - 1, Math.max(0, Math.round(x)))
  const py = Math.min(height - 1, Math.max(0, Math.round(y)))
  const at = 3 * (py * width + px)
  const part = (k: number): number => Math.floor((rgb[at + k] ?? 0) / (level * tone))
  return (part(0) * 8 + part(1)) * 8 + part(2)
}

/** The number of each fragment's kind, from 0. */
export function kindsOf(source: Smooth, fragments: readonly Fragment[]): readonly number[] {
  const numbers = new Map<number, number>()
  return fragments.map(({ x, y, nx, ny }) => {
    const one = toneAt(source, x + beside * nx, y + beside * ny)
    const other = toneAt(source, x - beside * nx, y - beside * ny)
    const direction = Math.abs(nx) > 0.92 ? 0 : Math.abs(ny) > 0.92 ? 1 : 2
    const kind = (Math.min(one, other) * 512 + Math.max(one, other)) * 3 + direction
    const number = numbers.get(kind) ?? numbers.size
    numbers.set(kind, number)
    return number
  })
}
