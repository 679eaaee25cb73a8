// What the window makes of a selection: the targets, which of them is on the card, and how several layers are taken.

import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import { PluginError, failure } from '../../src/core/failure/failure.ts'
import { models } from '../../src/core/model/models.ts'
import type { Selection, Source } from '../../src/core/selection/protocol.ts'
import { makeSelection } from '../../src/ui/selection/part.ts'
import { selectedVilla, villa } from '../support/villa.ts'

function stage(reveal: () => Promise<void> = async () => {}) {
  const announced: string[] = []
  const part = makeSelection({
    figma: { reveal },
    rules: signal(models[0].rules),
    announce: (text) => void announced.push(text),
  })
  return { part, announced }
}

function aSource(id: string, x: number, width = 400): Source {
  return { ...villa, id, name: `Screen ${id}`, position: { x, y: 0 }, size: { width, height: 300 }, nodeSize: { width, height: 300 } }
}

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
