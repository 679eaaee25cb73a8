// What the window makes of a selection: the targets, which of them is on the card, and how several layers are combined.

import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import { PluginError, failure } from '../../src/core/failure/failure.ts'
import { models } from '../../src/core/model/models.ts'
import type { Selection, Source } from '../../src/core/selection/protocol.ts'
import { makeSelection } from '../../src/ui/selection/part.ts'
import { selectedVilla, villa } from '../support/villa.ts'
import { settled } from '../support/settled.ts'

function stage(reveal: () => Promise<void> = async () => {}) {
  const announced: string[] = []
  const selected: string[] = []
  const part = makeSelection({
    figma: {
      reveal,
      select: async ({ id }) => {
        await reveal()
        selected.push(id)
      },
      locate: async ({ id }) => (id === 'gone' ? null : { ...place, name: 'Villa, renamed' }),
    },
    originalOf: ({ recipe }) => (recipe === '' ? null : { subject: { id: recipe, scene: null }, name: 'Villa', width: 1440, height: 1024 }),
    rules: signal(models[0].rules),
    announce: (text) => void announced.push(text),
  })
  return { part, announced, selected }
}

function aSource(id: string, x: number, width = 400): Source {
  return { ...villa, id, name: `Screen ${id}`, position: { x, y: 0 }, size: { width, height: 300 }, nodeSize: { width, height: 300 } }
}

const place = { position: { x: 10, y: 20 }, size: { width: 1500, height: 1100 }, nodeSize: { width: 1440, height: 1024 } }

function one(source: Partial<Source>): Selection {
  return { kind: 'one', source: { ...villa, ...source } }
}

const frame = { id: villa.id, name: villa.name, type: 'FRAME' }
const garden = one({ id: '7:1', name: 'Garden', ancestors: [frame] })

function several(...sources: readonly Source[]): Selection {
  return { kind: 'several', sources, skipped: [] }
}

describe('the targets of a selection', () => {
  it('are the frames one by one, and the first is on the card', () => {
    const { part } = stage()
    part.select(several(aSource('1', 0), aSource('2', 500)))
    expect(part.targets.value.fit.map(({ name }) => name)).toEqual(['Screen 1', 'Screen 2'])
    expect(part.target.value?.name).toBe('Screen 1')
  })

  it('are all layers together in one scene, with the padding around them', () => {
    const { part } = stage()
    part.select(several(aSource('1', 0), aSource('2', 500)))
    part.setMode('scene')
    part.setScene({ padding: 10, background: '#dddddd' })
    expect(part.targets.value.fit).toMatchObject([
      {
        name: 'Screen 1 and 1 more',
        position: { x: -10, y: -10 },
        size: { width: 920, height: 320 },
        subject: { id: '1', scene: { ids: ['1', '2'], padding: 10, background: '#dddddd' } },
      },
    ])
  })

  it('are without those of a shape that the model cannot take', () => {
    const { part } = stage()
    part.select(several(aSource('1', 0), aSource('2', 500, 40_000)))
    expect(part.targets.value.fit.map(({ name }) => name)).toEqual(['Screen 1'])
    expect(part.targets.value.skipped).toEqual([{ id: '2', name: 'Screen 2', why: 'too-long' }])
  })
})

describe('the target on the card', () => {
  it('is the first again when something else is selected', () => {
    const { part } = stage()
    part.select(several(aSource('1', 0), aSource('2', 500)))
    part.showNth(1)
    expect(part.target.value?.name).toBe('Screen 2')
    part.select(several(aSource('3', 0), aSource('4', 500)))
    expect(part.target.value?.name).toBe('Screen 3')
  })

  it('is the last one when there are fewer than before', () => {
    const { part } = stage()
    part.select(several(aSource('1', 0), aSource('2', 500)))
    part.showNth(1)
    part.setMode('scene')
    expect(part.target.value?.name).toBe('Screen 1 and 1 more')
  })

  it('is none when nothing is selected', () => {
    const { part } = stage()
    part.select(selectedVilla())
    part.select({ kind: 'none' })
    expect(part.target.value).toBeNull()
  })
})

describe('a layer inside the frame on the card', () => {
  it('changes nothing, and is offered', () => {
    const { part } = stage()
    part.select(selectedVilla())
    part.select(garden)
    expect(part.target.value?.name).toBe(villa.name)
    expect([part.inner.value?.name, part.whole.value]).toEqual(['Garden', null])
    part.takeInner()
    expect(part.target.value?.name).toBe('Garden')
    expect([part.inner.value, part.whole.value?.name]).toEqual([null, villa.name])
  })

  it('changes nothing either where it cannot be restyled itself', () => {
    const { part } = stage()
    part.select(selectedVilla())
    part.select({ kind: 'unfit', id: '7:2', name: 'Knob', why: 'too-small', within: [villa.id] })
    expect(part.target.value?.name).toBe(villa.name)
    expect(part.inner.value).toBeNull()
  })

  it('is the source where it was selected first, and its frame is one press away', async () => {
    const { part, selected } = stage()
    part.select(garden)
    expect(part.target.value?.name).toBe('Garden')
    expect(part.whole.value?.name).toBe(villa.name)
    part.takeWhole()
    await settled()
    expect(selected).toEqual([villa.id])
  })

  it('says so where its frame is gone', async () => {
    const { part, announced } = stage(() => Promise.reject(new PluginError(failure('unfit-source', 'gone'))))
    part.select(garden)
    part.takeWhole()
    await settled()
    expect(announced).toEqual(['That layer is no longer in the file.'])
  })

  it('is a frame of its own where the card holds the section around it', () => {
    const { part } = stage()
    part.select(one({ id: '5:5', type: 'SECTION' }))
    part.select(one({ id: '5:6', name: 'Screen', ancestors: [{ id: '5:5', name: 'Flow', type: 'SECTION' }] }))
    expect(part.target.value?.name).toBe('Screen')
    expect([part.inner.value, part.whole.value]).toEqual([null, null])
  })
})

describe('a picture of ours', () => {
  it('is restyled from its original, as that is now, unless a person wants the picture', async () => {
    const { part } = stage()
    part.select(one({ id: '8:1', name: 'Photo, noon – Villa', recipe: '1:1' }))
    expect(part.target.value).toMatchObject({ subject: { id: '1:1' }, name: 'Villa' })
    await settled()
    expect(part.target.value).toMatchObject({ subject: { id: '1:1' }, name: 'Villa, renamed', ...place })
    part.setFrom('picture')
    expect(part.target.value).toMatchObject({ subject: { id: '8:1' }, name: 'Photo, noon – Villa' })
    part.select(one({ id: '8:2', recipe: '1:1' }))
    expect(part.from.value).toBe('original')
  })

  it('is itself the source where the original is gone', async () => {
    const { part } = stage()
    part.select(one({ id: '8:1', recipe: 'gone' }))
    await settled()
    expect([part.from.value, part.original.value, part.target.value?.subject.id]).toEqual(['picture', { target: null }, '8:1'])
  })
})

describe('a layer that cannot be shown', () => {
  it.each([
    [new PluginError(failure('unfit-source', 'gone')), 'That layer is no longer in the file.'],
    [new Error('busy'), 'The layer cannot be shown.'],
  ])('is told of: %o', async (thrown, text) => {
    const { part, announced } = stage(() => Promise.reject(thrown))
    part.reveal({ id: '9:9', scene: null })
    await Promise.resolve()
    await Promise.resolve()
    expect(announced).toEqual([text])
  })
})
