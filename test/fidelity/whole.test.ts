// The shift, scale and turn of the whole picture: found with subpixel precision where certain, and never where nothing moved (DESIGN §11).

import { describe, expect, test } from 'vitest'
import { type Fidelity, measureFidelity } from '../../src/core/fidelity/fidelity.ts'
import { drawn, grained, reframed, wall } from './drawing.ts'

const repainted = grained(wall(undefined, ['#40566b', '#d8c8a0']), 24)

/** How far a corner is off after the picture was laid back by the measured fit. */
function leftOver({ whole }: Fidelity, dx: number, dy: number, scale: number, turn: number): number {
  const [x, y] = [160, 111]
  return Math.hypot(
    dx - whole.dx + (scale - whole.scale) * x - (turn - whole.turn) * y,
    dy - whole.dy + (scale - whole.scale) * y + (turn - whole.turn) * x,
  )
}

describe('a picture that was framed anew', () => {
  test.each([
    [0.5, 0, 1, 0],
    [0, -1, 1, 0],
    [2, 3, 1, 0],
    [-7, 4, 1, 0],
    [12, -9, 1, 0],
    [-20, 0, 1, 0],
    [0, 0, 0.97, 0],
    [0, 0, 1.03, 0],
    [3, -2, 1.01, 0],
    [0, 0, 1, 0.5],
    [0, 0, 1, -1],
    [-2, 1, 0.985, 0.3],
  ])('by %f, %f px, scaled by %f, turned by %f°, is laid back to less than half a pixel', (dx, dy, scale, degrees) => {
    const turn = (degrees * Math.PI) / 180
    expect(leftOver(measureFidelity(wall(), reframed(repainted, dx, dy, scale, turn)), dx, dy, scale, turn)).toBeLessThan(0.5)
  })

  test('lies where it was after it was put back', () => {
    const { movedBy, worst } = measureFidelity(wall(), reframed(repainted, 4, 0, 1, 0))
    expect(movedBy).toBeCloseTo(4, 0)
    expect(worst.score).toBeGreaterThan(measureFidelity(wall(), repainted).worst.score + 5)
  })
})

describe('a picture that was right', () => {
  const still = { dx: 0, dy: 0, scale: 1, turn: 0 }

  test.each([10, 60, 140])('stays where it is under a texture of %i levels', (amount) => {
    expect(measureFidelity(wall(), grained(repainted, amount)).whole).toEqual(still)
  })

  test('stays where it is when a window in it was moved', () => {
    const flawed = wall((box, index) => (index < 3 ? { ...box, x: box.x + 5 } : box), ['#40566b', '#d8c8a0'])
    expect(measureFidelity(wall(), flawed).whole).toEqual(still)
  })

  test('stays where it is when nothing of the source is in it', () => {
    const other = grained(drawn(321, 223, [90, 90, 90], [{ x: 100, y: 60, width: 130, height: 90, color: [200, 120, 40] }]), 40)
    expect(measureFidelity(wall(), other).whole).toEqual(still)
  })
})
