// Many options of one frame, and one option of many frames, as a new user makes them: with the window's own controls.

import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Box } from '../../playground/host/types.ts'
import { describeNode, idOf, recipeOf, results, select, selection, theOne, type Node } from './canvas.ts'
import { soon, type Journey } from './journey.ts'
import { useStage, useStory } from './support.ts'

const { play } = useStage()

type Made = Node & { readonly recipe: ReturnType<typeof recipeOf> & { readonly look: string; readonly light: string } }

async function made(page: Page): Promise<readonly Made[]> {
  return (await results(page)).map((node) => ({ ...node, recipe: recipeOf(node) as Made['recipe'] }))
}

/** The direct children of a layer. */
async function inside(page: Page, id: string): Promise<readonly Node[]> {
  const ids = await page.evaluate((asked) => globalThis.playground?.children(asked) ?? [], id)
  return (await Promise.all(ids.map((child) => describeNode(page, child)))).filter((node) => node !== null)
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/** The pairs that overlap. */
function clashes(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap((a, index) => nodes.slice(index + 1).flatMap((b) => (overlap(a.box, b.box) ? [`${a.name} on ${b.name}`] : [])))
}

/** Waits until `count` pictures are on the canvas; reports failed jobs. */
function until({ page, window }: Journey, count: number): Promise<void> {
  return soon(async () => {
    expect(await window.locator('[data-phase=failed]').allInnerTexts()).toEqual([])
    expect(await results(page)).toHaveLength(count)
    expect(await window.locator('[data-phase]:not([data-phase=done])').count()).toBe(0)
  })
}

const heads: Readonly<Record<string, string>> = {
  photo: 'Photo',
  brick: 'Brick',
  watercolour: 'Watercolour',
  noon: 'Noon',
  dusk: 'Dusk',
}

describe('many options', () => {
  const story = useStory({ author: null })

  /** The pictures of the sheet, and the section that contains them. */
  async function sheet() {
    const { page } = story()
    const pictures = (await made(page)).slice(0, 6)
    return { page, pictures, section: theOne([...new Set(pictures.map(({ parent }) => parent))]) }
  }

  it('are counted on the button', async () => {
    const { window, button, press } = story()
    await press('Pick several looks')
    for (const name of ['Brick', 'Watercolour']) await window.getByRole('checkbox', { name }).check()
    await press('Pick several lights')
    await window.getByRole('checkbox', { name: 'Dusk' }).check()
    expect(await button('Restyle into 6 pictures').count()).toBe(1)
    await window.getByText('1 frame × 3 looks × 2 lights, about $0.36 (price seen 2026-11)').waitFor()
  })

  it('come as one sheet, each in the row and the column of its headings', async () => {
    await story().restyle()
    await until(story(), 6)
    const { page, pictures, section } = await sheet()
    expect(await describeNode(page, section)).toMatchObject({ type: 'SECTION', name: 'Villa, street view, 3 looks × 2 lights' })
    const texts = (await inside(page, section)).filter(({ type }) => type === 'TEXT')
    expect(new Set(texts.map(({ name }) => name))).toEqual(new Set(Object.values(heads)))
    for (const { box, recipe } of pictures) {
      expect(texts.find(({ name }) => name === heads[recipe.look])?.box.y).toBe(box.y)
      expect(texts.find(({ name }) => name === heads[recipe.light])?.box.x).toBe(box.x)
    }
    expect(new Set(pictures.map(({ recipe }) => `${recipe.look} ${recipe.light}`)).size).toBe(6)
  })

  it('cover nothing, in the section and beside it', async () => {
    const { page, section } = await sheet()
    expect(clashes(await inside(page, section))).toEqual([])
    expect(clashes(await inside(page, String((await describeNode(page, section))?.parent)))).toEqual([])
  })

  it('are picked in the list: what made one is told, and what it offers', async () => {
    const { page, window } = story()
    await window.getByRole('button', { name: 'Pictures', exact: true }).click()
    const liked = window.locator('[data-phase]').filter({ hasText: 'Brick, dusk' })
    await liked.getByRole('button', { name: 'Show on canvas' }).click()
    const picked = pickedOf((await sheet()).pictures)
    await soon(async () => expect(await selection(page)).toEqual([picked.id]))
    await window.getByText(`Made with Brick, dusk, FLUX.1 Depth [pro], seed ${picked.recipe.seed}`).waitFor()
    // What Figma's own panel would show for it.
    const offered = page.getByRole('group', { name: 'Plugin buttons of this layer' }).getByRole('button')
    expect(await offered.allInnerTexts()).toEqual(['Use these settings', 'Remix', 'More like this'])
  })

  it('become more of the one that is liked, beside it, under other seeds', async () => {
    const { page, press, service } = story()
    const { pictures, section } = await sheet()
    const picked = pickedOf(pictures)
    await press('More like this (4 pictures)')
    await press('Restyle into 4 pictures')
    await until(story(), 10)
    const more = (await made(page)).filter(({ id }) => !pictures.some((one) => one.id === id))
    const { seed, source, prompt } = picked.recipe
    for (const one of more) {
      expect(one).toMatchObject({ parent: section, box: { y: picked.box.y, width: picked.box.width, height: picked.box.height } })
      expect(one.recipe).toMatchObject({ look: 'brick', light: 'dusk', prompt, source: { id: source.id } })
    }
    expect(new Set([seed, ...more.map(({ recipe }) => recipe.seed)]).size).toBe(5)
    expect(clashes(await inside(page, section))).toEqual([])
    expect(service.submits()).toHaveLength(10)
  })

  it('are compared by the keyboard alone, as the dialog tells', async () => {
    const { page, window } = story()
    await window.getByRole('region', { name: 'Source' }).getByRole('button', { name: 'Compare' }).click()
    const dialog = window.getByRole('dialog', { name: 'Compare' })
    for (const name of [/^Before$/, /^After/]) await dialog.getByRole('img', { name }).waitFor()
    await page.keyboard.press('Space')
    await soon(async () => expect(await dialog.getByRole('status').innerText()).toMatch(/^Before$/))
    const back = dialog.getByRole('button', { name: 'Previous' }).locator('svg')
    expect(await back.evaluate((icon) => (icon as unknown as SVGSVGElement).getScreenCTM()?.a ?? 0)).toBeLessThan(0)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })
})

/** Of a sheet's pictures. */
function pickedOf(pictures: readonly Made[]): Made {
  return theOne(pictures.filter(({ recipe }) => recipe.look === 'brick' && recipe.light === 'dusk'))
}

describe.concurrent('several screens', () => {
  it('are restyled together on a board, each at its own size, under one seed', () =>
    play({ scene: 'app', author: null }, async (journey) => {
      const { page, window, button, restyle, service } = journey
      const names = ['Home screen', 'Trip screen', 'Saved screen']
      const ids = await Promise.all(names.map((name) => idOf(page, name)))
      await select(page, ids)
      const card = window.getByRole('region', { name: 'Source' })
      await card.getByText('1 of 3').waitFor()
      await card.getByRole('button', { name: 'Next frame' }).click()
      await card.getByText('Trip screen').waitFor()
      await window.getByRole('radio', { name: 'In one section' }).check()
      // The shortcut in the button is not part of its accessible name.
      expect(
        await button(/^Restyle/)
          .locator('span')
          .innerText(),
      ).toBe('Restyle into 3 pictures')
      const before = await Promise.all(ids.map((id) => describeNode(page, id)))
      await restyle()
      await until(journey, 3)

      const three = await made(page)
      expect(new Set(three.map(({ recipe }) => recipe.source.id))).toEqual(new Set(ids))
      for (const { box, recipe } of three) {
        const source = before[ids.indexOf(recipe.source.id)]
        expect(box).toMatchObject({ width: source?.box.width, height: source?.box.height })
      }
      expect(new Set(three.map(({ recipe }) => recipe.seed)).size).toBe(1)
      const board = theOne([...new Set(three.map(({ parent }) => parent))])
      expect(await describeNode(page, board)).toMatchObject({ type: 'SECTION' })
      expect(clashes(await inside(page, board))).toEqual([])
      expect(await Promise.all(ids.map((id) => describeNode(page, id)))).toEqual(before)
      expect(service.submits()).toHaveLength(3)
    }))
})
