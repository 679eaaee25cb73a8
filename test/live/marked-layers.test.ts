import { describe, expect, it } from 'vitest'
import type { Subject } from '../../src/core/selection/subject.ts'
import { makeMarkedLayers } from '../../src/ui/live/marked-layers.ts'

const frame: Subject = { id: '1:1', scene: null }

function scene(padding: number): Subject {
  return { id: '1:1', scene: { ids: ['1:1', '1:2'], padding, background: '' } }
}

const none = { kept: [], products: [], area: null }

describe('marks in a source', () => {
  it('make a layer one thing at a time, and each layer once', () => {
    const marks = makeMarkedLayers()
    for (const id of ['2:1', '2:2', '2:1']) marks.keep(frame, id)
    expect(marks.of(frame)).toEqual({ ...none, kept: ['2:2', '2:1'] })
    marks.lock(frame, '2:2')
    expect(marks.of(frame)).toEqual({ ...none, kept: ['2:1'], products: ['2:2'] })
    marks.keep(frame, '2:2')
    expect(marks.of(frame)).toEqual({ ...none, kept: ['2:1', '2:2'] })
  })

  it('hold one area, which goes as everything else does', () => {
    const marks = makeMarkedLayers()
    marks.keep(frame, '2:1')
    marks.markArea(frame, { id: '3:1', changes: 'inside' })
    marks.markArea(frame, { id: '3:2', changes: 'outside' })
    expect(marks.of(frame).area).toEqual({ id: '3:2', changes: 'outside' })
    marks.release(frame, '3:1')
    expect(marks.of(frame).area).not.toBeNull()
    marks.release(frame, '3:2')
    marks.release(frame, '2:1')
    expect(marks.of(frame)).toEqual(none)
  })

  it('turn an area into its opposite, and back', () => {
    const marks = makeMarkedLayers()
    marks.markArea(frame, { id: '3:1', changes: 'inside', feather: 8 })
    marks.invertArea(frame)
    expect(marks.of(frame).area).toEqual({ id: '3:1', changes: 'outside', feather: 8 })
    marks.invertArea(frame)
    marks.featherArea(frame, 0)
    expect(marks.of(frame).area).toEqual({ id: '3:1', changes: 'inside', feather: 0 })
  })

  it('have no area to turn where none is marked', () => {
    const marks = makeMarkedLayers()
    marks.invertArea(frame)
    expect(marks.of(frame)).toEqual(none)
  })

  it('replace the product that was locked last, and no other one', () => {
    const marks = makeMarkedLayers()
    for (const id of ['2:1', '2:2']) marks.lock(frame, id)
    marks.replaceProduct(frame, '2:3')
    expect(marks.of(frame).products).toEqual(['2:1', '2:3'])
    marks.replaceProduct(frame, null)
    expect(marks.of(frame).products).toEqual(['2:1'])
  })

  it('belong to one frame, or to one scene whatever its padding', () => {
    const marks = makeMarkedLayers()
    marks.keep(scene(0), '2:1')
    expect([marks.of(scene(40)).kept, marks.of(frame).kept]).toEqual([['2:1'], []])
  })
})
