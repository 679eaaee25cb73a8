// How the window runs proof and contact layers: automatically, one at a time, and never at the cost of a picture.

import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import type { Job } from '../../src/core/job/job.ts'
import type { ContactState, ProductFacts } from '../../src/core/product/product.ts'
import type { ContactLayer, ProofPictures } from '../../src/core/product/protocol.ts'
import type { SandboxApi } from '../../src/core/protocol.ts'
import type { RemoteApi } from '../../src/core/wire/rpc.ts'
import { makeInTurn } from '../../src/core/base/in-turn.ts'
import type { SelectedResult } from '../../src/ui/recipe/selected-result.ts'
import { makeProducts } from '../../src/ui/product/part.ts'
import { makeProductTools } from '../../src/ui/product/worker.ts'
import { virtualTime } from '../support/network.ts'
import { painted } from '../support/texts-on-pictures.ts'
import { knownCodec, knownPng, pixelsOfKnown } from '../support/known-pngs.ts'
import { settled } from '../support/settled.ts'
import { aRecipe } from '../support/tasks.ts'

/** A dark object on a light table, 60 × 80. */
function isThing(x: number, y: number): boolean {
  return x >= 20 && x < 40 && y >= 20 && y < 64
}

const table = knownPng(painted(60, 80, (_, y) => (y < 40 ? [230, 228, 220] : [200, 190, 180])))
const thing = knownPng(painted(60, 80, (x, y) => (isThing(x, y) ? [40, 60, 90, 255] : [0, 0, 0, 0])))
const nothing = knownPng(painted(60, 80, () => [0, 0, 0, 0]))
const whole = knownPng(painted(60, 80, (x, y) => (isThing(x, y) ? [40, 60, 90] : [210, 200, 190])))
const spoilt = knownPng(painted(60, 80, (x, y) => (isThing(x, y) ? [40, y === 50 ? 61 : 60, 90] : [210, 200, 190])))

/** The sandbox as far as products need it: results by id, and its calls in order. */
function canvas(ids: readonly string[]) {
  const asked: string[] = []
  const facts = new Map<string, ProductFacts>(ids.map((id) => [id, { count: 1, contact: null }]))
  const laid = new Map<string, readonly ContactLayer[]>()
  const sandbox = {
    asked,
    facts,
    laid,
    proof: { kind: 'pictures', before: thing, after: whole, product: thing, why: 'edited' } as ProofPictures,
    picture: table,
    product: thing,
    refuses: new Set<string>(),
  }
  const ask = async (question: string, id: string): Promise<void> => {
    asked.push(`${question} ${id}`)
    await Promise.resolve()
    if (sandbox.refuses.has(question)) throw new Error(question)
  }
  const keep = (id: string, contact: ContactState | null): ContactState | null => {
    facts.set(id, { count: 1, contact })
    return contact
  }
  const methods: Partial<RemoteApi<SandboxApi>> = {
    productFacts: async (id) => {
      await ask('facts', id)
      return facts.get(id) ?? null
    },
    proofPictures: async (id) => {
      await ask('proof', id)
      return sandbox.proof
    },
    contactLayerPictures: async (id) => {
      await ask('pictures', id)
      return { picture: sandbox.picture, product: sandbox.product, size: { width: 120, height: 160 } }
    },
    layContactLayers: async ({ nodeId, layers }) => {
      await ask('lay', nodeId)
      laid.set(nodeId, layers)
      return keep(nodeId, { isOn: true, strength: 1 })
    },
    setContactLayers: async ({ nodeId, state, isFinal }) => {
      await ask(`set ${state.isOn ? 'on' : 'off'} ${state.strength}${isFinal ? '' : ' …'}`, nodeId)
      return facts.get(nodeId)?.contact ? keep(nodeId, state) : null
    },
  }
  // Nothing else is called here; any other method would throw.
  return Object.assign(sandbox, { figma: methods as RemoteApi<SandboxApi> })
}

