import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedPixels } from '../../src/core/product/pixel-proof.ts'
import { painted } from '../support/texts-on-pictures.ts'
import { runs } from '../support/runs.ts'

const byte = fc.integer({ min: 0, max: 255 })

describe('changed pixels of a product', () => {
  it('are those that differ in any byte, where the product and what is beside it are wholly opaque', () => {
    const change = fc.record({
      x: fc.nat({ max: 7 }),
      y: fc.nat({ max: 4 }),
      channel: fc.nat({ max: 3 }),
      by: fc.integer({ min: 1, max: 255 }),
    })
    const alphas = fc.array(fc.constantFrom(0, 254, ...Array.from({ length: 12 }, () => 255)), { minLength: 40, maxLength: 40 })
    fc.assert(
      fc.property(
        fc.array(byte, { minLength: 160, maxLength: 160 }),
        alphas,
        fc.array(change, { maxLength: 30 }),
        (bytes, alpha, changes) => {
          const before = painted(8, 5, (x, y) => bytes.slice(4 * (y * 8 + x), 4 * (y * 8 + x) + 4))
          const rgba = Uint8Array.from(before.rgba)
          for (const { x, y, channel, by } of changes) rgba[4 * (y * 8 + x) + channel] = (before.rgba[4 * (y * 8 + x) + channel] ?? 0) + by
          const solid = alpha.map((_, at) => {
            const [x, y] = [at % 8, Math.floor(at / 8)]
            const cross = [
              [x, y],
              [x - 1, y],
              [x + 1, y],
              [x, y - 1],
              [x, y + 1],
            ] as const
            return cross.every(([u, v]) => u < 0 || u > 7 || v < 0 || v > 4 || alpha[v * 8 + u] === 255)
          })
          const changedAt = new Set(changes.map(({ x, y }) => y * 8 + x).filter((at) => solid[at]))
          expect(
            changedPixels(
              before,
              { ...before, rgba },
              painted(8, 5, (x, y) => [9, 9, 9, alpha[y * 8 + x] ?? 0]),
            ),
          ).toEqual({
            changed: changedAt.size,
            of: solid.filter(Boolean).length,
          })
        },
      ),
      runs(),
    )
  })

  it('are not told of pictures that differ in size', () => {
    const [small, large] = [painted(2, 2, () => [0, 0, 0]), painted(3, 2, () => [0, 0, 0])]
    expect(() => changedPixels(small, large, small)).toThrow('differ in size')
    expect(() => changedPixels(small, small, large)).toThrow('differ in size')
  })
})
