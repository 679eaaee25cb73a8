import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import type { Job } from '../../src/core/job/job.ts'
import { findModel, models } from '../../src/core/model/models.ts'
import type { Order } from '../../src/core/order/protocol.ts'
import { firmerRecipe } from '../../src/core/recipe/firmer.ts'
import { makeTrying } from '../../src/ui/fidelity/tries.ts'
import { makeOrderBuilder } from '../../src/ui/order/order-builder.ts'
import { makeTries } from '../../src/ui/order/tries.ts'
import { makeRecipe } from '../../src/ui/recipe/part.ts'
import { someFigures } from '../support/figures.ts'
import { aRecipe } from '../support/tasks.ts'

const [depth] = models
const first = aRecipe({ modelId: depth.id, values: {}, createdAt: 5 })

function job(key: string) {
  return { key, run: '', title: '', sourceName: '', startedAt: 0 }
}

/** Pictures that arrive one after another; `n<i>` is the node of the i-th. */
function stage({ isUndoable = true } = {}) {
  const recipe = makeRecipe(() => Math.random())
  const builder = makeOrderBuilder({
    recipe,
    liveChoiceOf: () => first.live,
    random: () => Math.random(),
    now: () => 9,
  })
  const orders: Order[] = []
  const list = signal<readonly Job[]>([])
  const book = makeTries({
    builder,
    start: (order) => {
      orders.push(order)
      for (const { key } of order.groups.flatMap(({ pictures }) => pictures))
        list.value = [...list.peek(), { ...job(key), phase: 'queued', isHeld: false }]
    },
  })
  const target = { subject: { id: '1:1', scene: null }, name: 'Villa' }
  const begun = book.begin(builder.ofChoices([target], { isBoard: false }), { percent: 95, most: 3 })
  const key = begun.groups[0]?.pictures[0]?.key ?? ''
  const growing = signal<ReadonlySet<string>>(new Set([book.growing(begun) ?? '']))
  const kept: unknown[] = []
  const said: string[] = []
  const part = makeTrying({
    orders: { triesOf: book.triesOf, nextTry: book.next },
    jobs: {
      list,
      growing,
      ended: (run) => void said.push(`ended ${run === key}`),
      keepOnly: (choice) => (isUndoable ? Promise.resolve(void kept.push(choice)) : Promise.reject(new Error('gone'))),
    },
    announce: (text) => void said.push(text),
  })
  let last = { key, recipe: first }
  const arrive = async (share: number | null, unseen = 0): Promise<void> => {
    const nodeId = `n${orders.length}`
    await part.arrived({ ...last, nodeId, figures: share === null ? null : someFigures({ kept: share, unseen }) })
    const picture = orders.at(-1)?.groups[0]?.pictures[0]
    if (picture !== undefined) last = { key: picture.key, recipe: { ...first, ...picture.choice } }
  }
  const told = () => [...part.told.value].map(([nodeId, { text }]) => `${nodeId}: ${text}`)
  return { arrive, part, orders, kept, said, told, growing, list, key, lastKey: () => last.key }
}