function start(ids: readonly string[]) {
  const sandbox = canvas(ids)
  const jobs = signal<readonly Job[]>([])
  const made = signal<SelectedResult | null>(null)
  const said: string[] = []
  const window = makeProducts({
    figma: sandbox.figma,
    tools: makeProductTools(knownCodec),
    time: virtualTime(),
    exportLock: makeInTurn(),
    jobs,
    selectedResult: made,
    announce: (text) => void said.push(text),
  })
  const reviewOf = (id: string) => window.reviews.peek().get(id)
  return { ...sandbox, sandbox, jobs, made, said, window, reviewOf }
}

function done(nodeId: string): Job {
  return { key: nodeId, run: nodeId, title: '', sourceName: '', startedAt: 0, phase: 'done', nodeId, notes: [] }
}

/** Opaque pixels that have only opaque neighbours: 20 × 44 without its rim. */
const inner = 18 * 42

describe('a picture that is in', () => {
  it('gets contact layers by itself, and then is proven', async () => {
    const { jobs, reviewOf, asked } = start(['1:1'])
    jobs.value = [done('1:1')]
    await settled()
    expect(asked).toEqual(['facts 1:1', 'pictures 1:1', 'lay 1:1', 'proof 1:1'])
    expect(reviewOf('1:1')).toEqual({
      proof: { kind: 'counted', changed: 0, of: inner, why: 'edited' },
      contact: { isOn: true, strength: 1 },
    })
  })

  it('is looked after once', async () => {
    const { jobs, asked } = start(['1:1'])
    jobs.value = [done('1:1')]
    await settled()
    asked.splice(0)
    jobs.value = [...jobs.value]
    await settled()
    expect(asked).toEqual([])
  })

  it("gets its layers where they belong in the result's own px, which are twice those of the pictures of it", async () => {
    const { jobs, laid } = start(['1:1'])
    jobs.value = [done('1:1')]
    await settled()
    const layers = laid.get('1:1') ?? []
    expect(layers.map(({ kind }) => kind)).toEqual(['shadow', 'light'])
    for (const { box, opacity, png } of layers) {
      expect(box.x).toBeLessThan(40)
      expect(box.x + box.width).toBeGreaterThan(80)
      expect(box.x + box.width).toBeLessThanOrEqual(120)
      expect(opacity).toBeGreaterThan(0.1)
      expect(pixelsOfKnown(png).width).toBeGreaterThan(20)
    }
  })

  it('of a product that was painted too large gets an edge beneath', async () => {
    const { sandbox, jobs, laid, reviewOf } = start(['1:1'])
    const isPainted = (x: number, y: number): boolean => x >= 18 && x < 42 && y >= 18 && y < 66
    sandbox.picture = knownPng(painted(60, 80, (x, y) => (isPainted(x, y) ? [40, 150, 140] : [215, 205, 195])))
    jobs.value = [done('1:1')]
    await settled()
    expect(reviewOf('1:1')?.proof).toBeTruthy()
    const [edge] = laid.get('1:1') ?? []
    expect(edge).toMatchObject({ kind: 'edge', opacity: 1 })
    // Twice as large as in the pictures, like everything else.
    expect(edge?.box.x).toBeLessThanOrEqual(36)
  })

  it('tells how many pixels of the product changed', async () => {
    const { sandbox, jobs, reviewOf } = start(['1:1'])
    sandbox.proof = { kind: 'pictures', before: thing, after: spoilt, product: thing, why: 'covered' }
    jobs.value = [done('1:1')]
    await settled()
    expect(reviewOf('1:1')?.proof).toEqual({ kind: 'counted', changed: 18, of: inner, why: 'covered' })
  })

  it('without a product is left alone', async () => {
    const { jobs, reviewOf, asked } = start([])
    jobs.value = [done('2:2')]
    await settled()
    expect(asked).toEqual(['facts 2:2'])
    expect(reviewOf('2:2')).toBeUndefined()
  })

  it('waits for the one before it', async () => {
    const { jobs, reviewOf, asked } = start(['1:1', '2:2'])
    jobs.value = [done('1:1'), done('2:2')]
    await settled()
    expect(reviewOf('2:2')?.proof).toBeTruthy()
    expect(asked.map((question) => question.split(' ').at(-1))).toEqual(['1:1', '1:1', '1:1', '1:1', '2:2', '2:2', '2:2', '2:2'])
  })

  it.each(['pictures', 'lay'])('is proven although contact layers fail: %s', async (question) => {
    const { sandbox, jobs, reviewOf } = start(['1:1'])
    sandbox.refuses.add(question)
    jobs.value = [done('1:1')]
    await settled()
    expect(reviewOf('1:1')?.proof).toMatchObject({ changed: 0 })
    expect(reviewOf('1:1')?.contact).toBeNull()
  })

  it('says that it could not be compared where it could not be drawn', async () => {
    const { sandbox, jobs, reviewOf } = start(['1:1'])
    sandbox.refuses.add('proof')
    jobs.value = [done('1:1')]
    await settled()
    expect(reviewOf('1:1')?.proof).toEqual({ kind: 'incomparable', why: 'not-drawn' })
  })
})

