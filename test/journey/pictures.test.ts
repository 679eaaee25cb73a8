// Pictures that are not what was asked for, networks that come and go, and text that tries to be interpreted as more than text.

import { describe, expect, it } from 'vitest'
import { describeNode, idOf, results, theOne } from './canvas.ts'
import { drawing } from './frames.ts'
import { useStage } from './support.ts'

const { play } = useStage()
const long = 3_600_000

describe.concurrent('a picture', () => {
  it.each([
    ['webp', /converted to a format that Figma takes/],
    ['huge', /converted to a format that Figma takes/],
    ['wrong-aspect', /another shape, so the picture is cropped to fit/],
  ] as const)('that is %s lands on the canvas, with a word about it', (fault, note) =>
    play({}, async ({ page, service, restyle, waitPhase }) => {
      service.faults.always('picture', fault)
      await restyle()
      expect(await waitPhase('done')).toMatchObject({ phase: 'done', text: expect.stringMatching(note) as string })
      const result = theOne(await results(page))
      const source = await describeNode(page, await idOf(page, 'Hut'))
      expect([result['width'], result['height']]).toEqual([source?.['width'], source?.['height']])
      expect(service.submits()).toHaveLength(1)
    }),
  )

  it('that is cut off is no picture, was paid, and is fetched again on demand', () =>
    play({}, async ({ page, service, job, restyle, waitPhase, awaitPhase }) => {
      service.faults.always('picture', 'truncated')
      await restyle()
      expect(await waitPhase('failed')).toMatchObject({ failure: 'bad-picture', charged: 'yes' })
      expect(await results(page)).toEqual([])
      service.faults.clear()
      await job().getByRole('button', { name: 'Check again' }).click()
      await awaitPhase('done')
      expect(await results(page)).toHaveLength(1)
      expect(service.submits()).toHaveLength(1)
    }))
})

describe.concurrent('without a network', () => {
  it('nothing is sent, and it costs nothing', () =>
    play({ isFresh: true }, async ({ page, window, service, job, restyle, waitPhase, awaitPhase }) => {
      await window.getByText(/sent as .* (PNG|JPEG)/).waitFor()
      await page.context().setOffline(true)
      await restyle()
      expect(await waitPhase('failed')).toMatchObject({ failure: 'unreachable', charged: 'no' })
      await page.context().setOffline(false)
      expect(service.submits()).toEqual([])
      await job().getByRole('button', { name: 'Retry' }).click()
      await awaitPhase('done')
      expect(service.submits()).toHaveLength(1)
    }))

  it('a job that waits goes on waiting, and goes on when the network is back', () =>
    play({ isFresh: true, service: { taskMs: long } }, async ({ page, job, service, restyle, waitPhase }) => {
      await restyle()
      await waitPhase('polling')
      await page.context().setOffline(true)
      await job().getByText('Offline. Waiting for the network').waitFor()
      for (const { id } of service.accepted.slice()) service.tasks.finish(id)
      await page.context().setOffline(false)
      expect(await waitPhase('done')).toMatchObject({ phase: 'done' })
      expect(service.submits()).toHaveLength(1)
    }))
})

const hostile = `<img src=x onerror=parent.postMessage('hacked','*')>`

describe.concurrent('text from a stranger', () => {
  it('stays text: the name of a frame, and what the service says', () =>
    play(
      {
        author: drawing(`return [painted(${JSON.stringify(hostile)}, 100, 80, 320, 240).id]`),
        answer: (request) =>
          request.method === 'POST'
            ? Response.json(
                { error: { message: hostile, code: hostile } },
                { status: 400, headers: { 'access-control-allow-origin': '*' } },
              )
            : null,
      },
      async ({ page, window, copyDetails, restyle, waitPhase }) => {
        await page.evaluate(() => {
          addEventListener('message', ({ data }) => data === 'hacked' && document.documentElement.setAttribute('data-hacked', ''))
        })
        await window.getByRole('heading', { name: hostile }).waitFor()
        await restyle()
        const end = await waitPhase('failed')
        expect(end).toMatchObject({ failure: 'bad-request', charged: 'no' })
        expect(end.text).toContain(hostile)
        expect(await copyDetails()).toMatch(/failed: bad-request/)
        expect(await window.locator('img[src=x]').count()).toBe(0)
        expect(await page.locator('img[src=x]').count()).toBe(0)
        expect(await page.locator('html[data-hacked]').count()).toBe(0)
      },
    ))
})
