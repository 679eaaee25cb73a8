// An app screen is restyled and its text stays editable; a layer is kept; only an area is changed.

import { mkdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import sharp from 'sharp'
import type { Box } from '../../playground/host/types.ts'
import { describeNode, pngOf, recipeOf, results, select, theOne } from './canvas.ts'
import { judge } from './judge.ts'
import { useStage } from './support.ts'

const { play } = useStage()

type Facts = Record<string, unknown> & { readonly id: string; readonly type: string; readonly children: readonly string[] }

async function under(page: Page, root: string): Promise<readonly Facts[]> {
  return page.evaluate((id) => {
    const found: Facts[] = []
    const todo = [id]
    for (let one = todo.shift(); one !== undefined; one = todo.shift()) {
      const facts = globalThis.playground?.describe(one) as Facts | null
      if (!facts) continue
      found.push(facts)
      todo.unshift(...facts.children)
    }
    return found
  }, root)
}

async function wordsIn(page: Page, root: string): Promise<readonly unknown[]> {
  return (await under(page, root)).filter(({ type, opacity }) => type === 'TEXT' && opacity !== 0).map(({ characters }) => characters)
}

function find(page: Page, name: string): Promise<string> {
  return page.evaluate((wanted) => globalThis.playground?.find(wanted) ?? '', name)
}

/** The largest difference in any channel between the sent picture and the frame with its text made invisible, drawn without the plugin. */
async function apartFrom(page: Page, id: string, sent: Uint8Array, content: Box): Promise<number> {
  const bare = await page.evaluate(
    async (asked) =>
      (await globalThis.playground?.host.author<string>(`async (figma) => {
        const copy = (await figma.getNodeByIdAsync('${asked}')).clone()
        for (const text of copy.findAll((node) => node.type === 'TEXT')) text.opacity = 0
        return copy.id
      }`)) ?? '',
    id,
  )
  const { width } = (await describeNode(page, bare)) as unknown as { width: number }
  const drawn = await sharp(await pngOf(page, bare, content.width / width))
    .flatten({ background: '#fff' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  await page.evaluate((copy) => globalThis.playground?.remove(copy), bare)
  const { x, y, height } = content
  const cut = await sharp(sent).extract({ left: x, top: y, width: content.width, height }).removeAlpha().raw().toBuffer()
  expect([drawn.info.width, drawn.info.height]).toEqual([content.width, height])
  return cut.reduce((most, value, at) => Math.max(most, Math.abs(value - (drawn.data[at] ?? 0))), 0)
}

describe.concurrent('a screen whose text stays live', () => {
  it('can be typed into after it was restyled', () =>
    play({ scene: 'app', author: null, service: { paint: 'repaint' } }, async ({ page, window, frame, restyle, waitPhase, service }) => {
      const source = await find(page, 'Home screen')
      const live = window.getByRole('group', { name: 'Keep editable' })
      await live.getByRole('checkbox', { name: 'Text 17' }).waitFor()
      expect(await live.getByRole('checkbox', { name: 'Text 17' }).isChecked()).toBe(true)
      expect(await live.getByRole('checkbox', { name: 'Icons and vectors 11' }).isChecked()).toBe(false)
      const before = JSON.stringify(await under(page, source))
      await restyle()
      await waitPhase('done')
      const result = theOne(await results(page))
      expect(await wordsIn(page, result.id)).toEqual(await wordsIn(page, source))
      expect(JSON.stringify(await under(page, source))).toBe(before)
      const sent = theOne(service.submits()).pictures['control_image'] ?? new Uint8Array()
      expect(await apartFrom(page, source, sent, recipeOf(result).content)).toBeLessThanOrEqual(2)

      const headline = (await under(page, result.id)).find(({ name }) => name === 'Headline')
      await select(page, [headline?.id ?? ''])
      await page.locator('.stage').focus()
      await page.keyboard.press('Enter')
      const field = page.getByRole('textbox', { name: 'Text on the canvas' })
      await field.waitFor()
      await page.keyboard.type('Somewhere new')
      await page.waitForFunction((id) => globalThis.playground?.describe(id)?.['characters'] === 'Somewhere new', headline?.id ?? '')
      await page.keyboard.press('Escape')
      await field.waitFor({ state: 'hidden' })
      expect(JSON.stringify(await under(page, source))).toBe(before)

      await mkdir('out/screens', { recursive: true })
      await select(page, [source])
      await live.getByRole('button', { name: 'Show editable layers' }).click()
      await window.getByRole('img', { name: 'Editable layers of Home screen' }).waitFor()
      for (const theme of ['light', 'dark'] as const) {
        await page.evaluate((name) => globalThis.playground?.setTheme(name), theme)
        await window.locator(`html.figma-${theme}`).waitFor()
        await page.evaluate(() => globalThis.playground?.whenDrawn())
        expect(await judge(await frame())).toEqual([])
        await page.screenshot({ path: `out/screens/live-${theme}.png` })
      }
      await page.evaluate(() => globalThis.playground?.setTheme('light'))
    }))

  it('keeps a layer that was chosen on the canvas, and lets it go again', () =>
    play({ scene: 'app', author: null }, async ({ page, window, frame, press, restyle, waitPhase }) => {
      const card = window.getByRole('region', { name: 'Source' })
      await card.getByText('Home screen').first().waitFor()
      await select(page, [await find(page, 'Featured trip')])
      await card.getByRole('button', { name: 'Keep this layer editable' }).waitFor()
      expect(await judge(await frame())).toEqual([])
      await press('Keep this layer editable')
      await card.getByRole('heading', { name: 'Home screen' }).waitFor()
      await card.getByRole('button', { name: 'Remove Featured trip' }).waitFor()
      expect(await judge(await frame())).toEqual([])
      await card.getByRole('checkbox', { name: 'Text 14' }).waitFor()
      await restyle()
      await waitPhase('done')
      const made = await under(page, theOne(await results(page)).id)
      const kept = made.find(({ name }) => name === 'Featured trip')
      const source = await describeNode(page, await find(page, 'Featured trip'))
      expect(kept).toMatchObject({ type: 'FRAME', cornerRadius: 20, effects: [{ type: 'DROP_SHADOW' }] })
      expect(kept?.children).toHaveLength(((source ?? {}) as unknown as Facts).children.length)
      await press('Remove Featured trip')
      await card.getByRole('checkbox', { name: 'Text 17' }).waitFor()
    }))

  it('changes in one area only, marked by a shape drawn over it', () =>
    play({ scene: 'app', author: null }, async ({ page, window, press, restyle, waitPhase }) => {
      const card = window.getByRole('region', { name: 'Source' })
      await card.getByText('Home screen').first().waitFor()
      const [shape = ''] = await page.evaluate(async () => {
        const section = globalThis.playground?.find('Trips') ?? ''
        return (
          (await globalThis.playground?.host.author<string[]>(`async (figma) => {
            const area = figma.createEllipse(); area.name = 'Round'; area.resize(260, 260)
            const section = await figma.getNodeByIdAsync('${section}'); section.appendChild(area); area.x = 160; area.y = 260
            return [area.id]
          }`)) ?? []
        )
      })
      await select(page, [shape])
      await press('Restyle inside this shape')
      await card.getByRole('radio', { name: 'Inside', checked: true }).waitFor()
      // The pressed button is gone, so the focus is on the next one: the picture.
      expect(await window.locator(':focus').innerText()).toMatch(/^Restyle frame/)
      await restyle()
      await waitPhase('done')
      const made = await under(page, theOne(await results(page)).id)
      expect(made.find(({ isMask }) => isMask === true)).toMatchObject({ type: 'ELLIPSE', name: 'Area' })
      expect(await wordsIn(page, theOne(await results(page)).id)).toHaveLength(17)
      await card.getByRole('radio', { name: 'Outside' }).check()
      await card.getByRole('radio', { name: 'Outside', checked: true }).waitFor()
    }))
})
