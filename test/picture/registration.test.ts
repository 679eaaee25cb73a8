import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Affine, Point, Size } from '../../src/core/base/geometry.ts'
import { models } from '../../src/core/model/models.ts'
import { modelOf } from '../support/models.ts'
import {
  type Plan,
  type Pose,
  type Rules,
  hasOtherShape,
  imageTransformFor,
  planFor,
  planForExport,
  smaller,
} from '../../src/core/picture/registration.ts'
import { runs } from '../support/runs.ts'

const depth: Rules = { grid: 16, minSide: 256, maxPixels: 1_048_576, maxSide: 1440 }

const anyRules: fc.Arbitrary<Rules> = fc.oneof(
  fc.constantFrom(...models.map(({ rules }) => rules)),
  fc.constantFrom<Rules>(
    { grid: 32, minSide: 256, maxPixels: 1_048_576, maxSide: 1440 },
    { grid: 8, minSide: 64, maxPixels: 2_097_152, maxSide: 2048 },
    { grid: 64, minSide: 512, maxPixels: 1_048_576, maxSide: 1536 },
  ),
)

/** From 8 to 20,000 px, integer or not, up to an aspect ratio of 16 : 1, landscape or portrait. */
const anySize: fc.Arbitrary<Size> = fc
  .record({
    long: fc.oneof(fc.integer({ min: 8, max: 20_000 }), fc.double({ min: 8, max: 20_000, noNaN: true })),
    ratio: fc.oneof(fc.constantFrom(1, 4 / 3, 45 / 32, 16 / 9, 16), fc.double({ min: 1, max: 16, noNaN: true })),
    isWhole: fc.boolean(),
    isLying: fc.boolean(),
  })
  .map(({ long, ratio, isWhole, isLying }) => {
    const short = isWhole ? Math.ceil(long / ratio) : long / ratio
    return isLying ? { width: long, height: short } : { width: short, height: long }
  })

function longOf({ width, height }: Size): number {
  return Math.max(width, height)
}

function shortOf({ width, height }: Size): number {
  return Math.min(width, height)
}

/** Whether some uniform scale reaches the model's minimum side without exceeding its maximum number of pixels. */
function isPossible(source: Size, { minSide, maxPixels }: Rules): boolean {
  const scale = minSide / shortOf(source)
  return source.width * scale * (source.height * scale) <= maxPixels
}

function planned(source: Size, rules: Rules): Plan {
  const plan = planFor(source, rules)
  if (plan === null) throw new Error('refused')
  return plan
}

function forPlans(check: (plan: Plan, source: Size, rules: Rules) => void): void {
  fc.assert(
    fc.property(anySize, anyRules, (source, rules) => {
      const plan = planFor(source, rules)
      if (plan !== null) check(plan, source, rules)
    }),
    runs(400),
  )
}

function apply([[a, b, tx], [c, d, ty]]: Affine, { x, y }: Point): Point {
  return { x: a * x + b * y + tx, y: c * x + d * y + ty }
}

function expectNear(a: Point, b: Point, within = 1e-9): void {
  expect(Math.abs(a.x - b.x)).toBeLessThan(within)
  expect(Math.abs(a.y - b.y)).toBeLessThan(within)
}

function upright(size: Size, x = 0, y = 0): Pose {
  return {
    size,
    transform: [
      [1, 0, x],
      [0, 1, y],
    ],
  }
}

