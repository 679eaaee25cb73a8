// A layer that gave the look, in a later window: the real sandbox, the window's store, and the stand-in service.

import { afterEach, describe, expect, it } from 'vitest'
import { failureText } from '../../src/core/failure/words.ts'
import { all, drawBoard, opened, phases, recipes } from '../support/gallery.ts'
import type { Window } from '../support/window.ts'
import type { World } from '../support/world.ts'

let world: World | undefined
afterEach(() => world?.dispose())

type Now = { readonly world: World; readonly window: Window; readonly board: string }

const sentence =
  'The look is missing: “Board” is gone or looks different now. Bring it back as it was and retry, or choose it for a new picture.'

/** The look of the source is taken from a layer beside it. */
async function withBoard(): Promise<Now> {
  const now = await opened()
  world = now.world
  const { store } = now.window
  const board = await drawBoard(now.world)
  store.recipe.chooseModel('flux-2-pro')
  for (const selected of [[now.world.source], [now.world.source, board]]) {
    now.world.host.select(selected)
    await now.world.clock.pass(500)
  }
  const [layer] = store.reference.layers.peek()
  if (layer !== undefined) await store.reference.takeLayer(layer)
  await now.world.clock.pass(500)
  return { ...now, board }
}

function resizeBoard({ world: { host }, board }: Now, height: number): Promise<unknown> {
  return host.author(`async (figma) => void (await figma.getNodeByIdAsync('${board}')).resize(300, ${height})`)
}

/** The window is closed while pictures of a run wait, and opened again. `waiting`: keys of those that were not sent. */
async function interrupted(): Promise<Now & { readonly waiting: readonly string[]; readonly sent: number }> {
  const before = await withBoard()
  before.window.store.recipe.setVariants(8)
  before.window.store.orders.run()
  await before.world.clock.pass(60)
  before.window.close()
  const window = await before.world.open()
  await before.world.clock.pass(40_000)
  const waiting = window.store.jobs.list.peek().flatMap(({ phase, key }) => (phase === 'queued' ? [key] : []))
  return { ...before, window, waiting, sent: before.world.service.submits().length }
}

function toldOf({ window }: Pick<Now, 'window'>, key: string): unknown {
  const job = window.store.jobs.list.peek().find((one) => one.key === key)
  return job?.phase === 'failed' ? [failureText(job.failure).sentence, job.failure.code, job.failure.charged] : job?.phase
}

/** Closes and reopens the window with the finished picture selected. */
async function reopenedOnResult(): Promise<Now> {
  const before = await withBoard()
  before.window.store.orders.run()
  await before.world.clock.pass(40_000)
  const [made] = all(before.world, before.world.page).filter(({ pluginData }) => pluginData?.recipe !== undefined)
  before.window.close()
  const window = await before.world.open()
  await before.world.clock.pass(1000)
  before.world.host.select([made?.id ?? ''])
  await before.world.clock.pass(2000)
  return { ...before, window }
}

describe('an order of an earlier window whose look came from a layer', () => {
  it('goes on with the picture of that layer, which is drawn once for all', async () => {
    const now = await interrupted()
    const [first = '', second = ''] = now.waiting
    let drawn = 0
    now.world.crossings.heard = (what) => (drawn += /^to the sandbox: \w+ picture$/.test(what) ? 1 : 0)
    now.window.store.jobs.retry(first)
    now.window.store.jobs.retry(second)
    await now.world.clock.pass(40_000)
    expect([toldOf(now, first), toldOf(now, second)]).toEqual(['done', 'done'])
    const submits = now.world.service.submits().slice(now.sent)
    expect(submits.map(({ pictures }) => Object.keys(pictures))).toEqual([
      ['input_image', 'input_image_2'],
      ['input_image', 'input_image_2'],
    ])
    expect(drawn).toBe(1)
    expect(recipes(now.world).every((recipe) => 'reference' in recipe)).toBe(true)
  })

  it('is not sent with another look where the layer has changed, and goes on once it is as it was', async () => {
    const now = await interrupted()
    const [key = ''] = now.waiting
    await resizeBoard(now, 600)
    now.window.store.jobs.retry(key)
    await now.world.clock.pass(5000)
    expect(toldOf(now, key)).toEqual([sentence, 'export-failed', 'no'])
    expect(now.world.service.submits()).toHaveLength(now.sent)
    await resizeBoard(now, 300)
    now.window.store.jobs.retry(key)
    await now.world.clock.pass(40_000)
    expect(toldOf(now, key)).toBe('done')
  })

  it('says so where the layer is gone', async () => {
    const now = await interrupted()
    const [key = ''] = now.waiting
    now.world.host.remove(now.board)
    now.window.store.jobs.retry(key)
    await now.world.clock.pass(5000)
    expect(toldOf(now, key)).toEqual([sentence, 'export-failed', 'no'])
    expect(now.world.service.submits()).toHaveLength(now.sent)
  })
})

describe('a result of an earlier window whose look came from a layer', () => {
  it('gives its settings with that look, shown before it leaves, and more like it', async () => {
    const now = await reopenedOnResult()
    const { madeWith, reference, recipe, notices, orders } = now.window.store
    madeWith.useRecipe()
    await now.world.clock.pass(500)
    expect(reference.shown.peek()).toMatchObject({ name: 'Board', isOn: true, format: 'png' })
    expect(recipe.reference.peek()).toMatchObject({ name: 'Board', givesLight: true })
    expect(notices.status.peek()).toBe('The settings of this picture are in place.')
    reference.remove()
    madeWith.more()
    await now.world.clock.pass(1000)
    orders.run()
    await now.world.clock.pass(60_000)
    expect(phases(now.window)).toEqual(['done', 'done', 'done', 'done'])
    expect(now.world.service.submits().map(({ pictures }) => Object.keys(pictures).length)).toEqual([2, 2, 2, 2, 2])
  })

  it('keeps an order back until its settings are in place: nothing of those before it is paid', async () => {
    const now = await reopenedOnResult()
    const { madeWith, orders } = now.window.store
    const before = now.world.service.submits().length
    madeWith.useRecipe()
    orders.run()
    expect(orders.missing.peek().map(({ text }) => text)).toEqual(['The settings of a picture are on their way.'])
    await now.world.clock.pass(500)
    expect(orders.missing.peek()).toEqual([])
    expect(now.world.service.submits()).toHaveLength(before)
    orders.run()
    await now.world.clock.pass(40_000)
    expect(
      now.world.service
        .submits()
        .slice(before)
        .map(({ pictures }) => Object.keys(pictures).length),
    ).toEqual([2])
  })

  it('leaves its look out where the layer has changed, and orders nothing more', async () => {
    const now = await reopenedOnResult()
    await resizeBoard(now, 600)
    const { madeWith, notices, orders } = now.window.store
    madeWith.more()
    await now.world.clock.pass(1000)
    expect(notices.status.peek()).toBe(sentence)
    expect(orders.plan.peek().kind).toBe('choices')
    madeWith.useRecipe()
    await now.world.clock.pass(500)
    expect(notices.status.peek()).toContain('Left out: its look from Board.')
  })

  it('gives them to the layer that is selected before that look is drawn again', async () => {
    const now = await reopenedOnResult()
    const { madeWith, reference, selection } = now.window.store
    madeWith.useRecipe()
    now.world.host.select([now.world.source])
    await now.world.clock.pass(1000)
    expect(reference.shown.peek()).toMatchObject({ name: 'Board', isOn: true })
    expect(selection.target.peek()?.name).toBe('Source')
  })
})
