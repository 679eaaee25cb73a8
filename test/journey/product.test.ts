// A product in a new scene: marked with the window's own control, unchanged to the pixel, and standing on the ground.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../../playground/serve/bundle.ts'
import { describeNode, idOf, pngOf, results, select, theOne } from './canvas.ts'
import { soon, type Journey } from './journey.ts'
import { useStage } from './support.ts'
import { expectAccessible } from './themes.ts'

const folder = join(root, 'out/screens')
const { play } = useStage()

async function children({ page }: Journey, id: string): Promise<readonly string[]> {
  const ids = await page.evaluate((asked) => globalThis.playground?.children(asked) ?? [], id)
  return Promise.all(ids.map(async (child) => (await describeNode(page, child))?.name ?? ''))
}

it('a bottle stands in another scene, the same to the pixel and grounded', () =>
  play({ scene: 'product', author: null, service: { taskMs: 0, paint: 'repaint' } }, async (journey) => {
    const { page, window, job, press, restyle, waitPhase } = journey
    await mkdir(folder, { recursive: true })
    const source = await idOf(page, 'Bottle on table')
    const before = await describeNode(page, source)
    await window.getByRole('radio', { name: 'Product', exact: true }).check()
    await window.getByRole('radio', { name: 'Oak table' }).check()
    await window.getByRole('combobox', { name: /^Product/ }).selectOption({ label: 'Bottle' })
    await window.getByRole('button', { name: 'Show editable layers' }).waitFor()
    await expectAccessible(journey, 'product-marked')
    await restyle()
    expect(await waitPhase('done')).toMatchObject({ phase: 'done' })

    const told = job().getByRole('group', { name: 'Product' })
    await told.getByText(/^0 of \d{1,3}(,\d{3})+ product pixels changed\.$/).waitFor()
    const result = theOne(await results(page))
    expect(await children(journey, result.id)).toEqual(['Contact shadow', 'Light', 'Bottle on table'])
    await writeFile(join(folder, 'product-result.png'), await pngOf(page, result.id, 1))
    await writeFile(join(folder, 'product-source.png'), await pngOf(page, source, 1))
    await expectAccessible(journey, 'product-done')

    // By keyboard: weaker, off, and on again at the same strength.
    const grounded = await pngOf(page, result.id, 0.5)
    const slider = told.getByRole('slider', { name: 'Strength' })
    await slider.focus()
    for (let nth = 0; nth < 4; nth++) await page.keyboard.press('PageDown')
    await soon(async () => expect((await describeNode(page, String(await shadowOf(journey, result.id))))?.['opacity']).toBeLessThan(0.7))
    const percent = await slider.inputValue()
    expect(Number(percent)).toBeLessThan(100)
    await told.getByRole('checkbox', { name: 'Shadow and light' }).uncheck()
    await soon(async () => expect((await describeNode(page, String(await shadowOf(journey, result.id))))?.['visible']).toBe(false))
    expect(Buffer.compare(await pngOf(page, result.id, 0.5), grounded)).not.toBe(0)
    await told.getByRole('checkbox', { name: 'Shadow and light' }).check()
    expect(await slider.inputValue()).toBe(percent)

    // The proof is shown again when the result is selected, and changes that somebody makes to the product are reported.
    await job().getByRole('button', { name: 'Show on canvas' }).click()
    const card = window.getByRole('region', { name: 'Source' }).getByRole('group', { name: 'Product' })
    await card.getByText(/^0 of /).waitFor()
    await expectAccessible(journey, 'product-selected')
    await page.evaluate(
      (id) =>
        globalThis.playground?.host.author(`async (figma) => {
        const glass = (await figma.getNodeByIdAsync('${id}')).findAll((node) => node.name === 'Label')[0]
        glass.fills = [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 } }]
        return null
      }`),
      result.id,
    )
    await card.getByText(/^\d{1,3}(,\d{3})+ of \d{1,3}(,\d{3})+ product pixels changed\. It was edited/).waitFor()

    await select(page, [source])
    expect(await describeNode(page, source)).toEqual(before)
    await press('Results')
  }))

async function shadowOf({ page }: Journey, result: string): Promise<string | undefined> {
  return page.evaluate((id) => globalThis.playground?.children(id)[0], result)
}
