// A file as Figma saves it, opened in the playground and restyled there.

import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { results } from './canvas.ts'
import { useStage } from './support.ts'
import { photographInBoth } from './themes.ts'

const { play } = useStage()

it('a .fig file opens by its button, says what was left out, and its frame can be restyled', () =>
  play({}, async (journey) => {
    const { page } = journey
    await page.getByLabel('A .fig file').setInputFiles('test/fixtures/fig/shapes.fig')
    await page.getByText('shapes.fig is open. Left out: 1 × widget.').waitFor()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('shapes')
    await page.evaluate(() => playground?.select([playground.find('Poster') ?? '']))
    await page.getByRole('button', { name: 'Run plugin' }).click()
    await page.evaluate(() => playground?.whenRunning())
    await journey.window.getByRole('heading', { name: 'Poster' }).waitFor()
    await journey.restyle()
    expect(await journey.waitPhase('done')).toMatchObject({ phase: 'done' })
    expect(await results(page)).toHaveLength(1)
    await photographInBoth(journey, 'fig-file')
  }))

it('a file that is none is refused in a sentence, and the document stays', () =>
  play({}, async ({ page }) => {
    const before = await page.evaluate(() => playground?.host.save())
    const png = await readFile('docs/images/window.png')
    await page.getByLabel('A .fig file').setInputFiles({ name: 'window.fig', mimeType: 'application/octet-stream', buffer: png })
    await page.getByText('This is no .fig file, or one of a form that is not known here.').waitFor()
    expect(await page.evaluate(() => playground?.host.save())).toBe(before)
  }))
