// A run of several pictures: one row in the list, the new pictures in view, one of them kept, and one restored after undo.

import { expect, it } from 'vitest'
import { drawn, results, theOne } from './canvas.ts'
import { type Journey, soon } from './journey.ts'
import { useStage } from './support.ts'
import { expectAccessible } from './themes.ts'

const { play } = useStage()
const long = 3_600_000

function finish({ service }: Journey): void {
  for (const { id } of service.accepted.slice()) service.tasks.finish(id)
}

/** Frames drawn by the plugin that are not fully visible: outside the screen, or under the plugin's window. */
async function unseen({ page }: Journey): Promise<readonly string[]> {
  const { center, zoom, size, window } = await page.evaluate(() => {
    const seen = globalThis.playground?.host.seen()
    if (!seen) throw new Error('no view')
    return seen
  })
  return (await drawn(page))
    .filter(({ box }) => {
      const [x, y] = [(box.x - center.x) * zoom + size.width / 2, (box.y - center.y) * zoom + size.height / 2]
      const [right, bottom] = [x + box.width * zoom, y + box.height * zoom]
      const isOnScreen = x >= 0 && y >= 0 && right <= size.width && bottom <= size.height
      const isUnderWindow = right > window.x && x < window.x + 360 && bottom > window.y && y < window.y + 720
      return !isOnScreen || isUnderWindow
    })
    .map(({ name }) => name)
}

/** In a low window at 200 % text size: how wide the state in the folded list's heading is, and how far the heading exceeds the window. */
async function lowHeading({ page, window }: Journey): Promise<{ readonly width: number; readonly beyond: number }> {
  const frame = page.locator('iframe[title="Depth Restyle"]')
  const before = await frame.evaluate((box) => {
    const { height } = box.style
    box.style.height = '480px'
    return height
  })
  const root = window.locator('html')
  await root.evaluate((html) => html.style.setProperty('font-size', '22px'))
  const found = await window.locator('.jobs').evaluate((list) => ({
    width: list.querySelector('.news')?.getBoundingClientRect().width ?? 0,
    beyond: (list.querySelector('header')?.getBoundingClientRect().bottom ?? 0) - innerHeight,
  }))
  await root.evaluate((html) => html.style.removeProperty('font-size'))
  await frame.evaluate((box, height) => void (box.style.height = height), before)
  return found
}

it('a run is one row that tells how far it is, and stops without losing what is paid', () =>
  play({ service: { taskMs: long } }, async (journey) => {
    const { page, window, service, restyle, waitPhase } = journey
    await window.getByRole('spinbutton', { name: 'Variants' }).fill('5')
    await restyle()
    for (const nth of [0, 1, 2]) await waitPhase('polling', nth)
    const row = window.getByRole('list', { name: 'Jobs' }).locator('[data-run]')
    expect(await row.count()).toBe(1)
    await row.getByText('0 of 5').waitFor()
    await row.getByRole('progressbar').first().waitFor({ state: 'attached' })
    expect(await row.locator('li[data-phase]').count()).toBe(5)
    expect(await unseen(journey)).toEqual([])
    expect((await drawn(page)).map(({ name }) => name.split(' · ').at(-1))).toEqual(
      expect.arrayContaining(['generating', 'generating', 'generating', 'queued', 'queued']),
    )
    await expectAccessible(journey, 'run-working')
    // The prompt stays on the first screen while a run is listed.
    expect(await window.getByRole('textbox', { name: 'Prompt' }).evaluate((box) => box.getBoundingClientRect().top < innerHeight)).toBe(
      true,
    )
    const heading = await lowHeading(journey)
    expect(heading.width).toBeGreaterThan(100)
    expect(heading.beyond).toBeLessThanOrEqual(0)
    await row.getByRole('button', { name: 'Stop' }).click()
    await row.getByText('0 of 5 · 2 stopped').waitFor()
    finish(journey)
    await row.getByText('3 of 5 · 2 stopped').waitFor()
    expect(service.submits()).toHaveLength(3)
    await soon(async () => expect(await results(page)).toHaveLength(3))
    const fold = row.getByRole('button', { name: 'Pictures', exact: true })
    expect(await fold.getAttribute('aria-expanded')).toBe('false')
    await fold.press('Enter')
    await row.getByRole('list').waitFor()
    await expectAccessible(journey, 'run-done')
  }))

it('one picture of a run is found, compared large, kept alone, undone and put back', () =>
  play({}, async (journey) => {
    const { page, window, job, restyle, waitPhase } = journey
    await window.getByRole('spinbutton', { name: 'Variants' }).fill('2')
    await restyle()
    for (const nth of [0, 1]) expect(await waitPhase('done', nth)).toMatchObject({ phase: 'done' })
    expect(await unseen(journey)).toEqual([])
    await window.getByRole('button', { name: 'Pictures', exact: true }).click()
    await job(0).getByRole('button', { name: 'Show on canvas' }).click()
    const card = window.getByRole('region', { name: 'Source' })
    await card.getByText('1 of 2').waitFor()
    await card.getByRole('button', { name: 'Next picture' }).click()
    await card.getByText('2 of 2').waitFor()

    const width = (): Promise<number> => page.locator('iframe[title="Depth Restyle"]').evaluate((frame) => frame.clientWidth)
    const before = await width()
    await card.getByRole('button', { name: 'Compare' }).click()
    await soon(async () => expect(await width()).toBeGreaterThan(before))
    await window.getByRole('dialog', { name: 'Compare' }).getByRole('button', { name: 'Zoom in' }).click()
    await page.keyboard.press('Escape')
    await soon(async () => expect(await width()).toBe(before))

    await card.getByRole('button', { name: 'More actions' }).click()
    await expectAccessible(journey, 'more-actions')
    await card.getByRole('button', { name: 'Keep this one' }).click()
    await soon(async () => expect(await results(page)).toHaveLength(1))
    await job(0).getByText('Not kept.').waitFor()
    await window.getByRole('list', { name: 'Jobs' }).getByText('1 kept of 2').waitFor()
    await job(0).getByRole('button', { name: 'Put back' }).click()
    await soon(async () => expect(await results(page)).toHaveLength(2))
    await job(0).getByRole('button', { name: 'Compare' }).waitFor()
    await job(0).getByText('% of lines kept').waitFor()
    // One undo removes what was put back; another one restores what "Keep this one" removed.
    await page.evaluate(() => globalThis.playground?.undo())
    expect(theOne(await results(page)).name).toContain('Photo, noon')
    await page.evaluate(() => globalThis.playground?.undo())
    await soon(async () => expect(await results(page)).toHaveLength(2))
  }))