describe('making until a picture keeps enough', () => {
  it('orders one after the other beside the last, each with another seed and one stop firmer', async () => {
    const { arrive, orders, told } = stage()
    await arrive(0.6)
    expect(told()).toEqual(['n0: Below 95 %: making picture 2 of up to 3.'])
    await arrive(0.7)
    const made = orders.flatMap(({ groups }) => groups.flatMap(({ pictures }) => pictures.map(({ choice }) => choice)))
    expect(orders.map(({ groups }) => groups[0]?.layout)).toEqual([
      { kind: 'after', nodeId: 'n0' },
      { kind: 'after', nodeId: 'n1' },
    ])
    expect(made.map(({ values }) => values)).toMatchObject([depth.dial?.firm, depth.dial?.exact])
    expect(new Set([first.seed, ...made.map(({ seed }) => seed)]).size).toBe(3)
    // One press makes one run on the canvas.
    expect(made.map(({ createdAt }) => createdAt)).toEqual([5, 5])
  })

  it('stops at the first that keeps enough: the others leave the canvas', async () => {
    const { arrive, orders, kept, said, told } = stage()
    await arrive(0.6)
    await arrive(0.97)
    expect(orders).toHaveLength(1)
    expect(kept).toEqual([{ nodeId: 'n1', others: ['n0'] }])
    expect(told()).toEqual(['n1: The best of 2 stays. One undo brings the others back.'])
    expect(said).toContain('ended true')
  })

  it('keeps the best of the largest number, and says that none kept enough', async () => {
    const { arrive, orders, kept, told } = stage()
    await arrive(0.6)
    await arrive(0.9)
    await arrive(1, 0.9)
    expect(orders).toHaveLength(2)
    expect(kept).toEqual([{ nodeId: 'n1', others: ['n0', 'n2'] }])
    expect(told()).toEqual(['n1: None of 3 kept 95 %. The best stays; one undo brings the others back.'])
  })

  it('removes nothing where the first is enough, and says so where the others cannot be removed', async () => {
    const enough = stage()
    await enough.arrive(0.95)
    expect([enough.orders, enough.kept]).toEqual([[], []])
    const stuck = stage({ isUndoable: false })
    await stuck.arrive(0.5)
    await stuck.arrive(0.95)
    expect(stuck.told()).toEqual(['n1: The best is here. The others could not be removed.'])
  })

  it('ends after a picture that cannot be measured, and after Stop: all stay', async () => {
    const unmeasured = stage()
    await unmeasured.arrive(0.6)
    await unmeasured.arrive(null)
    expect([unmeasured.orders.length, unmeasured.kept]).toEqual([1, []])
    const stopped = stage()
    stopped.growing.value = new Set()
    await stopped.arrive(0.6)
    expect([stopped.orders, stopped.kept, stopped.told()]).toEqual([[], [], ['n0: Stopped: all pictures stay.']])
  })

  it('says of a next one that failed that it was not made, and goes on when it arrives all the same', async () => {
    const { arrive, list, told, kept, lastKey } = stage()
    await arrive(0.6)
    list.value = [{ ...job(lastKey()), phase: 'cancelled', charged: 'no' }]
    expect(told()).toEqual(['n0: The next picture was not made: all stay.'])
    await arrive(0.99)
    expect(kept).toHaveLength(1)
  })

  it('still says so once the failed one was removed from the list, and ends the run', async () => {
    const { arrive, list, part, said, lastKey } = stage()
    await arrive(0.6)
    list.value = [{ ...job(lastKey()), phase: 'cancelled', charged: 'no' }]
    expect(said).not.toContain('ended true')
    list.value = []
    expect([...part.told.value.values()]).toEqual([{ text: 'The next picture was not made: all stay.', isGoingOn: false }])
    expect(said).toContain('ended true')
  })

  it('keeps the prompt of a look that this version does not know', () => {
    const kontext = findModel('flux-kontext-pro')
    if (kontext === null) throw new Error('no such model')
    const recipe = aRecipe({ modelId: kontext.id, values: {}, look: 'of a later version', prompt: 'All of glass.' })
    expect(firmerRecipe(recipe, kontext).prompt).toBe(`All of glass. ${kontext.clauses?.firm}`)
  })

  it('tells an editor more firmly what to keep', () => {
    const kontext = findModel('flux-kontext-pro')
    if (kontext === null) throw new Error('no such model')
    const recipe = aRecipe({ modelId: kontext.id, values: {} })
    const firmer = firmerRecipe(recipe, kontext)
    expect(firmer.prompt).toContain(kontext.clauses?.firm)
    expect(firmerRecipe(firmerRecipe(firmerRecipe(firmer, kontext), kontext), kontext).prompt).toContain(kontext.clauses?.exact)
  })
})
