// Every state of the window on one page, light and dark, narrow and wide and at twice the text: `npm run pictures -- --sheet` alone.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Frame, FrameLocator, Page } from 'playwright-core'
import sharp from 'sharp'
import { root } from './serve/bundle.ts'
import type { World } from './serve/world.ts'
import { states } from './states.ts'

type Stage = { readonly page: Page; readonly window: FrameLocator }

type Shown = { readonly name: string; readonly says: string; readonly prepare: (stage: Stage) => Promise<void> }

type Way = { readonly label: string; readonly theme: 'light' | 'dark'; readonly width: number; readonly text: number }

const ways: readonly Way[] = [
  { label: 'light', theme: 'light', width: 360, text: 1 },
  { label: 'dark', theme: 'dark', width: 360, text: 1 },
  { label: '300 px', theme: 'light', width: 300, text: 1 },
  { label: '720 px', theme: 'dark', width: 720, text: 1 },
  { label: 'text 200 %', theme: 'light', width: 360, text: 2 },
]

const title = 'iframe[title="Depth Restyle"]'
const waitMs = 60_000

function open(state: string): Shown['prepare'] {
  return async ({ page, window }) => {
    await page.evaluate((name) => playground?.openState(name), state)
    await window.locator('main[aria-busy=false]').waitFor({ timeout: waitMs })
    const phase = states.find(({ name }) => name === state)?.job?.phase
    if (phase !== undefined) await window.locator(`[data-phase=${phase}]`).first().waitFor({ state: 'attached', timeout: waitMs })
  }
}

function then(state: string, act: (stage: Stage) => Promise<void>): Shown['prepare'] {
  return async (stage) => {
    await open(state)(stage)
    await act(stage)
  }
}

async function order({ window }: Stage, variants: string): Promise<void> {
  await window.getByRole('spinbutton', { name: 'Variants' }).fill(variants)
  await window.locator('.run button:not([aria-disabled="true"])').first().click()
}

function dialog(name: string): Shown['prepare'] {
  return then('done', async ({ window }) => {
    await window.getByRole('button', { name, exact: true }).first().click()
    await window.getByRole('dialog', { name }).waitFor()
  })
}

const opened: readonly Shown[] = [
  {
    name: 'run-working',
    says: 'A run of several pictures on its way.',
    prepare: then('ready', async (stage) => {
      await order(stage, '5')
      await stage.window.locator('[data-phase=done]').first().waitFor({ state: 'attached', timeout: waitMs })
    }),
  },
  {
    name: 'run-done',
    says: 'A run that is done, its pictures unfolded.',
    prepare: then('ready', async (stage) => {
      await order(stage, '3')
      await stage.window.locator('[data-phase=done]').nth(2).waitFor({ state: 'attached', timeout: waitMs })
      await stage.window.getByRole('button', { name: 'Pictures', exact: true }).click()
    }),
  },
  {
    name: 'selected-result',
    says: 'A result is selected.',
    prepare: then('done', async ({ window }) => {
      await window.getByRole('button', { name: 'Show on canvas' }).first().click()
      await window.getByText(/Made with/).waitFor()
    }),
  },
  {
    name: 'advanced',
    says: 'Advanced is open.',
    prepare: then('ready', async ({ window }) => {
      const button = window.getByRole('button', { name: 'Advanced' })
      await button.click()
      await button.scrollIntoViewIfNeeded()
    }),
  },
  {
    name: 'look-picture',
    says: 'A picture gives the look.',
    prepare: then('ready', async ({ window }) => {
      await window.getByRole('button', { name: 'Advanced' }).click()
      await window.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'FLUX.2 [pro]' })
      await window.getByRole('button', { name: 'Advanced' }).click()
      await window.locator('.look-from input').setInputFiles(join(root, 'docs/images/live.jpg'))
      await window.locator('.look-picture').scrollIntoViewIfNeeded()
    }),
  },
  { name: 'settings', says: 'Settings.', prepare: dialog('Settings') },
  { name: 'results', says: 'Results.', prepare: dialog('Results') },
  { name: 'presets', says: 'Presets.', prepare: dialog('Presets') },
  {
    name: 'compare',
    says: 'Compare.',
    prepare: then('done', async ({ window }) => {
      await window.getByRole('list', { name: 'Jobs' }).getByRole('button', { name: 'Compare' }).first().click()
      await window.getByRole('img', { name: 'Before' }).waitFor()
    }),
  },
]

async function frameOf(page: Page): Promise<Frame | null> {
  return (await page.locator(title).elementHandle())?.contentFrame() ?? null
}

async function photograph({ page }: Stage, { theme, width, text }: Way): Promise<Buffer> {
  await page.evaluate((worn) => playground?.setTheme(worn), theme)
  await page.locator(title).evaluate((frame, size) => {
    frame.style.width = `${size}px`
    frame.style.height = '680px'
  }, width)
  const frame = await frameOf(page)
  await frame?.evaluate((factor) => document.documentElement.style.setProperty('font-size', factor === 1 ? '' : `${11 * factor}px`), text)
  await page.waitForTimeout(150)
  const png = await page.locator(title).screenshot()
  return sharp(png).jpeg({ quality: 72, mozjpeg: true }).toBuffer()
}

function row({ name, says }: Shown, shots: readonly Buffer[]): string {
  const figures = shots.map(
    (shot, index) =>
      `<figure><img src="data:image/jpeg;base64,${shot.toString('base64')}" alt="${name}, ${ways[index]?.label ?? ''}"></figure>`,
  )
  return `<section id="${name}"><h2>${name}</h2><p>${says}</p><div>${figures.join('')}</div></section>`
}

function sheet(rows: readonly string[]): string {
  return `<!doctype html><meta charset="utf-8"><title>Depth Restyle, every state</title><style>
body { font: 14px/1.4 system-ui; margin: 24px; background: #e9e9ec }
div { display: flex; gap: 12px; align-items: start; overflow: auto }
figure { margin: 0; flex: none } img { display: block; border-radius: 10px; box-shadow: 0 1px 6px #0003 } h2 { margin: 32px 0 0 } p { margin: 0 0 8px }
</style><h1>Every state: ${ways.map(({ label }) => label).join(', ')}</h1>${rows.join('\n')}`
}

export async function makeContactSheet(browser: Browser, world: World): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1560, height: 860 }, reducedMotion: 'reduce', colorScheme: 'light' })
  const page = await context.newPage()
  await page.goto(`${world.pageUrl}?scene=building&theme=light`)
  await page.waitForFunction(() => document.documentElement.dataset['ready'] === 'true', null, { timeout: waitMs })
  const stage: Stage = { page, window: page.frameLocator(title) }
  const rows: string[] = []
  for (const shown of [...states.map(({ name, says }) => ({ name, says, prepare: open(name) })), ...opened]) {
    await shown.prepare(stage).catch((error: unknown) => console.warn(`${shown.name}: ${String(error).split('\n')[0]}`))
    const shots: Buffer[] = []
    for (const way of ways) shots.push(await photograph(stage, way))
    rows.push(row(shown, shots))
  }
  await context.close()
  await mkdir(join(root, 'out'), { recursive: true })
  await writeFile(join(root, 'out', 'contact-sheet.html'), sheet(rows))
  console.log(`out/contact-sheet.html  ${rows.length} states, ${ways.length} pictures each`)
}
