// Finds a readable colour for a text: its own colour, made lighter or darker by as little as suffices.

import type { Pixels } from '../picture/pixels.ts'
import { type Rgba, type TextStyle, contrastOn, neededFor } from './contrast.ts'

export type Rgb = Pick<Rgba, 'r' | 'g' | 'b'>

const steps = 12

/** Slightly more than the required contrast, because just enough still looks too weak. */
const ample = 1.25

function mixed(from: Rgb, to: number, share: number): Rgb {
  const mix = (value: number): number => value + (to - value) * share
  return { r: mix(from.r), g: mix(from.g), b: mix(from.b) }
}

/**
 * Where no colour suffices, gives black or white if that is better than the present one; a weak scrim then does the rest. Null when neither is
 * better.
 */
export function readableColor(backdrop: Pixels, style: TextStyle): Rgb | null {
  const [first] = style.colors
  if (first === undefined) return null
  const reach = (color: Rgb): number => contrastOn(backdrop, { ...style, colors: [{ ...color, a: first.a }] }) ?? 0
  for (let step = 1; step <= steps; step += 1)
    for (const to of [0, 1]) {
      const color = mixed(first, to, step / steps)
      if (reach(color) >= ample * neededFor(style)) return color
    }
  const [black, white] = [mixed(first, 0, 1), mixed(first, 1, 1)]
  const best = reach(black) >= reach(white) ? black : white
  return reach(best) > (contrastOn(backdrop, style) ?? 0) ? best : null
}
