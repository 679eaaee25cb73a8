import { describe, expect, it } from 'vitest'
import { PluginError, failure } from '../../src/core/failure/failure.ts'
import type { Variant } from '../../src/core/compare/protocol.ts'
import type { Scene } from '../../src/core/selection/subject.ts'
import { makeCompare } from '../../src/ui/compare/part.ts'
import type { Comparison } from '../../src/ui/compare/types.ts'
import { pictureSide } from '../../src/ui/control-image/layer-picture.ts'
import { aRecipe } from '../support/tasks.ts'
import { tinyPng } from '../support/tiny.ts'
import { settled } from '../support/settled.ts'

type Bytes = { readonly bytes: Uint8Array } | null
type Waiting = { readonly nodeId: string; readonly answer: (bytes: Bytes) => void; readonly refuse: (error: Error) => void }

const results = ['r1', 'r2', 'r3', 'r4']
const png: Bytes = { bytes: tinyPng(120, 90) }

function asVariant(id: string, index: number): Variant {
  return {
    id,
    name: `Villa (${index})`,
    recipe: JSON.stringify(aRecipe({ seed: index })),
  }
}

/** Every requested picture waits until the test answers. */
function stage(found: { sourceId: string; ids: readonly string[]; scene?: Scene } | null = { sourceId: 's', ids: results }) {
  const waiting: Waiting[] = []
  const asked: string[] = []
  const [made, dropped]: [string[], string[]] = [[], []]
  const part = makeCompare({
    figma: {
      variantsOf: async () =>
        found === null ? null : { subject: { id: found.sourceId, scene: found.scene ?? null }, variants: found.ids.map(asVariant) },
      picture: ({ nodeId, side }) => {
        asked.push(side === pictureSide ? nodeId : `${nodeId} at ${side}`)
        return new Promise((answer, refuse) => waiting.push({ nodeId, answer, refuse }))
      },
      exportSource: async ({ subject }) => {
        asked.push(`scene of ${subject.scene?.ids.join(' and ')}`)
        if (subject.scene?.ids.includes('lost')) throw new PluginError(failure('unfit-source', 'the source is gone'))
        const size = { width: 90, height: 120 }
        const plan = { sent: size, content: { x: 0, y: 0, ...size } }
        return {
          id: 1,
          isSame: false,
          isLive: false,
          stuck: [],
          whole: null,
          pieces: [{ png: tinyPng(90, 120), box: { x: 0, y: 0, ...size } }],
          plan,
          source: { name: 'Scene', ...size },
        }
      },
    },
    tools: {
      compose: async ({ background, takesJpeg }) => {
        asked.push(`composed on ${background}${takesJpeg ? ' as JPEG' : ''}`)
        return { blob: new Blob([]), format: 'png', base64: new Blob([]), fingerprint: '' }
      },
    },
    exportLock: (work) => work(),
    urls: { make: () => `blob:${made.push('') - 1}`, drop: (url) => void dropped.push(url) },
  })
  const answer = async (nodeId: string, bytes: Bytes = png): Promise<void> => {
    const at = waiting.findIndex((one) => one.nodeId === nodeId)
    waiting.splice(at, 1)[0]?.answer(bytes)
    await settled()
  }
  return {
    part,
    asked,
    waiting,
    made,
    dropped,
    answer,
    open: async (nodeId: string): Promise<void> => {
      part.open(nodeId)
      await settled()
    },
    settle: async (): Promise<void> => {
      for (let one = waiting[0]; one !== undefined; one = waiting[0]) await answer(one.nodeId)
    },
    now: (): Extract<Comparison, { state: 'open' }> => {
      const now = part.comparison.peek()
      if (now.state !== 'open') throw new Error(now.state)
      return now
    },
  }
}

