import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Box, union } from '../../src/core/base/geometry.ts'
import { type Sight, isSeen, viewCloseTo, viewThatShows } from '../../src/core/selection/view.ts'
import { runs } from '../support/runs.ts'

/** A screen of 1280 × 800 px with the plugin's window over its right edge. */
function sightAt(x: number, y: number, zoom: number): Sight {
  const bounds = { x: x - 640 / zoom, y: y - 400 / zoom, width: 1280 / zoom, height: 800 / zoom }
  return {
    center: { x, y },
    zoom,
    bounds,
    window: { x: bounds.x + 908 / zoom, y: bounds.y + 12 / zoom, width: 360 / zoom, height: 720 / zoom },
  }
}

const source: Box = { x: 0, y: 0, width: 1440, height: 1024 }
const result: Box = { x: 1500, y: 0, width: 1440, height: 1024 }

function show(sight: Sight, boxes: readonly Box[], whole: Box) {
  return viewThatShows(sight, boxes, whole, boxes.reduce(union))
}

describe('the view', () => {
  it('stays where everything new is seen whole', () => {
    expect(show(sightAt(1600, 500, 0.2), [result], union(source, result))).toBeNull()
  })

  it.each([
    ['under the window', sightAt(600, 500, 0.3)],
    ['half outside', sightAt(3400, 500, 0.4)],
    ['below the screen', sightAt(1500, -3000, 0.4)],
  ])('moves for a picture %s, and shows it beside its source', (_, sight) => {
    const view = show(sight, [result], union(source, result))
    if (view === null) throw new Error('it stayed')
    const then = sightAt(view.center.x, view.center.y, view.zoom)
    expect([isSeen(then, source), isSeen(then, result)]).toEqual([true, true])
  })

  it('shows what is asked for large enough to be looked at', () => {
    const view = viewCloseTo(sightAt(1600, 500, 0.1), result)
    expect((view?.zoom ?? 0) * result.width).toBeGreaterThan(600)
    expect(viewCloseTo(sightAt(1600, 500, 0.2), result)).toBeNull()
  })

  it('always shows what is new whole and beside the window, and never closer than a person was', () => {
    const side = fc.integer({ min: 10, max: 6000 })
    const place = fc.integer({ min: -20_000, max: 20_000 })
    const zoom = fc.double({ min: 0.02, max: 4, noNaN: true })
    fc.assert(
      fc.property(place, place, side, side, place, place, zoom, (x, y, width, height, atX, atY, scale) => {
        const box = { x, y, width, height }
        const before = sightAt(atX, atY, scale)
        const view = show(before, [box], box)
        const after = view === null ? before : sightAt(view.center.x, view.center.y, view.zoom)
        expect(isSeen(after, box)).toBe(true)
        expect(after.zoom).toBeLessThanOrEqual(scale)
      }),
      runs(),
    )
  })
})
