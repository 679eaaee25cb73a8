// A picture that gives the look, through whole orders: the real sandbox, the window's store, and the stand-in service.

import { afterEach, describe, expect, it } from 'vitest'
import { all, opened, phases, recipes } from '../support/gallery.ts'
import { tinyPng } from '../support/tiny.ts'
import type { Window } from '../support/window.ts'
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
    const { list, takeMade } = now.window.store.jobs
    const made = takeMade(list.peek()[0]?.key ?? '')
    now.window.store.reference.remove()
    if (made !== null) now.window.store.orders.oneMore(made.nodeId, made.recipe)
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
    const { studies } = await import('../../src/core/look/studies.ts')
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
    expect(window.store.notices.status.peek()).toContain('Left out: its look from Mood board.')
    expect(now.world.service.submits()).toHaveLength(1)
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