describe('shadow and light', () => {
  const withContactLayers = async () => {
    const all = start(['1:1'])
    all.jobs.value = [done('1:1')]
    await settled()
    expect(all.reviewOf('1:1')?.proof).toBeTruthy()
    all.asked.splice(0)
    return all
  }

  it('go and come back as strong as they were', async () => {
    const { window, asked, reviewOf } = await withContactLayers()
    window.previewStrength('1:1', 0.6)
    window.setStrength('1:1', 0.4)
    window.hideContactLayers('1:1')
    expect(reviewOf('1:1')?.contact).toEqual({ isOn: false, strength: 0.4 })
    window.showContactLayers('1:1')
    expect(asked).toEqual(['set on 0.6 … 1:1', 'set on 0.4 1:1', 'set off 0.4 1:1', 'set on 0.4 1:1'])
    expect(reviewOf('1:1')?.contact).toEqual({ isOn: true, strength: 0.4 })
  })

  it('are made anew where a person has deleted them', async () => {
    const { window, asked, facts, reviewOf } = await withContactLayers()
    facts.set('1:1', { count: 1, contact: null })
    window.showContactLayers('1:1')
    await settled()
    expect(asked).toEqual(['set on 1 1:1', 'pictures 1:1', 'lay 1:1'])
    await settled()
    expect(reviewOf('1:1')?.contact).toEqual({ isOn: true, strength: 1 })
  })

  it('are not claimed to be there where nothing can be derived', async () => {
    const { sandbox, jobs, window, said, reviewOf } = start(['1:1'])
    sandbox.product = nothing
    jobs.value = [done('1:1')]
    await settled()
    expect(reviewOf('1:1')?.proof).toBeTruthy()
    window.showContactLayers('1:1')
    await settled()
    expect(said).toEqual(['Nothing in this picture can ground the product.'])
    expect(reviewOf('1:1')?.contact).toBeNull()
  })
})

describe('a selected result', () => {
  it('is looked at when a person rests on it and when an edit has come to rest, and gets no contact layers by that', async () => {
    const { made, window, asked, reviewOf } = start(['1:1'])
    made.value = { nodeId: '1:1', kind: 'known', recipe: aRecipe() }
    window.selected()
    await settled()
    expect(reviewOf('1:1')?.proof).toBeTruthy()
    expect(asked).toEqual(['facts 1:1', 'proof 1:1'])
    window.edited('9:9')
    window.edited('1:1')
    await settled()
    expect(asked).toEqual(['facts 1:1', 'proof 1:1', 'facts 1:1', 'proof 1:1'])
  })
})
