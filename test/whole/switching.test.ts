import { describe, expect, it } from 'vitest'
import type { FaultOf } from '../../playground/service/faults.ts'
import type { Settings } from '../../playground/service/settings.ts'
import { failureText } from '../../src/core/failure/words.ts'
import { models } from '../../src/core/model/models.ts'
import type { Recipe } from '../../src/core/recipe/recipe.ts'
import type { Offer } from '../../src/ui/switching/part.ts'
import { modelOf } from '../support/models.ts'
import { type Window, newestJob } from '../support/window.ts'
import { type World, openWorld } from '../support/world.ts'

const depthPaths = ['flux-pro-1-0-depth', 'flux-pro-1.0-depth']

async function failing(settings: Partial<Settings> = {}, count = 1): Promise<{ world: World; window: Window }> {
  const world = await openWorld({ service: { gone: depthPaths, ...settings } })
  const window = await world.open()
  window.store.recipe.setVariants(count)
  await world.clock.pass(1000)
  window.store.orders.run()
  await world.clock.pass(5000)
  return { world, window }
}

/** Two orders, and another model chosen for the newer one. */
async function failingTwice() {
  const { world, window } = await failing()
  window.store.orders.run()
  await world.clock.pass(5000)
  const [newer, older] = window.store.jobs.list.peek()
  window.store.failureActions['switch-model'](newer?.key ?? '')
  window.store.switching.confirm(false)
  return { world, window, older }
}

function offerOf({ store }: Window): Offer {
  const offer = store.switching.offer.peek()
  if (offer === null) throw new Error('nothing is offered')
  return offer
}

/** Confirms the offered model; the big button then makes the pictures that wait for it. */
function switchAndRun({ store }: Window, isLasting = false): void {
  store.switching.confirm(isLasting)
  store.orders.run()
}

function pathsOf({ service }: World): readonly string[] {
  return service.submits().map(({ path }) => path.replace('/flux/v1/', ''))
}

function recipeOf(frame: Record<string, unknown> | undefined): Recipe {
  const { recipe } = (frame?.pluginData ?? {}) as { recipe: string }
  return JSON.parse(recipe) as Recipe
}

