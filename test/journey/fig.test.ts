// A file that was saved in Figma, opened in the playground and restyled there.

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

it('a press on Run plugin while the document still opens waits for it, and a shape is drawn into the frame to be its area', () =>
  play({}, async (journey) => {
    const { page, window } = journey
    await page.reload({ waitUntil: 'commit' })
    await page.getByRole('button', { name: 'Run plugin' }).click()
    await window.locator('main[aria-busy=false]').waitFor()
    await page.waitForFunction(() => document.documentElement.dataset['ready'] === 'true')
    const frame = await page.evaluate(() => {
      const id = playground?.find('Villa, street view') ?? ''
      playground?.select([id])
      return id
    })
    await page.getByRole('button', { name: 'Fit all' }).last().click()
    await page.getByRole('button', { name: 'Ellipse (O)' }).click()
    const start = await page.evaluate((id) => {
      const { host } = playground ?? {}
      const [box, seen, stage] = [host?.box(id), host?.seen(), document.querySelector('.stage')?.getBoundingClientRect()]
      if (!box || !seen || !stage) throw new Error('nothing to draw on')
      const at = (from: number, side: number, mid: number): number => side / 2 + (from - mid) * seen.zoom
      return {
        x: stage.left + at(box.x + 300, seen.size.width, seen.center.x),
        y: stage.top + at(box.y + 500, seen.size.height, seen.center.y),
      }
    }, frame)
    await page.mouse.move(start.x, start.y)
    await page.mouse.down()
    await page.mouse.move(start.x + 60, start.y + 40, { steps: 3 })
    await page.mouse.up()
    await window.getByRole('button', { name: /Restyle inside this shape/ }).waitFor()
    const drawn = await page.evaluate((parent) => {
      const [id = ''] = playground?.host.selection() ?? []
      return { ...playground?.describe(id), isInside: playground?.host.children(parent).includes(id) }
    }, frame)
    expect(drawn).toMatchObject({ type: 'ELLIPSE', isInside: true })
    expect(await page.getByRole('button', { name: 'Ellipse (O)' }).getAttribute('aria-pressed')).toBe('false')
    await photographInBoth(journey, 'drawn-area')
  }))
