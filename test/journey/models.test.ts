// The same recipe with every model, and switching away from one that is gone: chosen, then made by the big button, by keyboard and by mouse.

import { describe, expect, it } from 'vitest'
import { models } from '../../src/core/model/models.ts'
import { schemaOf, wrongsOf } from '../support/schema.ts'
import { offsetBetween } from '../support/pixels.ts'
import { describeNode, pngOf, recipeOf, results, theOne } from './canvas.ts'
import { drawing } from './frames.ts'
import { soon, type Journey } from './journey.ts'
import { useStage } from './support.ts'
import { photographInBoth } from './themes.ts'

const { play } = useStage()

/** A frame whose shape fits no model's grid. */
const odd = drawing(`return [painted('Odd', 100, 80, 517, 291).id]`)

async function choose({ window }: Journey, label: string): Promise<void> {
  const advanced = window.getByRole('button', { name: 'Advanced' })
  if ((await advanced.getAttribute('aria-expanded')) !== 'true') await advanced.click()
  await window.getByRole('combobox', { name: 'Model' }).selectOption({ label })
}

const depthPaths = ['flux-pro-1-0-depth', 'flux-pro-1.0-depth']

describe.concurrent('the same recipe', () => {
  // Available only behind a relay, and tested there.
  it.each(models.filter(({ isBehindRelaysOnly }) => isBehindRelaysOnly !== true).map((model) => [model.label, model] as const))(
    'through %s has its controls, and lies on the source to the pixel',
    (label, model) =>
      play({ author: odd, service: { paint: 'identity-megapixel' } }, async (journey) => {
        const { page, window, service, restyle, waitPhase } = journey
        await window.getByRole('radio', { name: 'Brick' }).check()
        await window.getByRole('radio', { name: 'Dusk' }).check()
        await choose(journey, label)
        for (const param of Object.values(model.params)) {
          if (param.kind === 'choice' && param.isOnDial === true) continue
          const { kind, label: name } = param
          const role = kind === 'toggle' ? 'checkbox' : kind === 'choice' ? 'combobox' : 'spinbutton'
          await window.getByRole(role, { name, exact: true }).waitFor()
        }
        await window.getByRole('combobox', { name: 'Model' }).scrollIntoViewIfNeeded()
        await photographInBoth(journey, `model-${model.id}`)
        await restyle()
        expect(await waitPhase('done')).toMatchObject({ phase: 'done' })
        expect(await journey.job().innerText()).not.toContain('another shape')

        const sent = theOne(service.submits())
        expect(sent.path).toBe(`/flux/v1/${model.paths[0]}`)
        const schema = model.paths.map(schemaOf).find((one) => one !== null)
        const pictures = Object.fromEntries(Object.keys(sent.pictures).map((name) => [name, 'AAAA']))
        expect(schema && wrongsOf(schema, { ...sent.fields, ...pictures })).toEqual([])

        const result = theOne(await results(page))
        const { source } = recipeOf(result)
        const [before, after] = [await describeNode(page, source.id), await describeNode(page, result.id)]
        expect([after?.width, after?.height]).toEqual([before?.width, before?.height])
        const offset = await offsetBetween(await pngOf(page, source.id, 2), await pngOf(page, result.id, 2))
        expect(offset).toEqual({ dx: 0, dy: 0, sameSize: true, isClear: true })
      }),
  )
})

describe.concurrent('a model that was switched off', () => {
  it('leads to its successor, which the big button makes and which stays', () =>
    play({ author: null, service: { gone: depthPaths } }, async (journey) => {
      const { page, window, service, press, restyle, waitPhase } = journey
      await restyle()
      expect(await waitPhase('failed')).toMatchObject({ failure: 'model-unavailable', charged: 'no' })
      await photographInBoth(journey, 'model-gone-job')
      await press('Switch model')
      await window.getByRole('dialog', { name: 'Switch model' }).waitFor()
      await photographInBoth(journey, 'model-gone-dialog')
      await press('Use FLUX.2 [pro]')
      await window.getByRole('button', { name: 'Restyle with FLUX.2 [pro]' }).waitFor()
      expect(await window.locator('#sum').innerText()).toMatch(/^Photo, noon – /)
      await photographInBoth(journey, 'model-gone-chosen')
      expect(service.accepted).toHaveLength(0)
      await press('Restyle with FLUX.2 [pro]')
      await journey.awaitPhase('done')
      expect(service.accepted.map(({ order }) => order.model)).toEqual(['flux-2-pro'])
      expect(recipeOf(theOne(await results(page)))).toMatchObject({ modelId: 'flux-2-pro' })
      await soon(async () => {
        const stored = await page.evaluate(async () => (await globalThis.playground?.storage.dump())?.['settings'])
        expect(stored).toMatchObject({ choices: { modelId: 'flux-2-pro' } })
      })
    }))

  it('is left by the keyboard alone: Enter three times, and the focus is where it can go on', () =>
    play({ service: { gone: [...depthPaths, 'flux-2-pro'], goneAs: 'maker-not-found' } }, async (journey) => {
      const { page, window, restyle, awaitPhase } = journey
      const focused = (): Promise<string> => window.locator(':focus').innerText()
      await restyle()
      await awaitPhase('failed')
      await window.getByRole('button', { name: 'Switch model' }).focus()
      await page.keyboard.press('Enter')
      await window.getByRole('dialog', { name: 'Switch model' }).waitFor()
      expect(await focused()).toBe('Use FLUX.2 [pro]')
      await page.keyboard.press('Escape')
      // The browser closes a dialog and restores the focus before it notifies the page.
      await window.locator('dialog.switch').waitFor({ state: 'detached' })
      expect(await focused()).toBe('Switch model')
      await page.keyboard.press('Enter')
      await window.getByRole('dialog', { name: 'Switch model' }).waitFor()
      await page.keyboard.press('Enter')
      await soon(async () => expect(await focused()).toContain('Restyle with FLUX.2 [pro]'))
      await page.keyboard.press('Enter')
      // The successor is gone as well, so the same card offers the next one.
      await soon(async () => expect(await window.getByRole('dialog').count()).toBe(0))
      await awaitPhase('failed')
      await window.getByRole('button', { name: 'Switch model' }).focus()
      await page.keyboard.press('Enter')
      await soon(async () => expect(await focused()).toBe('Use FLUX.2 [flex]'))
      await page.keyboard.press('Enter')
      await soon(async () => expect(await focused()).toContain('Restyle with FLUX.2 [flex]'))
      await page.keyboard.press('Enter')
      await awaitPhase('done')
      expect(await focused()).toMatch(/^Restyle/)
    }))

  it('is left by all pictures of an order at once', () =>
    play({ service: { gone: depthPaths } }, async (journey) => {
      const { window, press, restyle, awaitPhase, service } = journey
      await window.getByRole('spinbutton', { name: 'Variants' }).fill('3')
      await window.getByRole('spinbutton', { name: 'Variants' }).press('Enter')
      await restyle()
      for (const nth of [0, 1, 2]) await awaitPhase('failed', nth)
      await window.getByRole('button', { name: 'Switch model' }).first().click()
      await press('Use FLUX.2 [pro]')
      await soon(async () => expect(await window.locator('#sum').innerText()).toContain('with FLUX.2 [pro]'))
      await press('Restyle into 3 pictures')
      for (const nth of [0, 1, 2]) await awaitPhase('done', nth)
      expect(service.accepted).toHaveLength(3)
    }))
})