describe('a comparison', () => {
  it('is open at once, and loads the result, its source and the next one, one after the other', async () => {
    const { part, asked, answer, now } = stage()
    part.open('r2')
    expect(part.comparison.peek()).toEqual({ state: 'opening' })
    await settled()
    expect(now()).toMatchObject({ index: 1, count: 4, before: { state: 'loading' }, after: { state: 'loading' } })
    expect(asked).toEqual(['r2'])
    await answer('r2')
    expect(now().after).toEqual({ state: 'ready', url: 'blob:0', size: { width: 120, height: 90 } })
    await answer('s')
    expect(now().before).toMatchObject({ state: 'ready', url: 'blob:1' })
    await answer('r3')
    expect(asked).toEqual(['r2', 's', 'r3'])
  })

  it('reads the recipe of what it shows', async () => {
    const { open, now } = stage()
    await open('r3')
    expect(now().result).toMatchObject({ id: 'r3', recipe: { kind: 'known', recipe: { seed: 2, look: aRecipe().look } } })
  })

  it('steps to what was loaded before, drops what lies behind, and stays at the ends', async () => {
    const { part, open, settle, now, asked, dropped } = stage()
    await open('r1')
    await settle()
    part.step(1)
    expect(now()).toMatchObject({ index: 1, after: { state: 'ready' }, before: { state: 'ready' } })
    expect(dropped).toEqual(['blob:0'])
    await settle()
    expect(asked).toEqual(['r1', 's', 'r2', 'r3'])
    part.step(-1)
    part.step(-1)
    expect(now().index).toBe(0)
    await settle()
    expect(asked).toEqual(['r1', 's', 'r2', 'r3', 'r1'])
  })

  it('holds the pair and the next one and never more, whichever way one steps', async () => {
    const { part, open, settle, made, dropped } = stage()
    await open('r1')
    for (const by of [1, 1, -1, 1, 1, -1, -1] as const) {
      await settle()
      expect(made.length - dropped.length).toBeLessThanOrEqual(3)
      part.step(by)
    }
    await settle()
    part.close()
    expect(new Set(dropped).size).toBe(made.length)
  })

  it('ignores an answer that comes after one stepped on', async () => {
    const { part, open, answer, now, made, asked } = stage()
    await open('r1')
    part.step(1)
    part.step(1)
    await answer('r1')
    expect(made).toEqual([])
    expect(now()).toMatchObject({ result: { id: 'r3' }, after: { state: 'loading' } })
    expect(asked).toEqual(['r1', 'r3'])
  })

  it('drops all pictures on closing, also one that is still on its way', async () => {
    const { part, open, answer, made, dropped } = stage()
    await open('r1')
    await answer('r1')
    part.close()
    await answer('s')
    expect(part.comparison.peek()).toEqual({ state: 'closed' })
    expect([made.length, dropped]).toEqual([1, ['blob:0']])
  })

  it('opened anew shows nothing of the one before', async () => {
    const { part, open, answer, now, made } = stage()
    await open('r1')
    part.close()
    await open('r4')
    await answer('r1')
    expect(made).toEqual([])
    await answer('r4')
    expect(now()).toMatchObject({ result: { id: 'r4' }, after: { state: 'ready', url: 'blob:0' } })
  })

  it('says that the source is gone, and shows the result', async () => {
    const { open, answer, now } = stage()
    await open('r1')
    await answer('r1')
    await answer('s', null)
    expect(now()).toMatchObject({ before: { state: 'gone' }, after: { state: 'ready' } })
  })

  it('asks for no source where the recipe names none', async () => {
    const { open, settle, now, asked } = stage({ sourceId: '', ids: ['r1'] })
    await open('r1')
    await settle()
    expect(asked).toEqual(['r1'])
    expect(now().before).toEqual({ state: 'gone' })
  })

  it('puts a source of several layers together', async () => {
    const scene = { ids: ['s', 't'], padding: 10, background: '#ffeedd' }
    const { open, settle, now, asked } = stage({ sourceId: 's', ids: ['r1'], scene })
    await open('r1')
    await settle()
    expect(asked).toEqual(['r1', 'scene of s and t', 'composed on #ffeedd'])
    expect(now().before).toMatchObject({ state: 'ready', size: { width: 90, height: 120 } })
  })

  it('says that the layers of a source are gone', async () => {
    const { open, settle, now } = stage({ sourceId: 'lost', ids: ['r1'], scene: { ids: ['lost'], padding: 0, background: '' } })
    await open('r1')
    await settle()
    expect(now()).toMatchObject({ before: { state: 'failed', sentence: 'Its layers are gone or hidden.' }, after: { state: 'ready' } })
  })

  it('says in words what cannot be drawn, and goes on with the rest', async () => {
    const { open, answer, waiting, now } = stage()
    await open('r1')
    waiting.shift()?.refuse(new PluginError(failure('export-failed', 'hidden')))
    await settled()
    expect(now().after).toEqual({ state: 'failed', sentence: 'Figma could not export this frame.' })
    await answer('s', { bytes: new Uint8Array([1, 2, 3]) })
    expect(now().before.state).toBe('failed')
    expect(waiting.map(({ nodeId }) => nodeId)).toEqual(['r2'])
  })

  it.each([null, { sourceId: 's', ids: ['r2'] }])('says that the result is gone where it is not found in %o', async (found) => {
    const { part, open, asked } = stage(found)
    await open('r1')
    expect(part.comparison.peek()).toEqual({ state: 'failed', sentence: 'This picture is no longer in the file.' })
    part.step(1)
    expect(asked).toEqual([])
  })
})