describe('a model that is gone', () => {
  it.each(['model-not-found', 'not-found', 'maker-not-found', 'html'] as const)(
    'is told when the service says %s, after every spelling, and nothing is charged',
    async (goneAs) => {
      const { world, window } = await failing({ goneAs })
      expect(newestJob(window)).toMatchObject({ phase: 'failed', failure: { code: 'model-unavailable', charged: 'no' } })
      expect(pathsOf(world)).toEqual(depthPaths)
      expect(world.service.accepted).toHaveLength(0)
      world.dispose()
    },
  )

  it('leads by the big button to its successor: the same seed, words, look and place, in the manner of the new model', async () => {
    const { world, window } = await failing()
    const [placeholder] = world.frames()
    const seed = window.seedOf(newestJob(window).key)
    window.store.failureActions['switch-model'](newestJob(window).key)
    expect(offerOf(window)).toMatchObject({ gone: { label: 'FLUX.1 Depth [pro]' }, model: { id: 'flux-2-pro' } })
    window.store.switching.confirm(false)
    expect(window.store.switching.offer.peek()).toBeNull()
    expect(window.store.orders.making.peek()).toMatchObject({ count: 1, label: 'Restyle with FLUX.2 [pro]' })
    // Its price is unknown.
    expect(window.store.orders.making.peek().sum).toBe('Photo, noon – Source')
    await world.clock.pass(20_000)
    // Chosen, but not sent yet.
    expect(world.service.submits()).toHaveLength(2)
    expect(newestJob(window)).toMatchObject({ phase: 'failed', failure: { code: 'model-unavailable' } })
    window.store.orders.run()
    await world.clock.pass(20_000)
    expect(newestJob(window)).toMatchObject({ phase: 'done' })
    expect(world.frames()).toMatchObject([{ id: placeholder?.id, fills: [{ type: 'IMAGE' }] }])
    expect(pathsOf(world)).toEqual([...depthPaths, 'flux-2-pro'])
    const made = recipeOf(world.frames()[0])
    expect(made).toMatchObject({ modelId: 'flux-2-pro', seed, look: 'photo', values: { safety: 2, format: 'png', asWritten: false } })
    const { fields } = world.service.submits().at(-1) ?? {}
    expect(fields).toMatchObject({ seed, prompt: made.prompt, width: made.sent.width, height: made.sent.height })
    expect(made.prompt).toMatch(/Keep the composition/)
    expect(window.store.orders.plan.peek()).toEqual({ kind: 'choices' })
    world.dispose()
  })

  it('is not used again where the new one is to stay, in this window and the next', async () => {
    const { world, window } = await failing()
    window.store.failureActions['switch-model'](newestJob(window).key)
    switchAndRun(window, true)
    await world.clock.pass(20_000)
    expect(window.store.recipe.model.peek().id).toBe('flux-2-pro')
    window.store.orders.run()
    await world.clock.pass(20_000)
    expect(pathsOf(world)).toEqual([...depthPaths, 'flux-2-pro', 'flux-2-pro'])
    window.close()
    const next = await world.open()
    expect(next.store.recipe.model.peek().id).toBe('flux-2-pro')
    world.dispose()
  })

  it('stays chosen where that is wished', async () => {
    const { world, window } = await failing()
    window.store.failureActions['switch-model'](newestJob(window).key)
    switchAndRun(window)
    await world.clock.pass(20_000)
    expect(window.store.recipe.model.peek().id).toBe('flux-depth-pro')
    world.dispose()
  })

  it('is left by all pictures of the order together, each with its seed', async () => {
    const { world, window } = await failing({}, 4)
    const jobs = window.store.jobs.list.peek()
    const seeds = jobs.map(({ key }) => window.seedOf(key))
    window.store.failureActions['switch-model'](jobs[1]?.key ?? '')
    window.store.switching.confirm(true)
    expect(window.store.orders.making.peek()).toMatchObject({ count: 4, label: 'Restyle into 4 pictures' })
    expect(window.store.orders.making.peek().sum).toBe('Source with FLUX.2 [pro]')
    window.store.orders.run()
    await world.clock.pass(60_000)
    expect(window.store.jobs.list.peek().map(({ phase }) => phase)).toEqual(['done', 'done', 'done', 'done'])
    expect(new Set(world.service.accepted.map(({ seed }) => seed))).toEqual(new Set(seeds))
    world.dispose()
  })

  it('of another order is not touched', async () => {
    const { world, window, older } = await failingTwice()
    expect(window.store.orders.making.peek().count).toBe(1)
    window.store.orders.run()
    await world.clock.pass(20_000)
    expect(window.store.jobs.list.peek().map(({ phase }) => phase)).toEqual(['done', 'failed'])
    expect(older?.phase).toBe('failed')
    world.dispose()
  })

  it('whose successor is gone too leads to the next, and never back', async () => {
    const { world, window } = await failing({ gone: [...depthPaths, 'flux-2-pro', 'flux-2-flex'] })
    const offered: string[] = []
    while (newestJob(window).phase === 'failed') {
      window.store.failureActions['switch-model'](newestJob(window).key)
      const { model, models: others } = offerOf(window)
      for (const before of ['flux-depth-pro', ...offered]) expect(others.map((one) => one.model.id)).not.toContain(before)
      offered.push(model.id)
      switchAndRun(window, true)
      await world.clock.pass(20_000)
    }
    expect(offered).toEqual(['flux-2-pro', 'flux-2-flex', 'flux-2-max'])
    expect(pathsOf(world)).toEqual([...depthPaths, ...offered])
    expect(newestJob(window)).toMatchObject({ phase: 'done' })
    world.dispose()
  })

  it('says so where no other is left', async () => {
    const all = models.flatMap(({ paths }) => paths)
    const { world, window } = await failing({ gone: [...all] })
    // Depth [dev] is behind relays only.
    for (const _ of models.slice(2)) {
      window.store.failureActions['switch-model'](newestJob(window).key)
      switchAndRun(window)
      await world.clock.pass(5000)
    }
    expect(window.store.jobs.list.peek()).toHaveLength(1)
    window.store.failureActions['switch-model'](newestJob(window).key)
    expect(window.store.switching.offer.peek()).toBeNull()
    expect(window.store.notices.status.peek()).toBe('No other model is left to switch to.')
    expect(world.service.accepted).toHaveLength(0)
    world.dispose()
  })

  it('lets another one be picked than the one that is offered', async () => {
    const { world, window } = await failing()
    window.store.failureActions['switch-model'](newestJob(window).key)
    window.store.switching.pick(modelOf('flux-kontext-max'))
    switchAndRun(window)
    await world.clock.pass(20_000)
    expect(pathsOf(world).at(-1)).toBe('flux-kontext-max')
    expect(world.service.submits().at(-1)?.fields).toMatchObject({ aspect_ratio: '74:55' })
    expect(newestJob(window)).toMatchObject({ phase: 'done' })
    world.dispose()
  })

  it('can be tried again on the same card, and is offered again once it is back', async () => {
    const { world, window } = await failing()
    world.service.settings.gone = []
    window.store.failureActions.retry(newestJob(window).key)
    await world.clock.pass(20_000)
    expect(newestJob(window)).toMatchObject({ phase: 'done' })
    world.service.settings.gone = ['flux-2-pro']
    window.store.recipe.chooseModel('flux-2-pro')
    window.store.orders.run()
    await world.clock.pass(5000)
    window.store.failureActions['switch-model'](newestJob(window).key)
    expect(offerOf(window).models.map(({ model }) => model.id)).toContain('flux-depth-pro')
    world.dispose()
  })

  it.each<[string, FaultOf<'submit'>]>([
    ['the answer is lost', 'lost'],
    ['the service breaks', 'server-error'],
  ])('is not left where it may have taken the picture: %s', async (_, fault) => {
    const world = await openWorld()
    world.service.faults.always('submit', fault)
    const window = await world.open()
    await world.clock.pass(1000)
    window.store.orders.run()
    await world.clock.pass(150_000)
    window.store.failureActions['switch-model'](newestJob(window).key)
    expect(window.store.switching.offer.peek()).toBeNull()
    window.store.switching.confirm(true)
    expect(window.store.orders.plan.peek()).toEqual({ kind: 'choices' })
    await world.clock.pass(20_000)
    expect(world.service.submits()).toHaveLength(1)
    world.dispose()
  })

  it('and a window that dies between the press and the answer: nothing is paid twice', async () => {
    for (let at = 1; at < 12; at += 1) {
      const { world, window } = await failing()
      let left = at
      world.crossings.heard = () => {
        left -= 1
        if (left === 0) window.kill()
      }
      window.store.failureActions['switch-model'](newestJob(window).key)
      switchAndRun(window, true)
      await world.clock.pass(30_000)
      world.crossings.heard = () => {}
      const next = await world.open()
      await world.clock.pass(30_000)
      expect(world.service.accepted.length).toBeLessThanOrEqual(1)
      const [job] = next.store.jobs.list.peek()
      // What the service accepted is on the canvas or is being polled; what it did not accept waits for the user.
      if (world.service.accepted.length === 1) {
        const isFilled = world.frames().some(({ fills }) => (fills as readonly { type: string }[])[0]?.type === 'IMAGE')
        const isAsked = job?.phase === 'failed' && job.failure.code === 'maybe-submitted'
        expect([at, isFilled || isAsked]).toEqual([at, true])
      }
      world.dispose()
    }
  })
})

