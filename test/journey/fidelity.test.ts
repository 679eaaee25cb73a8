// How much of the geometry was kept, measured in a real browser; and pictures that a model framed differently, laid back onto their lines.

import { describe, expect, it } from 'vitest'
import { type Framing, asSent } from '../../playground/service/engine/framing.ts'
import { models } from '../../src/core/model/models.ts'
import { offsetBetween } from '../support/pixels.ts'
import { pngOf, recipeOf, results, theOne } from './canvas.ts'
import { type Journey, soon } from './journey.ts'
import { useStage } from './support.ts'
import { photographInBoth } from './themes.ts'

const { play } = useStage()

async function restyled({ page, restyle, waitPhase, window }: Journey) {
  await restyle()
  await waitPhase('done')
  const job = window.getByRole('list', { name: 'Jobs' }).getByRole('listitem').first()
  await job.getByText(/% of lines kept/).waitFor()
  return { job, result: theOne(await results(page)) }
}

type Figures = { readonly kept: number; readonly movedBy: number; readonly isPutBack: boolean }

function figuresOf(result: Parameters<typeof recipeOf>[0]): Figures {
  return (recipeOf(result) as unknown as { fidelity: Figures }).fidelity
}

const framings: readonly [string, Partial<Framing>][] = [
  ['half a pixel to the left', { dx: -0.6 / 800 }],
  ['20 px to the right', { dx: 20 / 800 }],
  ['shifted and scaled', { dy: -9 / 800, scale: 1.02 }],
  ['turned by a degree', { degrees: 1 }],
]

describe.concurrent('a model that frames its picture anew', () => {
  it.each(framings)('has it laid back onto the lines of its source: %s', (_, framing) =>
    play({ author: null, service: { paint: 'identity', framing: { ...asSent, ...framing } } }, async (journey) => {
      const { page } = journey
      const { job, result } = await restyled(journey)
      expect(figuresOf(result)).toMatchObject({ isPutBack: true })
      await job.getByText(/put back/).waitFor()
      const offset = await offsetBetween(await pngOf(page, recipeOf(result).source.id, 1), await pngOf(page, result.id, 1))
      expect(offset).toMatchObject({ dx: 0, dy: 0, sameSize: true })
    }),
  )

  it('has it laid back by the next window as well, where the first was closed before it arrived', () =>
    play({ author: null, service: { paint: 'identity', taskMs: 3_600_000, framing: { ...asSent, dx: -6 / 800 } } }, async (journey) => {
      const { page, service, job, restyle, reopen, waitPhase } = journey
      await restyle()
      await waitPhase('polling')
      await page.evaluate(() => globalThis.playground?.kill())
      for (const { id } of service.accepted.slice()) service.tasks.finish(id)
      await reopen()
      await waitPhase('done')
      await job()
        .getByText(/put back/)
        .waitFor()
      const result = theOne(await results(page))
      expect(figuresOf(result)).toMatchObject({ isPutBack: true })
      // Still one undo step.
      await page.evaluate(() => globalThis.playground?.undo())
      expect(await results(page)).toEqual([])
    }))

  it('has it as the model gave it after one press', () =>
    play({ author: null, service: { paint: 'identity', framing: { ...asSent, dx: -6 / 800 } } }, async (journey) => {
      const { page } = journey
      const { job, result } = await restyled(journey)
      await photographInBoth(journey, 'put-back')
      await job.getByRole('button', { name: 'Undo put back' }).click()
      await job.getByText(/^Framed .* to the left\.$/).waitFor()
      const offset = await offsetBetween(await pngOf(page, recipeOf(result).source.id, 0.5), await pngOf(page, result.id, 0.5))
      expect(offset.dx).not.toBe(0)
    }))
})

