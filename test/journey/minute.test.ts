// The first minute: before a key the window says what it does, and shows it without a key, an account or a network.

import { describe, expect, it } from 'vitest'
import { soon } from './journey.ts'
import { expectAccessible } from './themes.ts'
import { useStage } from './support.ts'

const { play } = useStage()

describe.concurrent('before there is a key', () => {
  it('leads from the grey button to what is missing, lays a sample, and goes on once the key works', () =>
    play({ settings: { key: '' }, isFresh: true }, async (journey) => {
      const { page, window, service, key, press, button } = journey
      const card = window.getByRole('region', { name: 'Connect your CometAPI account' })
      await card.getByText('pictures are billed there, about $0.06 a picture (price seen 2026-11)').waitFor()
      await expectAccessible(journey, 'first-minute')
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