describe('the plan for a source', () => {
  it('scales the source uniformly, to within half a pixel of height', () => {
    forPlans(({ content }, source) => {
      expect(Math.abs(content.height - (source.height * content.width) / source.width)).toBeLessThanOrEqual(0.5 + 1e-9)
    })
  })

  it('sends whole pixels on the model’s grid, no side under its least', () => {
    forPlans(({ sent }, _, { grid, minSide }) => {
      expect([sent.width % grid, sent.height % grid]).toEqual([0, 0])
      expect(shortOf(sent)).toBeGreaterThanOrEqual(minSide)
    })
  })

  it('lays the content inside what is sent, in whole pixels and in its middle', () => {
    forPlans(({ sent, content: { x, y, width, height } }) => {
      expect([x, y, width, height].every(Number.isInteger)).toBe(true)
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
      expect(Math.min(width, height)).toBeGreaterThan(0)
      for (const margin of [sent.width - width - 2 * x, sent.height - height - 2 * y]) expect([0, 1]).toContain(margin)
    })
  })

  it('exports no side that the model would throw away', () => {
    forPlans(({ content }, _, { maxSide }) => expect(longOf(content)).toBeLessThanOrEqual(maxSide))
  })

  it('fills what the model paints, and hardly more', () => {
    forPlans(({ content }, source, { maxPixels, maxSide, sizes }) => {
      if (sizes !== undefined) return
      const ideal = Math.min(Math.sqrt(maxPixels / (source.width * source.height)), maxSide / longOf(source))
      const scale = longOf(content) / longOf(source)
      expect(scale / ideal).toBeGreaterThan(0.94)
      expect(scale / ideal).toBeLessThan(1.02)
    })
  })

  it('is one of the sizes of a model that paints only some, the one it fills best', () => {
    forPlans(({ sent, content }, source, { sizes }) => {
      if (sizes === undefined) return
      expect(sizes).toContainEqual([sent.width, sent.height])
      const best = Math.max(...sizes.map(([width, height]) => Math.min(width / source.width, height / source.height)))
      const scale = longOf(content) / longOf(source)
      expect(scale / best).toBeGreaterThan(0.94)
      expect(scale / best).toBeLessThanOrEqual(1 + 1 / longOf(content))
    })
  })

  it('refuses exactly the shapes that cannot give the least side within the most pixels', () => {
    const longer = fc
      .record({
        short: fc.double({ min: 1, max: 2000, noNaN: true }),
        ratio: fc.double({ min: 1, max: 40, noNaN: true }),
        isLying: fc.boolean(),
      })
      .filter(({ ratio }) => Math.abs(ratio - 16) > 1e-6)
      .map(({ short, ratio, isLying }) => (isLying ? { width: short * ratio, height: short } : { width: short, height: short * ratio }))
    fc.assert(
      fc.property(longer, anyRules, (source, rules) => {
        const { minSide, maxPixels } = rules
        fc.pre(Math.abs((minSide * minSide * longOf(source)) / shortOf(source) / maxPixels - 1) > 1e-9)
        expect(planFor(source, rules) !== null).toBe(isPossible(source, rules))
      }),
      runs(300),
    )
  })

  it.each([
    ['sixteen times as long as wide', { width: 4096, height: 256 }, true],
    ['a pixel longer', { width: 4097, height: 256 }, false],
    ['without a height', { width: 100, height: 0 }, false],
    ['without a size', { width: 0, height: 0 }, false],
    ['no number', { width: Number.NaN, height: 100 }, false],
  ])('of a shape that is %s', (_, source, isPlanned) => {
    expect(planFor(source, depth) !== null).toBe(isPlanned)
  })

  it.each([
    ['1440 × 1024', { width: 1440, height: 1024 }, { width: 1216, height: 864 }],
    ['1280 × 800', { width: 1280, height: 800 }, { width: 1280, height: 800 }],
    ['a square', { width: 64, height: 64 }, { width: 1024, height: 1024 }],
  ])('sends %s as the design says', (_, source, sent) => {
    expect(planned(source, depth).sent).toEqual(sent)
  })

  it('sends frames of a screen to Kontext in sizes that it paints', () => {
    const { rules } = modelOf('flux-kontext-pro')
    const sizeOf = (width: number, height: number): Size => planned({ width, height }, rules).sent
    expect(sizeOf(1920, 1080)).toEqual({ width: 1392, height: 752 })
    expect(sizeOf(390, 844)).toEqual({ width: 688, height: 1504 })
    expect(sizeOf(500, 500)).toEqual({ width: 1024, height: 1024 })
    expect(sizeOf(4000, 300)).toEqual({ width: 1568, height: 672 })
  })
})

describe('rules for a smaller picture', () => {
  it('keep the shape, where the model paints only some; and ask for half the pixels otherwise', () => {
    for (const { rules } of models)
      fc.assert(
        fc.property(anySize, (source) => {
          const [usual, small] = [planFor(source, rules), planFor(source, smaller(rules))]
          if (usual === null || small === null) return
          if (rules.sizes === undefined) expect(small.content.width * small.content.height).toBeLessThan(0.51 * rules.maxPixels)
          else expect(rules.sizes).toContainEqual([2 * small.sent.width, 2 * small.sent.height])
        }),
        runs(),
      )
  })
})

describe('the plan for an export', () => {
  const plan = planned({ width: 1440, height: 1024 }, depth)

  it('is the same where the export has the promised size', () => {
    forPlans((exact, _, rules) => expect(planForExport(exact, exact.content, rules)).toEqual(exact))
  })

  it('follows the bytes where they differ by a rounded pixel', () => {
    const exported = { width: plan.content.width, height: plan.content.height - 1 }
    expect(planForExport(plan, exported, depth)).toEqual({ sent: plan.sent, content: { x: 0, y: 0, ...exported } })
  })

  it('sends a smaller export as it is', () => {
    expect(planForExport(plan, { width: 720, height: 512 }, depth)).toEqual({
      sent: { width: 720, height: 512 },
      content: { x: 0, y: 0, width: 720, height: 512 },
    })
  })

  it('draws a much larger export at the planned size', () => {
    expect(planForExport(plan, { width: 2430, height: 1728 }, depth)).toBe(plan)
  })
})