describe.concurrent('a model that keeps everything', () => {
  it('has its picture where it is', () =>
    play({ author: null, service: { paint: 'identity' } }, async (journey) => {
      const { result } = await restyled(journey)
      expect(figuresOf(result)).toMatchObject({ kept: 1, movedBy: 0, isPutBack: false })
    }))

  it('is told so of a picture in another look as well, and nothing is moved', () =>
    play({ author: null }, async (journey) => {
      const { result } = await restyled(journey)
      expect(figuresOf(result).kept).toBeGreaterThan(0.5)
      expect(figuresOf(result).isPutBack).toBe(false)
      await photographInBoth(journey, 'lines-kept')
    }))
})

describe.concurrent('a model that loses a part', () => {
  it('is told so: the comparison shows where, another seed is better, and Results finds it', () =>
    play(
      { author: null, service: { paint: 'identity', framing: { ...asSent, lost: { x: 0.3, y: 0.35, width: 0.45, height: 0.4 } } } },
      async (journey) => {
        const { page, window, service, restyle, awaitPhase } = journey
        const { job, result } = await restyled(journey)
        expect(figuresOf(result).kept).toBeLessThan(0.8)
        await photographInBoth(journey, 'lines-lost')

        await job.getByRole('button', { name: 'Compare' }).click()
        await window.getByRole('img', { name: 'Before' }).waitFor()
        await window.getByRole('button', { name: 'Show changes' }).click()
        await window.getByText('A line is missing here.').waitFor()
        await photographInBoth(journey, 'compare-lines')
        await window.getByRole('button', { name: 'Zoom to it' }).click()
        await window.getByRole('button', { name: 'Close' }).click()

        await job.getByRole('button', { name: 'New seed' }).click()
        service.settings.framing = asSent
        await window.getByText(/^Original selected/).waitFor()
        await restyle()
        await awaitPhase('done', 1)
        const jobs = window.getByRole('list', { name: 'Jobs' }).getByRole('listitem')
        await jobs.filter({ hasText: '100 % of lines kept' }).waitFor()
        const shares = (await results(page)).map((one) => figuresOf(one).kept)
        expect(Math.max(...shares)).toBe(1)

        await window.getByRole('button', { name: 'Results' }).click()
        await window.getByRole('combobox', { name: 'Lines kept' }).selectOption({ label: '90 % kept or more' })
        await window.getByRole('dialog', { name: 'Results' }).getByText('100 %').waitFor()
        await photographInBoth(journey, 'results-lines')
      },
    ))

  it('is asked again by itself, firmer, until a picture keeps enough: that one stays', () =>
    play(
      { author: null, service: { paint: 'identity', framing: { ...asSent, lost: { x: 0.3, y: 0.35, width: 0.45, height: 0.4 } } } },
      async (journey) => {
        const { page, window, service, restyle, awaitPhase } = journey
        await window.getByRole('checkbox', { name: 'Make until it keeps 95 %' }).check()
        await window.getByRole('button', { name: /^Restyle .* 4 pictures$/ }).waitFor()
        await restyle()
        await awaitPhase('done')
        service.settings.framing = asSent
        await window
          .getByText(/The best of [23] stays\./)
          .first()
          .waitFor()
        const kept = theOne(await results(page))
        expect(figuresOf(kept).kept).toBe(1)
        // The second picture may be painted before the engine is set to keep everything.
        expect([models[0].dial?.firm['guidance'], models[0].dial?.exact['guidance']]).toContain(recipeOf(kept).values['guidance'])
      },
    ))

  it('has a firmer setting one press away', () =>
    play(
      { author: null, service: { paint: 'identity', framing: { ...asSent, lost: { x: 0.3, y: 0.35, width: 0.45, height: 0.4 } } } },
      async (journey) => {
        const { job } = await restyled(journey)
        await job.getByRole('button', { name: 'Firmer' }).click()
        await soon(async () => expect(await journey.window.getByRole('radio', { name: 'Firm' }).isChecked()).toBe(true))
      },
    ))
})
