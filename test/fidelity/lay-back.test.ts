import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Affine, type Point, inverse, multiply, scaling } from '../../src/core/base/geometry.ts'
import { displacement, isWorthLayingBack, layBackTransform, marginFor } from '../../src/core/fidelity/lay-back.ts'
import { identity } from '../../src/core/fidelity/whole.ts'

const measured = { width: 800, height: 600 }

function at([[a, b, tx], [c, d, ty]]: Affine, { x, y }: Point): Point {
  return { x: a * x + b * y + tx, y: c * x + d * y + ty }
}

const whole = fc.record({
  dx: fc.double({ min: -10, max: 10, noNaN: true }),
  dy: fc.double({ min: -10, max: 10, noNaN: true }),
  scale: fc.double({ min: 0.985, max: 1.015, noNaN: true }),
  turn: fc.double({ min: -0.012, max: 0.012, noNaN: true }),
})

describe('a picture that is laid back', () => {
  it('shows at each point of the source what the model painted for it', () => {
    const back = { width: 1232, height: 880 }
    const content = { x: 8, y: 4, width: 1216, height: 864 }
    const unit = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(whole, unit, unit, (moved, u, v) => {
        const margin = marginFor(moved, measured, content.width / measured.width)
        const transform = layBackTransform(moved, { back, content, measured, margin })
        // A point of the source, in the picture that was sent and in the one that was returned.
        const point = { x: content.x + u * content.width, y: content.y + v * content.height }
        const middle = { x: content.x + content.width / 2, y: content.y + content.height / 2 }
        const painted = at(displacement(moved, middle, content.width / measured.width), point)
        const shown = at(transform, { x: point.x / back.width, y: point.y / back.height })
        expect(shown.x * (back.width + 2 * margin) - margin).toBeCloseTo(painted.x, 6)
        expect(shown.y * (back.height + 2 * margin) - margin).toBeCloseTo(painted.y, 6)
      }),
    )
  })

  it('has an edge that reaches as far as any corner was moved', () => {
    const back = { width: 800, height: 600 }
    const content = { x: 0, y: 0, ...back }
    fc.assert(
      fc.property(whole, (moved) => {
        const margin = marginFor(moved, measured, 1)
        const transform = layBackTransform(moved, { back, content, measured, margin })
        for (const corner of [0, 1, 2, 3]) {
          const { x, y } = at(transform, { x: corner & 1, y: corner >> 1 })
          expect(Math.min(x, y, 1 - x, 1 - y)).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })

  it('can be undone to what it was', () => {
    const by = layBackTransform(
      { dx: 4, dy: -2, scale: 1.01, turn: 0.004 },
      { back: measured, content: { x: 0, y: 0, ...measured }, measured, margin: 12 },
    )
    const both = multiply(inverse(by), by)
    for (const [row, values] of both.entries())
      for (const [column, value] of values.entries()) expect(value).toBeCloseTo(scaling(1, 1)[row]?.[column] ?? Number.NaN, 9)
  })

  it('is only one that was moved, and not by more than three parts in a hundred', () => {
    expect(isWorthLayingBack(identity, measured)).toBe(false)
    expect(isWorthLayingBack({ ...identity, dx: 0.2 }, measured)).toBe(false)
    expect(isWorthLayingBack({ ...identity, dx: -4 }, measured)).toBe(true)
    expect(isWorthLayingBack({ ...identity, dx: 30 }, measured)).toBe(false)
  })
})