describe('another model that was chosen', () => {
  /** One failed picture, and a model chosen for it. */
  const chosen = async (isLasting = false): Promise<{ world: World; window: Window; key: string }> => {
    const { world, window } = await failing()
    const { key } = newestJob(window)
    window.store.failureActions['switch-model'](key)
    window.store.switching.confirm(isLasting)
    return { world, window, key }
  }
  const failedAgain = (window: Window) =>
    expect(newestJob(window)).toMatchObject({ phase: 'failed', failure: { code: 'model-unavailable', charged: 'no' } })

  it('is let go with one press: the picture still waits, and nothing was sent', async () => {
    const { world, window } = await chosen()
    window.store.orders.takeBack()
    expect(window.store.orders.making.peek().label).toBe('Restyle frame')
    failedAgain(window)
    expect(pathsOf(world)).toEqual(depthPaths)
    world.dispose()
  })

  it('is let go when something else is selected, and that is said', async () => {
    const { world, window } = await chosen()
    world.host.select([])
    await world.clock.pass(1000)
    expect(window.store.orders.plan.peek()).toEqual({ kind: 'choices' })
    expect(window.store.notices.status.peek()).toBe('Selection changed: Restyle makes what is chosen above.')
    failedAgain(window)
    expect(pathsOf(world)).toEqual(depthPaths)
    world.dispose()
  })

  it('is forgotten with the window; what failed is not sent by the next one', async () => {
    const { world, window } = await chosen()
    window.close()
    const next = await world.open()
    await world.clock.pass(20_000)
    expect(next.store.orders.plan.peek()).toEqual({ kind: 'choices' })
    expect(pathsOf(world)).toEqual(depthPaths)
    expect(world.frames().map(({ name }) => name)).toEqual(['Photo, noon – Source · no picture'])
    world.dispose()
  })

  it.each(['retry', 'remove'] as const)('is let go where its picture is dealt with otherwise, and does not come back: %s', async (step) => {
    const { world, window, key } = await chosen()
    window.store.failureActions[step](key)
    expect(window.store.orders.plan.peek()).toEqual({ kind: 'choices' })
    await world.clock.pass(5000)
    expect(window.store.orders.plan.peek()).toEqual({ kind: 'choices' })
    expect(world.service.accepted).toHaveLength(0)
    world.dispose()
  })

  it('says so where its source is gone by then, costs nothing, and can be gone on with once that is back', async () => {
    const { world, window, key } = await chosen()
    world.host.remove(world.source)
    window.store.orders.run()
    await world.clock.pass(5000)
    const job = newestJob(window)
    expect(job).toMatchObject({ phase: 'failed', failure: { code: 'unfit-source', charged: 'no' } })
    if (job.phase === 'failed')
      expect(failureText(job.failure)).toEqual({ sentence: 'Its source is not in this file.', steps: ['show', 'retry'] })
    expect(pathsOf(world)).toEqual(depthPaths)
    // The placeholder first, then the source.
    world.host.undo()
    world.host.undo()
    window.store.failureActions.retry(key)
    await world.clock.pass(5000)
    window.store.failureActions['switch-model'](key)
    switchAndRun(window)
    await world.clock.pass(20_000)
    expect(pathsOf(world)).toEqual([...depthPaths, ...depthPaths, 'flux-2-pro'])
    expect(newestJob(window)).toMatchObject({ phase: 'done' })
    world.dispose()
  })

  it('makes all that wait where it was chosen for one order after the other, with the one that was chosen last', async () => {
    const { world, window, older } = await failingTwice()
    window.store.failureActions['switch-model'](older?.key ?? '')
    window.store.switching.pick(modelOf('flux-2-max'))
    window.store.switching.confirm(false)
    expect(window.store.orders.making.peek()).toMatchObject({ label: 'Restyle into 2 pictures', sum: 'Source with FLUX.2 [max]' })
    window.store.orders.run()
    await world.clock.pass(40_000)
    expect(window.store.jobs.list.peek().map(({ phase }) => phase)).toEqual(['done', 'done'])
    expect(pathsOf(world).slice(4)).toEqual(['flux-2-max', 'flux-2-max'])
    world.dispose()
  })

  it('is not pressed where it is gone as well by then: another one can be chosen', async () => {
    const { world, window, key } = await chosen()
    world.service.settings.gone = [...depthPaths, 'flux-2-pro']
    // Another picture reveals that it is gone.
    window.store.recipe.chooseModel('flux-2-pro')
    window.store.orders.takeBack()
    window.store.orders.run()
    window.store.failureActions['switch-model'](key)
    window.store.switching.confirm(false)
    await world.clock.pass(5000)
    expect(window.store.orders.missing.peek()).toMatchObject([{ text: 'FLUX.2 [pro] is not available now. Switch model again.' }])
    const before = world.service.submits().length
    window.store.orders.run()
    await world.clock.pass(5000)
    expect(world.service.submits()).toHaveLength(before)
    window.store.failureActions['switch-model'](key)
    switchAndRun(window)
    await world.clock.pass(20_000)
    expect(window.store.jobs.list.peek().find((job) => job.key === key)).toMatchObject({ phase: 'done' })
    expect(pathsOf(world).at(-1)).toBe('flux-2-flex')
    world.dispose()
  })

  it('asks once before many, and still stands where the answer is no', async () => {
    const { world, window } = await failing({}, 8)
    // Eight need no confirmation; a second order of one makes nine.
    window.store.recipe.setVariants(1)
    window.store.orders.run()
    await world.clock.pass(20_000)
    const [last, first] = [newestJob(window), window.store.jobs.list.peek().at(-1)]
    for (const job of [last, first]) {
      window.store.failureActions['switch-model'](job?.key ?? '')
      window.store.switching.confirm(false)
    }
    const posts = world.service.submits().length
    window.store.orders.run()
    await world.clock.pass(10)
    expect(window.store.orders.pending.peek()).toMatchObject({ count: 9, name: 'Source with FLUX.2 [pro]' })
    window.store.orders.dismiss()
    expect(window.store.orders.making.peek().label).toBe('Restyle into 9 pictures')
    expect(world.service.submits()).toHaveLength(posts)
    window.store.orders.run()
    await world.clock.pass(10)
    window.store.orders.confirm()
    await world.clock.pass(60_000)
    expect(world.service.accepted).toHaveLength(9)
    world.dispose()
  })
})

