// Pan, zoom and fit of the canvas.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitted, isInView, overlapOf, panned, toPage, toScreen, unionOf, zoomed, type View } from '../../playground/page/view.ts'
import { runs } from '../support/runs.ts'

const views = fc.record({
  x: fc.double({ min: -1e4, max: 1e4, noNaN: true }),
  y: fc.double({ min: -1e4, max: 1e4, noNaN: true }),
  zoom: fc.double({ min: 0.05, max: 16, noNaN: true }),
})
const points = fc.record({ x: fc.integer({ min: 0, max: 2000 }), y: fc.integer({ min: 0, max: 2000 }) })
const bare = { left: 0, top: 0, right: 0, bottom: 0 }

describe('the view', () => {
  it('leads from the screen to the page and back', () => {
    fc.assert(
      fc.property(views, points, (view, point) => {
        const back = toScreen(view, toPage(view, point))
        expect(back.x).toBeCloseTo(point.x, 4)
        expect(back.y).toBeCloseTo(point.y, 4)
      }),
      runs(),
    )
  })

  it('keeps the point under the pointer where it is while zooming', () => {
    fc.assert(
      fc.property(views, points, fc.double({ min: 0.3, max: 3, noNaN: true }), (view, anchor, factor) => {
        const before = toPage(view, anchor)
        const after = toPage(zoomed(view, factor, anchor), anchor)
        expect(after.x).toBeCloseTo(before.x, 4)
        expect(after.y).toBeCloseTo(before.y, 4)
      }),
      runs(),
    )
  })

  it('moves what is seen with the hand', () => {
    const view: View = { x: 10, y: 20, zoom: 2 }
    expect(toScreen(panned(view, 30, -8), toPage(view, { x: 100, y: 100 }))).toEqual({ x: 130, y: 92 })
  })

  it('shows a whole box in what panels and the window leave free', () => {
    const inset = { left: 40, top: 50, right: 400, bottom: 60 }
    const box = { x: -300, y: 900, width: 5000, height: 1200 }
    const view = fitted(box, { width: 1200, height: 800 }, inset)
    expect(isInView(view, box, { width: 1200, height: 800 }, { left: 39.9, top: 49.9, right: 399.9, bottom: 59.9 })).toBe(true)
  })

  it('never shows a small box larger than life', () => {
    expect(fitted({ x: 0, y: 0, width: 10, height: 10 }, { width: 1000, height: 1000 }, bare).zoom).toBe(1)
  })
})

describe('boxes', () => {
  it('have no union where there are none', () => {
    expect(unionOf([])).toBeNull()
  })

  it('have no overlap where they only touch', () => {
    expect(overlapOf({ x: 0, y: 0, width: 10, height: 10 }, { x: 10, y: 0, width: 10, height: 10 })).toBeNull()
  })
})
