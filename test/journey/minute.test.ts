// The first minute: before a key is entered the window says what it does, and shows it without a key, an account or a network.

import { describe, expect, it } from 'vitest'
import { type Journey, soon } from './journey.ts'
import { expectAccessible } from './themes.ts'
import { useStage } from './support.ts'

const { play } = useStage()

/** At this window width and text size: whether the heading of the looks is in view, and how far content exceeds the right edge. */
async function layoutAt({ page, window }: Journey, width: number, text = 1) {
  await page.locator('iframe[title="Depth Restyle"]').evaluate((frame, wide) => {
    frame.style.width = `${wide}px`
    frame.style.height = '680px'
  }, width)
  await window.locator('html').evaluate((html, size) => html.style.setProperty('font-size', size), text === 1 ? '' : `${11 * text}px`)
  return window.locator('main').evaluate((main) => {
    const heading = main.querySelector('.look')?.previousElementSibling
    const { left = 0, bottom = 0 } = heading?.getBoundingClientRect() ?? {}
    const isSeen = heading?.contains(document.elementFromPoint(left + 4, bottom - 2)) === true
    const purposes = main.querySelector('.purpose')
    const beyond = main.scrollWidth - main.clientWidth + (purposes ? purposes.scrollWidth - purposes.clientWidth : 0)
    return { isSeen, beyond }
  })
}

/** How strongly the mark of the chosen option contrasts with its group, in each theme. */
async function contrastOfChosen({ page, window }: Journey, theme: 'light' | 'dark'): Promise<number> {
  await page.evaluate((worn) => globalThis.playground?.setTheme(worn), theme)
  await window.locator(`html.figma-${theme}`).waitFor()
  return window
    .locator('.option:has(:checked)')
    .first()
    .evaluate((chosen) => {
      const brush = new OffscreenCanvas(1, 1).getContext('2d')
      if (brush === null || chosen.parentElement === null) return 0
      const luminance = (color: string): number => {
        brush.fillStyle = color
        brush.fillRect(0, 0, 1, 1)
        const [r = 0, g = 0, b = 0] = [...brush.getImageData(0, 0, 1, 1).data].map((byte) => (byte / 255) ** 2.2)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
      }
      const ring = luminance(getComputedStyle(chosen).boxShadow.replace(/\)[^)]*$/, ')'))
      const group = luminance(getComputedStyle(chosen.parentElement).backgroundColor)
      return Math.max(ring, group) / Math.min(ring, group)
    })
}

describe.concurrent('before there is a key', () => {
  it('leads from the grey button to what is missing, lays a sample, and goes on once the key works', () =>
    play({ settings: { key: '' }, isFresh: true }, async (journey) => {
      const { page, window, service, key, press, button } = journey
      const card = window.getByRole('region', { name: 'Connect your CometAPI account' })
      await card.getByText('pictures are billed there, about $0.06 a picture (price seen 2026-11)').waitFor()
      await expectAccessible(journey, 'first-minute')
      for (const theme of ['dark', 'light'] as const) expect(await contrastOfChosen(journey, theme)).toBeGreaterThan(3)
      expect(await layoutAt(journey, 300, 2)).toMatchObject({ beyond: 0 })
      for (const width of [300, 720, 360]) expect(await layoutAt(journey, width)).toEqual({ isSeen: true, beyond: 0 })
      await button('Restyle frame').click({ force: true })
      expect(await window.locator(':focus').getAttribute('id')).toBe('key')
      await press('Save key')
      await card.getByText('Paste your key first.').waitFor()

      await press('Try with a sample')
      await soon(async () => expect(await page.evaluate(() => playground?.find('Sample: Brick, dusk (simulated)'))).toBeTruthy())
      await window.getByRole('heading', { name: 'Sample: before' }).waitFor()
      expect(service.requests).toEqual([])

      await card.getByRole('textbox', { name: 'API key' }).fill(key)
      await press('Save key')
      await card.waitFor({ state: 'detached' })
      expect(await window.locator(':focus').count()).toBe(1)
      expect(service.submits()).toEqual([])
    }))
})