describe('a task of a model that this version does not know', () => {
  const strange = async (gone = 1): Promise<World> => {
    const world = await openWorld({ service: { taskMs: 60_000 } })
    const window = await world.open()
    await world.clock.pass(1000)
    window.store.orders.run()
    await world.clock.pass(2000 * gone)
    window.kill()
    for (const name of await world.storage.keys())
      if (name.startsWith('task:')) {
        const task = (await world.storage.get(name)) as { recipe: Recipe }
        await world.storage.set(name, { ...task, recipe: { ...task.recipe, modelId: 'flux-9', values: { wonder: 3, steps: 20 } } })
      }
    return world
  }

  it('is fetched all the same where the service holds it', async () => {
    const world = await strange()
    const window = await world.open()
    await world.clock.pass(90_000)
    expect(newestJob(window)).toMatchObject({ phase: 'done' })
    expect(world.service.submits()).toHaveLength(1)
    expect(recipeOf(world.frames()[0]).modelId).toBe('flux-9')
    world.dispose()
  })

  it('is not sent to another model by itself: a person is asked which', async () => {
    const world = await strange()
    world.service.faults.always('poll', 'task-not-found')
    const window = await world.open()
    await world.clock.pass(90_000)
    expect(newestJob(window)).toMatchObject({ phase: 'failed', failure: { code: 'expired' } })
    window.store.failureActions['restyle-again'](newestJob(window).key)
    await world.clock.pass(5000)
    expect(newestJob(window)).toMatchObject({ phase: 'failed', failure: { code: 'model-unavailable', charged: 'no' } })
    expect(world.service.submits()).toHaveLength(1)
    world.service.faults.clear()
    window.store.failureActions['switch-model'](newestJob(window).key)
    expect(offerOf(window)).toMatchObject({ gone: { label: 'flux-9', geometry: null }, models: expect.any(Array) })
    expect(offerOf(window).models.find(({ model }) => model.id === 'flux-2-pro')?.lost).toEqual(['wonder', 'steps'])
    window.store.switching.pick(modelOf('flux-2-flex'))
    switchAndRun(window)
    await world.clock.pass(90_000)
    expect(newestJob(window)).toMatchObject({ phase: 'done' })
    expect(world.service.submits().at(-1)?.fields).toMatchObject({ steps: 20 })
    world.dispose()
  })
})

