// Laying back (DESIGN §11): a picture that the model reframed as a whole is moved back onto the lines of its source.

import { type Affine, type Box, type Point, type Size, multiply, scaling, translation } from '../base/geometry.ts'
import { type Whole, movedBy } from './whole.ts'

/** At the corners, in measured px; a smaller move cannot be told from none (fidelity §3), so nothing is moved. */
const leastMove = 0.4
/** As a share of the picture's size; a picture reframed by more than this counts as another picture. */
const largestMove = 0.03

/** Whether the fit is worth laying back. `measured` in px. */
export function isWorthLayingBack(whole: Whole, measured: Size): boolean {
  const moved = movedBy(whole, measured.width, measured.height)
  return moved >= leastMove && moved <= largestMove * Math.max(measured.width, measured.height)
}

/**
 * Maps a point of the source to its place in the returned picture, scaled and turned about `middle`, the centre of the content. All in px of that
 * picture.
 */
export function displacement({ dx, dy, scale, turn }: Whole, middle: Point, pxPerMeasured: number): Affine {
  const length = Math.sqrt(1 + turn * turn)
  const [cos, sin] = [scale / length, (scale * turn) / length]
  return multiply(
    translation(middle.x + dx * pxPerMeasured, middle.y + dy * pxPerMeasured),
    [
      [cos, -sin, 0],
      [sin, cos, 0],
    ],
    translation(-middle.x, -middle.y),
  )
}

/** By how many pixels the picture's edge has to be repeated, so that no margin shows. */
export function marginFor(whole: Whole, measured: Size, pxPerMeasured: number): number {
  return Math.ceil(movedBy(whole, measured.width, measured.height) * pxPerMeasured) + 2
}

/**
 * Maps the unit square of the picture as laid to the unit square of the same picture with its edge repeated all around, moved so that each point
 * shows what belongs there. `content` is the box of the source's picture in the returned picture, `back` is that picture's size, in px.
 */
export function layBackTransform(
  whole: Whole,
  { back, content, measured, margin }: { readonly back: Size; readonly content: Box; readonly measured: Size; readonly margin: number },
): Affine {
  const middle = { x: content.x + content.width / 2, y: content.y + content.height / 2 }
  return multiply(
    scaling(1 / (back.width + 2 * margin), 1 / (back.height + 2 * margin)),
    translation(margin, margin),
    displacement(whole, middle, content.width / measured.width),
    scaling(back.width, back.height),
  )
}
