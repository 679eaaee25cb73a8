// A picture that gives the look, through complete orders: the real sandbox, the window's store, and the stand-in service.

import { afterEach, describe, expect, it } from 'vitest'
import { studies } from '../../src/core/look/studies.ts'
import { failureText } from '../../src/core/failure/words.ts'
import type { Job } from '../../src/core/job/job.ts'
import { all, drawBoard, opened, phases, recipes } from '../support/gallery.ts'
import { tinyPng } from '../support/tiny.ts'
import { type Window, newestJob } from '../support/window.ts'
import type { World } from '../support/world.ts'

let world: World | undefined
afterEach(() => world?.dispose())

function picture(name: string, width = 900, height = 600): File {
  return new File([new Uint8Array(tinyPng(width, height))], name)
}

async function withPicture(name = 'Mood board.jpg'): Promise<{ world: World; window: Window }> {
  const now = await opened()
  world = now.world
  now.window.store.recipe.chooseModel('flux-2-pro')
  await now.window.store.reference.takeFile(picture(name))
  return now
}

async function run({ world: { clock }, window }: { world: World; window: Window }): Promise<void> {
  window.store.orders.run()
  await clock.pass(40_000)
}

describe('a picture that gives the look', () => {
  it('goes with every picture of an order, names it, and stands in its recipe', async () => {
    const now = await withPicture()
    now.window.store.recipe.setVariants(2)
    await run(now)
    expect(phases(now.window)).toEqual(['done', 'done'])
    const submits = now.world.service.submits()
    expect(submits.map(({ pictures }) => Object.keys(pictures))).toEqual([
      ['input_image', 'input_image_2'],
      ['input_image', 'input_image_2'],
    ])
    expect(submits[0]?.fields['prompt']).toContain('Image 1 is the picture to restyle, image 2 shows its new look.')
    expect(recipes(now.world)[0]).toMatchObject({ reference: { name: 'Mood board', givesLight: true } })
    expect(all(now.world, now.world.page).map(({ name }) => name)).toContain('Mood board – Source')
  })

  it('is there for one more picture of a result, and for the same once more', async () => {
    const now = await withPicture()
    await run(now)
    const { jobs, madeWith, reference } = now.window.store
    const job = newestJob(now.window)
    const made = jobs.madeOf(job.key)
    reference.remove()
    if (job.phase === 'done' && made !== null) madeWith.moreOf(job.nodeId, made, 1)
    await now.world.clock.pass(100)
    expect(now.window.store.orders.making.peek()).toMatchObject({ count: 1, label: 'Restyle with a new seed' })
    now.window.store.orders.run()
    await now.world.clock.pass(40_000)
    expect(now.world.service.submits().map(({ pictures }) => Object.keys(pictures).length)).toEqual([2, 2])
  })

  it('is not asked for where its looks and light would only repeat it', async () => {
    const { window } = await withPicture()
    const { recipe, orders } = window.store
    recipe.moreLooks.toggle('brick')
    recipe.moreLights.toggle('night')
    expect(orders.making.peek().count).toBe(1)
    window.store.reference.set({ givesLight: false })
    expect(orders.making.peek().count).toBe(2)
  })

  it('is put aside by choosing a look, and its light by choosing a light', async () => {
    const { window } = await withPicture()
    const { recipe, reference } = window.store
    recipe.chooseLight('night')
    expect(recipe.reference.peek()).toMatchObject({ givesLight: false })
    recipe.chooseLook('brick')
    expect(recipe.reference.peek()).toBeNull()
    expect(recipe.prompt.peek()).not.toContain('image 2')
    expect(reference.shown.peek()).toMatchObject({ name: 'Mood board', isOn: false })
  })

  it('is kept and not sent with a model that takes none', async () => {
    const now = await withPicture()
    now.window.store.recipe.chooseModel('flux-kontext-pro')
    await run(now)
    expect(Object.keys(now.world.service.submits()[0]?.pictures ?? {})).toEqual(['input_image'])
    expect(recipes(now.world)[0]).not.toHaveProperty('reference')
    now.window.store.recipe.chooseModel('flux-2-max')
    expect(now.window.store.recipe.reference.peek()).not.toBeNull()
  })

  it('gives a series its materials, and leaves it its lights', async () => {
    const now = await withPicture()
    const [study] = studies
    if (study !== undefined) now.window.store.orders.study(study)
    await run(now)
    const prompts = now.world.service.submits().map(({ fields }) => String(fields['prompt']))
    expect(new Set(prompts).size).toBe(study?.options.length)
    expect(prompts.every((prompt) => prompt.includes('Take materials, colours and mood from image 2'))).toBe(true)
  })

  it('of an earlier window is told before anything is ordered, and fails nothing that is paid', async () => {
    const now = await withPicture()
    await run(now)
    const [made] = all(now.world, now.world.page).filter(({ pluginData }) => pluginData?.recipe !== undefined)
    now.window.close()
    const window = await now.world.open()
    await now.world.clock.pass(1000)
    now.world.host.select([made?.id ?? ''])
    await now.world.clock.pass(2000)
    window.store.madeWith.more()
    await now.world.clock.pass(1000)
    expect(window.store.orders.plan.peek().kind).toBe('choices')
    expect(window.store.notices.status.peek()).toContain('“Mood board”, which gave the look, is not in this window any more.')
    window.store.madeWith.useRecipe()
    await now.world.clock.pass(100)
    expect(window.store.notices.status.peek()).toContain('Left out: its look from Mood board.')
    expect(now.world.service.submits()).toHaveLength(1)
  })
})

