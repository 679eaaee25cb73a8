import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { idOf, recipeOf, results, theOne } from './canvas.ts'
import { soon } from './journey.ts'
import { relayUrl, useStage } from './support.ts'

const { play } = useStage()

describe.concurrent('the main job', () => {
  it('selects, presses Restyle and gets its picture, after one POST that holds exactly what was shown', () =>
    play({ author: null, isFresh: true }, async ({ page, window, service, key, asked, restyle, waitPhase }) => {
      const card = window.getByRole('region', { name: 'Source' })
      await soon(async () =>
        expect(await card.innerText()).toMatch(
          /Villa, street view[^]*1440 × 1024[^]*sent as \d+ × \d+ (PNG|JPEG), [\d.]+ [kM]B[^]*to api\.cometapi\.com/,
        ),
      )
      await window.getByRole('img', { name: 'Preview of Villa, street view' }).waitFor()
      const shown = await card.innerText()
      const prompt = await window.locator('#sent-prompt').innerText()
      await restyle()
      expect(await waitPhase('done')).toMatchObject({ phase: 'done', failure: null })

      const submit = theOne(service.submits())
      expect(
        service.requests.some(
          ({ kind, headers }) => kind === 'preflight' && headers['access-control-request-headers']?.includes('authorization'),
        ),
      ).toBe(true)
      expect(submit.headers).toMatchObject({ authorization: `Bearer ${key}`, origin: 'null' })
      expect(submit.headers).not.toHaveProperty('cookie')
      expect(submit.headers).not.toHaveProperty('referer')
      expect(Object.keys(submit.pictures)).toEqual(['control_image'])
      const sent = await sharp(submit.pictures['control_image']).metadata()
      expect(shown).toContain(`sent as ${sent.width} × ${sent.height} ${sent.format.toUpperCase()}`)
      expect(submit.fields).toMatchObject({ prompt, guidance: 15, steps: 50, output_format: 'png' })
      expect(submit.fields).not.toHaveProperty('width')
      expect(submit.fields).not.toHaveProperty('height')

      const result = theOne(await results(page))
      expect(recipeOf(result)).toMatchObject({
        prompt,
        seed: submit.fields['seed'],
        sent: { width: sent.width, height: sent.height },
        source: { id: await idOf(page, 'Villa, street view') },
      })
      const hosts = new Set(asked.filter((url) => /^https?:/.test(url)).map((url) => new URL(url).hostname))
      expect([...hosts].sort()).toEqual(['api.cometapi.com', 'delivery.eu2.bfl.ai', 'localhost'])
    }))

  it('goes through a relay where the picture’s host lets nobody read', () =>
    play(
      { service: { imageCors: false }, settings: { baseUrl: relayUrl } },
      async ({ page, window, service, asked, restyle, waitPhase }) => {
        await window.getByRole('region', { name: 'Source' }).getByText('to localhost:8787').waitFor()
        await restyle()
        expect(await waitPhase('done')).toMatchObject({ phase: 'done' })
        expect(service.submits()).toHaveLength(1)
        expect(await results(page)).toHaveLength(1)
        expect(asked.some((url) => url.startsWith(`${relayUrl}/flux/v1/picture`))).toBe(true)
        expect(asked.filter((url) => url.startsWith('https:'))).toEqual([])
      },
    ))

  it('does the work on the page where no worker may start', () =>
    play({}, async ({ page, frame, service, reopen, restyle, waitPhase }) => {
      const forbidding = await page.addInitScript(() => Object.assign(globalThis, { Worker: undefined }))
      await reopen()
      await forbidding.dispose()
      expect(await (await frame()).evaluate(() => typeof Worker)).toBe('undefined')
      await restyle()
      expect(await waitPhase('done')).toMatchObject({ phase: 'done', failure: null })
      expect(Object.keys(theOne(service.submits()).pictures)).toEqual(['control_image'])
      expect(await results(page)).toHaveLength(1)
    }))
})

describe.concurrent('a picture that no program may read', () => {
  it('is brought by hand: opened, saved, and chosen in the job', () =>
    play({ service: { imageCors: false } }, async ({ page, window, service, job, restyle, waitPhase, awaitPhase }) => {
      await restyle()
      const end = await waitPhase('failed')
      expect(end).toMatchObject({ failure: 'delivery-blocked', charged: 'yes' })
      expect(end.text).toMatch(/The link works for \d+:\d\d more/)
      await job().getByRole('button', { name: 'Open picture' }).click()
      await soon(async () => {
        expect(await page.evaluate(() => globalThis.playground?.opened())).toEqual([
          expect.stringContaining('https://delivery.eu2.bfl.ai/'),
        ])
      })

      const painted = await service.accepted[0]?.painted
      const file = { name: 'sample.png', mimeType: painted?.type ?? '', buffer: Buffer.from(painted?.bytes ?? []) }
      const picker = job().locator('input[type=file]')
      await picker.setInputFiles({ ...file, buffer: file.buffer.subarray(0, 5000) })
      await window
        .getByRole('alert')
        .getByText(/no complete picture/)
        .waitFor()
      await picker.setInputFiles(file)
      await awaitPhase('done')
      expect(await results(page)).toHaveLength(1)
      expect(service.submits()).toHaveLength(1)
    }))
})

// Not concurrent, because a preflight carries no key that would tell which journey it belongs to.
describe('an address that the manifest does not allow', () => {
  it('gets nothing, and the job says that it cost nothing', () =>
    play(
      { settings: { baseUrl: 'https://elsewhere.example' }, allows: /elsewhere\.example/ },
      async ({ page, service, job, restyle, waitPhase }) => {
        await restyle()
        expect(await waitPhase('failed')).toMatchObject({ failure: 'not-allowed-by-manifest', charged: 'no' })
        expect(await job().innerText()).toMatch(/manifest does not allow/)
        expect(service.requests).toEqual([])
        expect(await results(page)).toEqual([])
      },
    ))
})
