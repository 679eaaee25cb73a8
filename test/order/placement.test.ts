import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { overlaps } from '../../src/core/base/box.ts'
import { type Box, bottom, right } from '../../src/core/base/geometry.ts'
import { type LevelBoxes, findSpot, firstFree, gap, grownTo } from '../../src/core/order/placement.ts'
import { runs } from '../support/runs.ts'

const box = fc.record({
  x: fc.integer({ min: -2000, max: 8000 }),
  y: fc.integer({ min: -2000, max: 2000 }),
  width: fc.integer({ min: 1, max: 3000 }),
  height: fc.integer({ min: 1, max: 3000 }),
})

const source: Box = { x: 100, y: 50, width: 400, height: 300 }

/** On a page that contains only what is given. */
function onPage(anchor: Box, taken: readonly Box[], top = anchor.y, size: Box = anchor): Box {
  const { at } = findSpot([{ box: null, taken }], anchor, top, size)
  return { ...size, ...at }
}

describe('the place of a result on a page', () => {
  it('is a gap to the right of the source, at its height', () => {
    expect(onPage(source, [source])).toMatchObject({ x: 500 + gap, y: 50 })
  })

  it('overlaps nothing, at the asked height, right of the source', () => {
    fc.assert(
      fc.property(box, box, fc.array(box, { maxLength: 12 }), (anchor, size, taken) => {
        const result = onPage(anchor, taken, anchor.y, size)
        expect(result.y).toBe(anchor.y)
        expect(result.x).toBeGreaterThanOrEqual(right(anchor) + gap)
        for (const other of taken) expect(overlaps(result, other)).toBe(false)
      }),
      runs(300),
    )
  })

  it('goes past what is in the way, not past what is above or below', () => {
    const inTheWay = { x: 600, y: 0, width: 100, height: 100 }
    const under = { x: 560, y: 400, width: 5000, height: 100 }
    expect(onPage(source, [under, inTheWay])).toMatchObject({ x: 700 + gap, y: 50 })
  })

  it('lines up variants with equal gaps', () => {
    const taken: Box[] = [source]
    for (let i = 0; i < 4; i++) taken.push(onPage(source, taken))
    expect(taken.map(({ x }) => x)).toEqual([100, 560, 1020, 1480, 1940])
  })

  it('does not change the list it is given', () => {
    const taken = [3, 1, 2].map((n) => ({ x: n * 1000, y: 0, width: 10, height: 10 }))
    firstFree({ x: 0, y: 0 }, source, taken)
    expect(taken.map(({ x }) => x)).toEqual([3000, 1000, 2000])
  })
})

describe('the place of a result in a section', () => {
  const section: Box = { x: 0, y: 0, width: 600, height: 500 }
  const levelsWith = (...outside: readonly Box[]): readonly LevelBoxes[] => [
    { box: section, taken: [source] },
    { box: null, taken: outside },
  ]

  it('is beside the source where the section can grow, with a margin', () => {
    expect(findSpot(levelsWith(), source, 50, source)).toEqual({ depth: 0, at: { x: 560, y: 50 }, margin: gap })
  })

  it('needs no margin where that would cover something', () => {
    const close = { x: 970, y: 0, width: 100, height: 100 }
    expect(findSpot(levelsWith(close), source, 50, source)).toEqual({ depth: 0, at: { x: 560, y: 50 }, margin: 0 })
  })

  it('is below the source where the section would grow over its neighbour', () => {
    const neighbour = { x: 700, y: 0, width: 100, height: 100 }
    expect(findSpot(levelsWith(neighbour), source, 50, source)).toEqual({ depth: 0, at: { x: 100, y: 410 }, margin: gap })
  })

  it('is beside the section where it can grow neither way', () => {
    const right_ = { x: 700, y: 0, width: 100, height: 100 }
    const under = { x: 0, y: 520, width: 600, height: 100 }
    expect(findSpot(levelsWith(right_, under), source, 50, source)).toEqual({ depth: 1, at: { x: 860, y: 50 }, margin: gap })
  })

  it('is not under what lies on the section from outside', () => {
    const onTop = { x: 580, y: 0, width: 100, height: 450 }
    expect(findSpot(levelsWith(onTop), source, 50, source).at).toEqual({ x: 100, y: 410 })
  })

  it('begins in the section where the source reaches out of it', () => {
    const high = { ...source, y: -40 }
    expect(
      findSpot(
        [
          { box: section, taken: [high] },
          { box: null, taken: [] },
        ],
        high,
        high.y,
        high,
      ).at,
    ).toEqual({ x: 560, y: gap })
  })
})

/** Boxes of realistic sizes and positions, so that several fit side by side. */
const leaf = fc.record({
  x: fc.integer({ min: -30, max: 900 }),
  y: fc.integer({ min: -30, max: 700 }),
  width: fc.integer({ min: 20, max: 400 }),
  height: fc.integer({ min: 20, max: 300 }),
})

/** Layers and one section that contains the next level, three levels deep. Layers may extend beyond sections and overlap them. */
const levelsOf = fc
  .tuple(
    fc.array(leaf, { maxLength: 6 }),
    fc.array(leaf, { maxLength: 4 }),
    fc.array(leaf, { maxLength: 4 }),
    fc.array(leaf, { maxLength: 4 }),
  )
  .map(([first, ...outer]): readonly LevelBoxes[] => {
    const sides = [700, 1000, 1400]
    const inner = sides.map((width, depth): LevelBoxes => ({
      box: { x: -40 * depth, y: -40 * depth, width, height: width * 0.8 },
      taken: depth === 0 ? first : (outer[depth - 1] ?? []).map((one) => ({ ...one, x: one.x + 200 * depth })),
    }))
    return [...inner, { box: null, taken: (outer[2] ?? []).map((one) => ({ ...one, x: one.x + 800 })) }]
  })

function areaShared(a: Box, b: Box): number {
  const width = Math.min(right(a), right(b)) - Math.max(a.x, b.x)
  const height = Math.min(bottom(a), bottom(b)) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? width * height : 0
}

describe('the place of a result in sections three deep', () => {
  it('covers nothing at any level, nor does a section that grows for it, and the result lies in its section', () => {
    const depths = new Set<number>()
    fc.assert(
      fc.property(levelsOf, leaf, (levels, anchor) => {
        const all = levels.map((level, depth) => (depth === 0 ? { ...level, taken: [...level.taken, anchor] } : level))
        const { depth, at, margin } = findSpot(all, anchor, anchor.y, anchor)
        depths.add(depth)
        const result = { ...anchor, ...at }
        let held = result
        for (const [index, { box: own, taken }] of all.entries()) {
          for (const other of taken) expect(overlaps(result, other)).toBe(false)
          if (own === null) continue
          if (index < depth) {
            expect(overlaps(result, own)).toBe(false)
            continue
          }
          const grown = grownTo(own, held, margin)
          if (grown.width > own.width || grown.height > own.height) held = grown
          for (const { taken: outside } of all.slice(index + 1))
            for (const other of outside) expect(areaShared(grown, other)).toBe(areaShared(own, other))
          if (index === depth) expect(areaShared(grown, result)).toBe(result.width * result.height)
        }
      }),
      runs(500),
    )
    // Every alternative was used at least once.
    expect(depths).toEqual(new Set([0, 1, 2, 3]))
  })
})