describe('an order of an earlier window that had a picture for its look', () => {
  it('is not sent without it, says so, and goes on once it is chosen again', async () => {
    const before = await withPicture()
    before.window.store.recipe.setVariants(8)
    before.window.store.orders.run()
    await before.world.clock.pass(60)
    before.window.close()
    const window = await before.world.open()
    await before.world.clock.pass(40_000)
    // Pictures that were already sent continue without it.
    const sent = before.world.service.submits().length
    expect(phases(window).filter((phase) => phase === 'done')).toHaveLength(sent)
    const waiting = window.store.jobs.list.peek().find(({ phase }) => phase === 'queued')?.key ?? ''
    const jobNow = (): Job | undefined => window.store.jobs.list.peek().find(({ key }) => key === waiting)
    window.store.jobs.retry(waiting)
    await before.world.clock.pass(5000)
    const failed = jobNow()
    expect(failed).toMatchObject({ phase: 'failed', failure: { code: 'export-failed', charged: 'no' } })
    const said = failed?.phase === 'failed' ? failureText(failed.failure).sentence : ''
    expect(said).toBe('“Mood board”, which gave the look, is not in this window any more. Choose it again, then retry.')
    expect(before.world.service.submits()).toHaveLength(sent)
    await window.store.reference.takeFile(picture('The same under another name.png'))
    window.store.jobs.retry(waiting)
    await before.world.clock.pass(40_000)
    expect(jobNow()?.phase).toBe('done')
    expect(Object.keys(before.world.service.submits().at(-1)?.pictures ?? {})).toEqual(['input_image', 'input_image_2'])
  })
})

describe('two selected layers', () => {
  it('offer the second one for the look of the first, with a model that takes it', async () => {
    const now = await opened()
    world = now.world
    const { window } = now
    const second = await drawBoard(now.world)
    now.world.host.select([now.world.source])
    await now.world.clock.pass(500)
    now.world.host.select([now.world.source, second])
    await now.world.clock.pass(500)
    const offered = (): readonly string[] => window.store.reference.layers.peek().map(({ name }) => name)
    expect(offered()).toEqual([])
    window.store.recipe.chooseModel('flux-2-flex')
    expect(offered()).toEqual(['Board'])
    expect(window.store.recipe.reference.peek()).toBeNull()
    const [board] = window.store.reference.layers.peek()
    if (board !== undefined) await window.store.reference.takeLayer(board)
    await now.world.clock.pass(500)
    expect(window.store.recipe.reference.peek()).toMatchObject({ name: 'Board' })
    expect(window.store.selection.target.peek()?.name).toBe('Source')
  })
})

describe('what is brought as a picture', () => {
  it.each([
    ['is none', new File(['hello'], 'a.png'), 'This picture could not be read.'],
    ['is too small', picture('dot.png', 32, 32), 'This picture is too small to show a look.'],
  ])('and %s is told in a sentence, and changes nothing', async (_, file, sentence) => {
    const { window } = await withPicture()
    const before = window.store.reference.shown.peek()
    await window.store.reference.takeFile(file)
    expect(window.store.reference.problem.peek()).toContain(sentence)
    expect(window.store.reference.shown.peek()).toEqual(before)
  })
})
