// The user's presets in a real browser: the dialog, the file that is written and read, and what remains after the window was closed.

import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { useStage } from './support.ts'

const { play } = useStage()

it('a preset is saved, carried as a file, and applied in a later window', () =>
  play({}, async ({ page, window, press, button, reopen }) => {
    const look = (name: string) => window.getByRole('radio', { name, exact: true })
    const dialog = window.getByRole('dialog', { name: 'Presets' })
    await look('Brick').check({ force: true })
    await window.getByRole('textbox', { name: 'Prompt' }).fill('wet pavement')
    await press('Presets')
    await dialog.getByRole('textbox', { name: 'Save current as…' }).fill('Rainy brick')
    await press('Save')
    await dialog.getByText('Saved as “Rainy brick”.').waitFor()

    const [download] = await Promise.all([page.waitForEvent('download'), press('Export')])
    expect(download.suggestedFilename()).toBe('depth-restyle-presets.json')
    const file = await readFile(await download.path(), 'utf8')
    expect(JSON.parse(file)).toMatchObject({ version: 1, presets: [{ name: 'Rainy brick', look: 'brick', words: 'wet pavement' }] })
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'presets.json', mimeType: 'application/json', buffer: Buffer.from(file.replace('"brick"', '"timber"')) })
    await dialog.getByText('1 preset added.').waitFor()
    expect(await dialog.getByRole('listitem').count()).toBe(2)

    await reopen()
    await look('Concrete').check({ force: true })
    await press('Presets')
    await press('Apply Rainy brick 2')
    await window.getByText('Preset applied: Rainy brick 2.').waitFor({ state: 'attached' })
    expect(await dialog.count()).toBe(0)
    expect(await look('Warm timber').isChecked()).toBe(true)
    expect(await button('Presets').evaluate((opener) => opener === opener.ownerDocument.activeElement)).toBe(true)
  }))