describe('what was made with a model that this version does not know', () => {
  const made = async (command?: string, fingerprint?: string): Promise<{ world: World; window: Window }> => {
    const world = await openWorld()
    const first = await world.open()
    await world.clock.pass(1000)
    first.store.orders.run()
    await world.clock.pass(20_000)
    first.close()
    const [frame] = world.frames()
    const id = String(frame?.id)
    const before = recipeOf(frame)
    const source = { ...before.source, fingerprint: fingerprint ?? before.source.fingerprint }
    const recipe = { ...before, source, modelId: 'flux-9', values: { wonder: 3, steps: 20 } }
    await world.host.author(
      `async (figma) => { (await figma.getNodeByIdAsync('${id}')).setPluginData('recipe', ${JSON.stringify(JSON.stringify(recipe))}) }`,
    )
    world.host.select([id])
    await world.storage.set('settings', { version: 1, key: 'sk-canary-0123456789', choices: { modelId: 'flux-2-flex' } })
    const window = await world.open(command)
    await world.clock.pass(5000)
    return { world, window }
  }

  it('lends its settings to the model of the user, and says what became of them', async () => {
    const { world, window } = await made()
    window.store.madeWith.useRecipe()
    expect([window.store.recipe.model.peek().id, window.store.recipe.values.peek().steps]).toEqual(['flux-2-flex', 20])
    expect(window.store.notices.status.peek()).toBe(
      'The settings of this picture are in place. This version does not know flux-9, so FLUX.2 [flex] is used. Left out: wonder.',
    )
    world.dispose()
  })

  it('is not made more of with another model', async () => {
    const { world, window } = await made('more')
    expect(window.store.notices.status.peek()).toBe('Made with a model this version does not know: flux-9')
    expect(window.store.jobs.list.peek()).toEqual([])
    expect(world.service.submits()).toHaveLength(1)
    world.dispose()
  })

  it('is not said to have a changed source: nobody knows at what size it was made', async () => {
    const { world, window } = await made(undefined, 'another')
    expect(window.store.madeWith.sourceNow.peek()).toBe('unknown')
    world.dispose()
  })
})

describe('settings with a model that this version does not know', () => {
  it('say so, and say which is used', async () => {
    const world = await openWorld({ settings: { choices: { modelId: 'flux-9' } } })
    const window = await world.open()
    expect(window.store.recipe.model.peek().id).toBe('flux-depth-pro')
    expect(window.store.notices.status.peek()).toBe('This version does not know flux-9, so FLUX.1 Depth [pro] is used.')
    world.dispose()
  })
})
