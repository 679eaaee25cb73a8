// The text of an app screen over a picture that makes it unreadable: found, shown in place, and fixed by one press.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../../playground/serve/bundle.ts'
import { type Node, describeNode, pngOf, results, select, selection, theOne } from './canvas.ts'
import { type Journey, soon } from './journey.ts'
import { useStage } from './support.ts'
import { expectAccessible } from './themes.ts'

const folder = join(root, 'out/screens')
const { play } = useStage()

async function scrimsIn({ page }: Journey, id: string): Promise<readonly Node[]> {
  const ids = await page.evaluate((asked) => globalThis.playground?.children(asked) ?? [], id)
  const nodes = await Promise.all(ids.map((child) => describeNode(page, child)))
  return nodes.filter((node) => node?.name === 'Scrim') as readonly Node[]
}

it('texts that are hard to read over a picture are listed, shown and mended by one press, and one undo takes the scrims', () =>
  play({ scene: 'app', author: null, service: { paint: 'repaint' } }, async (journey) => {
    const { page, window, job, restyle, waitPhase } = journey
    await mkdir(folder, { recursive: true })
    await window.getByRole('radio', { name: 'Cut paper' }).check()
    await restyle()
    expect(await waitPhase('done')).toMatchObject({ phase: 'done' })
    const group = job().getByRole('group', { name: 'Readability' })
    const verdict = group.getByText(/hard to read/)
    await verdict.waitFor()
    const [, hard = ''] = /(\d+) texts hard to read\./.exec(await verdict.innerText()) ?? []
    await group.getByRole('button', { name: 'Show', exact: true }).click()
    const lines = group.getByRole('listitem')
    expect(await lines.count()).toBe(Number(hard))
    // The clock in the phone's status bar does not count as text.
    expect(await lines.filter({ hasText: '9:41' }).count()).toBe(0)
    await group.scrollIntoViewIfNeeded()
    await expectAccessible(journey, 'readable-before')
    const made = theOne(await results(page))
    await writeFile(join(folder, 'readable-canvas-before.png'), await pngOf(page, made.id, 2))

    // The text itself is selected on the canvas, and the card still shows what is known of its picture.
    const first = lines.first().getByRole('button')
    const words = (await first.locator('.unreadable-words').innerText()).trim()
    await first.click()
    await soon(async () => {
      const [id = ''] = await selection(page)
      expect(await describeNode(page, id)).toMatchObject({ type: 'TEXT', characters: words })
    })
    const card = window.getByRole('region', { name: 'Source' })
    await card.getByRole('group', { name: 'Readability' }).getByText(`${hard} texts hard to read.`).waitFor()

    await group.getByRole('button', { name: 'Add scrims' }).click()
    const after = group.getByText(/\d+ scrims added\./)
    await after.waitFor()
    const told = await after.innerText()
    await soon(async () => expect(await window.getByRole('region', { name: 'Pictures' }).getByRole('status').innerText()).toBe(told))
    const scrims = await scrimsIn(journey, made.id)
    expect(told).toMatch(new RegExp(`${scrims.length} scrims added`))
    expect(await lines.count()).toBeLessThan(Number(hard))
    await writeFile(join(folder, 'readable-canvas-after.png'), await pngOf(page, made.id, 2))
    await group.scrollIntoViewIfNeeded()
    await expectAccessible(journey, 'readable-after')

    // Only what is still possible is offered, and one undo removes all scrims. The window notices, though something else is selected.
    await select(page, [])
    await page.evaluate(() => globalThis.playground?.host.undo())
    expect(await scrimsIn(journey, made.id)).toEqual([])
    expect(theOne(await results(page)).id).toBe(made.id)
    await group.getByText(`${hard} texts hard to read.`).waitFor()

    // In another window, the text is measured again on request.
    await journey.reopen()
    await select(page, [made.id])
    await card.getByRole('button', { name: 'Measure the text' }).click()
    await card.getByText(`${hard} texts hard to read.`).waitFor()
  }))
