import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Affine, boundsOf, multiply, compose, identity, scaling, translation } from '../../src/core/base/geometry.ts'
import { runs } from '../support/runs.ts'

const number = fc.integer({ min: -50, max: 50 })
/** Treats minus zero as zero. */
function plain(some: Affine): readonly number[] {
  return some.flat().map((value) => value + 0)
}

const affine: fc.Arbitrary<Affine> = fc.tuple(fc.tuple(number, number, number), fc.tuple(number, number, number))

function apply([[a, b, tx], [c, d, ty]]: Affine, x: number, y: number): readonly [number, number] {
  return [a * x + b * y + tx, c * x + d * y + ty]
}

describe('transforms', () => {
  it('compose as functions do', () => {
    fc.assert(
      fc.property(affine, affine, number, number, (after, first, x, y) => {
        expect(apply(compose(after, first), x, y)).toEqual(apply(after, ...apply(first, x, y)))
      }),
      runs(),
    )
  })

  it('are unchanged by the identity', () => {
    fc.assert(
      fc.property(affine, (some) => {
        expect([plain(compose(some, identity)), plain(compose(identity, some))]).toEqual([plain(some), plain(some)])
      }),
      runs(),
    )
  })

  it('are chained from the last to the first', () => {
    expect(apply(multiply(scaling(2, 3), translation(10, 20)), 1, 1)).toEqual([22, 63])
    expect(multiply()).toEqual(identity)
  })
})

describe('the bounds of a turned rectangle', () => {
  it('hold all its corners and touch each side', () => {
    const side = fc.integer({ min: 1, max: 500 })
    fc.assert(
      fc.property(side, side, affine, (width, height, transform) => {
        const box = boundsOf({ width, height }, transform)
        const corners = [apply(transform, 0, 0), apply(transform, width, 0), apply(transform, 0, height), apply(transform, width, height)]
        expect([box.x, box.y]).toEqual([Math.min(...corners.map(([x]) => x)), Math.min(...corners.map(([, y]) => y))])
        expect([box.x + box.width, box.y + box.height]).toEqual([
          Math.max(...corners.map(([x]) => x)),
          Math.max(...corners.map(([, y]) => y)),
        ])
      }),
      runs(),
    )
  })
})
