// The first start with the keyboard alone, and the key, which is sent nowhere but to the service.

import type { Frame } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { results, select } from './canvas.ts'
import { soon } from './journey.ts'
import { productionUrl, useStage } from './support.ts'

const { play } = useStage()

/** The accessible name of the focused element. */
function focused(frame: Frame): Promise<string> {
  return frame.evaluate(() => {
    const at = document.activeElement
    if (!at || at === document.body) return 'nothing'
    const labels = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? [...(at.labels ?? [])] : []
    const name = at.getAttribute('aria-label') ?? labels[0]?.textContent ?? at.textContent ?? ''
    return name.replace(/\s+/g, ' ').trim()
  })
}

describe.concurrent('a first start', () => {
  it('gives both reasons, takes the key in place, and runs by keyboard alone', () =>
    play({ settings: null }, async ({ page, window, service, key, frame, button, waitPhase }) => {
      const sourceIds = await page.evaluate(() => globalThis.playground?.selection() ?? [])
      await select(page, [])
      await window.getByText('Select a frame to restyle').waitFor()
      const run = button(/^Restyle/)
      expect(await run.getAttribute('aria-disabled')).toBe('true')
      expect(await run.getAttribute('disabled')).toBeNull()
      const reasons = window.locator(`#${(await run.getAttribute('aria-describedby')) ?? 'none'}`)
      expect((await reasons.innerText()).split('\n').map((line) => line.trim())).toEqual(['Select a frame.', 'Add your CometAPI key.'])
      await select(page, sourceIds)
      await window.getByRole('img', { name: 'Preview of Hut' }).waitFor()

      const inside = await frame()
      await page.locator('iframe[title="Depth Restyle"]').focus()
      const { keyboard } = page
      const order: string[] = []
      for (let tries = 0; tries < 40 && !order.at(-1)?.startsWith('Restyle'); tries++) {
        await keyboard.press('Tab')
        order.push(await focused(inside))
      }
      const wanted = [
        'API key',
        'Show key',
        'Save key',
        'Get a key',
        'Try with a sample',
        'What is sent',
        'Settings',
        'Building',
        'Photo',
        'Prompt',
        'Variants',
        'Advanced',
        'Restyle',
      ]
      const places = wanted.map((name) => order.findIndex((at) => at.startsWith(name)))
      expect(places, order.join(', ')).toEqual([...places].sort((a, b) => a - b))
      expect(places, order.join(', ')).not.toContain(-1)

      while ((await focused(inside)) !== 'API key') await keyboard.press('Shift+Tab')
      await keyboard.type(key)
      await keyboard.press('Tab')
      await keyboard.press('Tab')
      await keyboard.press('Enter')
      await soon(async () => expect(await window.getByText('Connect your CometAPI account').count()).toBe(0))
      const afterSaving = await focused(inside)

      for (let tries = 0; tries < 20 && (await focused(inside)) !== 'Photo'; tries++) await keyboard.press('Shift+Tab')
      await keyboard.press('ArrowRight')
      expect(await window.getByRole('radiogroup', { name: 'Look' }).getByRole('radio', { name: 'Warm timber' }).isChecked()).toBe(true)
      for (let tries = 0; tries < 20 && (await focused(inside)) !== 'Prompt'; tries++) await keyboard.press('Tab')
      await keyboard.type('With a red door')
      // A held key repeats; it is still one order.
      await keyboard.down('Control')
      for (let repeats = 0; repeats < 4; repeats++) await keyboard.down('Enter')
      expect(await waitPhase('done')).toMatchObject({ phase: 'done' })
      await keyboard.down('Enter')
      await keyboard.up('Enter')
      await keyboard.up('Control')
      expect(service.submits()).toHaveLength(1)
      expect(service.submits()[0]?.fields['prompt']).toMatch(/larch.*With a red door\./)
      expect(await results(page)).toHaveLength(1)
      expect(afterSaving, 'the focus after the key was saved: what comes next, the source in sight').toBe('Photo')
    }))
})

describe.concurrent('the key', () => {
  it('goes to the base URL in one header, lies in the settings, and is nowhere else', () =>
    play({}, async ({ page, window, service, key, copyDetails, job, press, restyle, waitPhase }) => {
      service.faults.next('submit', 'server-error')
      const prompt = await window.locator('#sent-prompt').innerText()
      await restyle()
      await waitPhase('failed')
      const copied = await copyDetails()
      expect(copied).toMatch(/Depth Restyle \d[^]*failed: service-error/)
      expect(copied).not.toContain(key)
      expect(copied).not.toContain(prompt)
      await job().getByRole('button', { name: 'Retry' }).click()
      await soon(async () => expect(await job().getAttribute('data-phase')).toBe('done'))

      // In addition to the checks after every journey: who received the key, and what the window shows.
      const holders = service.requests.filter(({ headers }) => JSON.stringify(headers).includes(key))
      expect(holders.length).toBeGreaterThan(1)
      for (const { url, headers } of holders) {
        expect(url.startsWith(`${productionUrl}/flux/v1/`)).toBe(true)
        expect(headers['authorization']).toBe(`Bearer ${key}`)
      }
      expect(service.requests.filter(({ kind }) => kind === 'picture').every(({ headers }) => !('authorization' in headers))).toBe(true)
      const stored = await page.evaluate(async () => (await globalThis.playground?.storage.dump())?.['settings'])
      expect(stored).toMatchObject({ key })
      expect(await window.locator('html').innerHTML()).not.toContain(key)
      await press('Settings')
      await window.getByRole('dialog', { name: 'Settings' }).getByRole('button', { name: 'Delete key' }).click()
      await soon(async () => {
        const left = await page.evaluate(async () => JSON.stringify(await globalThis.playground?.storage.dump()))
        expect(left).not.toContain(key)
      })
    }))
})
