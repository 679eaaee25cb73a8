// Every state of the window on one page: light and dark, narrow and wide, and at 200 % text size. Only this: `npm run pictures -- --sheet`.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Frame, Page } from 'playwright-core'
import sharp from 'sharp'
import { root } from './serve/bundle.ts'
import type { World } from './serve/world.ts'
import { open, type Shown, type Stage, title, waitMs } from './contact-acts.ts'
import { opened } from './contact-states.ts'
import { states } from './states.ts'

type Way = { readonly label: string; readonly theme: 'light' | 'dark'; readonly width: number; readonly text: number }

export const ways: readonly Way[] = [
  { label: 'light', theme: 'light', width: 360, text: 1 },
  { label: 'dark', theme: 'dark', width: 360, text: 1 },
  { label: '300 px', theme: 'light', width: 300, text: 1 },
  { label: '720 px', theme: 'dark', width: 720, text: 1 },
  { label: 'text 200 %', theme: 'light', width: 360, text: 2 },
]

export async function frameOf(page: Page): Promise<Frame | null> {
  return (await page.locator(title).elementHandle())?.contentFrame() ?? null
}

export async function photograph({ page }: Stage, { theme, width, text }: Way): Promise<Buffer> {
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
