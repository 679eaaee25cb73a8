import { describe, expect, it } from 'vitest'
import { countParts } from '../../src/core/live/count-parts.ts'
import type { LayerPart, Role, Seen } from '../../src/core/live/part.ts'

const plain: Seen = { isVisible: true, isMask: false, kind: 'other', marked: null, notLiftableTexts: 0, style: null, isAllLive: false }

/** Without a node, because counting must not read any. */
function part(role: Role, seen: Partial<Seen> = {}, parts: readonly LayerPart<null>[] = []): LayerPart<null> {
  return { node: null, role, parts, seen: { ...plain, ...seen } }
}

const nothing = { texts: 0, vectors: 0, notLiftable: 0, images: 0, liveCount: 0, kept: [], products: [], area: null }

describe('the facts about a source', () => {
  it('count texts, vectors and images, live or not', () => {
    const parts = [part('live', { kind: 'text' }), part('rest', { kind: 'text' }), part('rest', { kind: 'vector' })]
    expect(countParts([part('holds', { kind: 'image' }, parts)])).toEqual({ ...nothing, texts: 2, vectors: 1, images: 1, liveCount: 1 })
  })

  it('count what lies in layers that are picture as a whole', () => {
    expect(countParts([part('rest', {}, [part('rest', {}, [part('rest', { kind: 'text' })])])])).toEqual({ ...nothing, texts: 1 })
  })

  it('name the marked layers in the order of the layers, and count those that stay live', () => {
    const [logo, jar, badge, sky] = ['Logo', 'Jar', 'Badge', 'Sky'].map((name, index) => ({ id: `1:${index}`, name }))
    const marked = (role: Role, layer = logo): LayerPart<null> => part(role, { marked: layer ?? null })
    expect(countParts([part('holds', {}, [marked('live'), marked('product', jar)]), marked('live', badge), marked('area', sky)])).toEqual({
      ...nothing,
      kept: [logo, badge],
      products: [jar],
      area: sky,
      liveCount: 3,
    })
  })

  it('add up the texts that are part of a shape or a mask, also of a mask that comes along', () => {
    const notLiftable = [part('rest', { kind: 'vector', notLiftableTexts: 2 }), part('mask', { isMask: true, notLiftableTexts: 1 })]
    expect(countParts([part('holds', {}, notLiftable)])).toEqual({ ...nothing, vectors: 1, notLiftable: 3 })
  })

  it('say nothing about parts that were not sorted', () => {
    expect(countParts([{ node: null, role: 'live', parts: [] }])).toEqual(nothing)
  })
})