describe('the picture on the result', () => {
  const corners = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
    { x: 0, y: 1 },
  ]

  it('shows exactly the content of an upright source', () => {
    forPlans((plan, source) => {
      const transform = imageTransformFor(upright(source, -37.5, 1200), plan, plan.sent)
      const { sent, content } = plan
      for (const corner of corners)
        expectNear(apply(transform, corner), {
          x: (content.x + corner.x * content.width) / sent.width,
          y: (content.y + corner.y * content.height) / sent.height,
        })
    })
  })

  it('lies under any rotation and flip where the upright picture shows it', () => {
    const pose = fc.record({
      width: fc.double({ min: 8, max: 4000, noNaN: true }),
      height: fc.double({ min: 8, max: 4000, noNaN: true }),
      degrees: fc.oneof(fc.constantFrom(0, 90, 180, -90, 45), fc.double({ min: -180, max: 180, noNaN: true })),
      mirror: fc.constantFrom(1, -1),
      x: fc.integer({ min: -5000, max: 5000 }),
      y: fc.integer({ min: -5000, max: 5000 }),
      at: fc.record({ x: fc.double({ min: 0, max: 1, noNaN: true }), y: fc.double({ min: 0, max: 1, noNaN: true }) }),
    })
    fc.assert(
      fc.property(pose, ({ width, height, degrees, mirror, x, y, at }) => {
        const turn = (degrees * Math.PI) / 180
        // A point of the node, by plain trigonometry: mirrored, rotated (clockwise, because the screen's y axis points down), moved.
        const onPage = (u: number, v: number): Point => {
          const length = Math.hypot(u * mirror, v)
          const angle = Math.atan2(v, u * mirror) + turn
          return { x: x + length * Math.cos(angle), y: y + length * Math.sin(angle) }
        }
        const seen = [onPage(0, 0), onPage(width, 0), onPage(width, height), onPage(0, height)]
        const left = Math.min(...seen.map((point) => point.x))
        const top = Math.min(...seen.map((point) => point.y))
        const box = { width: Math.max(...seen.map((point) => point.x)) - left, height: Math.max(...seen.map((point) => point.y)) - top }
        const plan = planFor(box, depth)
        fc.pre(plan !== null)
        if (plan === null) return
        const transform: Affine = [
          [mirror * Math.cos(turn), -Math.sin(turn), x],
          [mirror * Math.sin(turn), Math.cos(turn), y],
        ]
        const point = onPage(at.x * width, at.y * height)
        const shown = {
          x: (plan.content.x + ((point.x - left) / box.width) * plan.content.width) / plan.sent.width,
          y: (plan.content.y + ((point.y - top) / box.height) * plan.content.height) / plan.sent.height,
        }
        expectNear(apply(imageTransformFor({ size: { width, height }, transform }, plan, plan.sent), at), shown, 1e-7)
      }),
      runs(300),
    )
  })

  it('does not mind a uniform scale of what was sent, rounded to pixels', () => {
    fc.assert(
      fc.property(anySize, fc.double({ min: 0.5, max: 4, noNaN: true }), (source, scale) => {
        const plan = planned(source, depth)
        const back = { width: Math.round(plan.sent.width * scale), height: Math.round(plan.sent.height * scale) }
        fc.pre(!hasOtherShape(back, plan.sent))
        expect(imageTransformFor(upright(source), plan, back)).toEqual(imageTransformFor(upright(source), plan, plan.sent))
      }),
      runs(),
    )
  })

  it.each([
    [{ width: 1216, height: 864 }, false],
    [{ width: 2432, height: 1728 }, false],
    [{ width: 1212, height: 864 }, false],
    [{ width: 1200, height: 864 }, true],
    [{ width: 864, height: 1216 }, true],
    [{ width: 1024, height: 1024 }, true],
  ])('%o is another shape than 1216 × 864: %s', (back, isOther) => {
    expect(hasOtherShape(back, { width: 1216, height: 864 })).toBe(isOther)
  })

  it('covers with a picture of another shape, and centres it', () => {
    const side = fc.integer({ min: 256, max: 4096 })
    fc.assert(
      fc.property(side, side, anySize, (width, height, source) => {
        const plan = planned(source, depth)
        const back = { width, height }
        fc.pre(hasOtherShape(back, plan.sent))
        // The sent picture including its margin, as the corners of a node that shows nothing else.
        const whole = { sent: plan.sent, content: { x: 0, y: 0, ...plan.sent } }
        const transform = imageTransformFor(upright(plan.sent), whole, back)
        const [from, to] = [apply(transform, { x: 0, y: 0 }), apply(transform, { x: 1, y: 1 })]
        const [shownX, shownY] = [to.x - from.x, to.y - from.y]
        expect(Math.min(from.x, from.y)).toBeGreaterThan(-1e-9)
        expect(Math.max(shownX, shownY)).toBeCloseTo(1, 9)
        expectNear({ x: from.x + to.x, y: from.y + to.y }, { x: 1, y: 1 })
        expect((shownX * width) / plan.sent.width).toBeCloseTo((shownY * height) / plan.sent.height, 9)
      }),
      runs(),
    )
  })
})
