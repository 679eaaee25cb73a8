// `npm start -- --once`: restyles the sample frame in headless Chromium, using the plugin's own buttons.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launch } from './chromium.ts'
import { samples } from './scenes/scenes.ts'
import { buildPlugin, root } from './serve/bundle.ts'
import type { Settings } from './serve/settings.ts'
import { startWorld, usualRelayPort } from './serve/world.ts'

const waitMs = 180_000
const name = samples.building

export async function once({ upstream }: Pick<Settings, 'upstream'>): Promise<void> {
  const startedAt = performance.now()
  await buildPlugin((line) => console.log(line))
  const world = await startWorld({
    relayPort: usualRelayPort,
    pagePort: 0,
    mayMoveRelay: true,
    ...(upstream ? { upstream } : {}),
  })
  try {
    const browser = await launch(world.hostRules ? [`--host-resolver-rules=${world.hostRules}`] : [])
    try {
      const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } })
      const { seconds, before, after, canvas } = await restyle(page, world.pageUrl)
      const folder = join(root, 'out')
      await mkdir(folder, { recursive: true })
      for (const [file, png] of Object.entries({ 'before.png': before, 'after.png': after, 'canvas.png': canvas })) {
        await writeFile(join(folder, file), png)
        console.log(`out/${file}  ${sizeOf(png)}, ${Math.round(png.length / 1000)} kB`)
      }
      const made = upstream ? 'by the real service' : 'by the stand-in: the picture is simulated'
      console.log(
        `${name} restyled in ${seconds.toFixed(1)} s ${made}. Whole run ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`,
      )
    } finally {
      await browser.close()
    }
  } finally {
    await world.close()
  }
}

type Outcome = { readonly seconds: number; readonly before: Buffer; readonly after: Buffer; readonly canvas: Buffer }

async function restyle(page: Page, address: string): Promise<Outcome> {
  const uncaught: string[] = []
  page.on('pageerror', ({ message }) => uncaught.push(message))
  await page.goto(`${address}?scene=building&run=1`)
  await page.waitForFunction(() => globalThis.playground?.isRunning(), null, { timeout: 30_000 })
  await page.evaluate(() => playground?.whenRunning())

  const window = page.frameLocator('iframe[title="Depth Restyle"]')
  const button = window.getByRole('button', { name: /^Restyle/, disabled: false })
  await button.waitFor({ timeout: 15_000 })
  const pressedAt = performance.now()
  await button.click()
  const job = window.getByRole('list', { name: 'Jobs' }).getByRole('listitem').first()
  await window.locator('[data-phase=done], [data-phase=failed]').first().waitFor({ timeout: waitMs })
  const seconds = (performance.now() - pressedAt) / 1000
  const failure = await job.getAttribute('data-failure')
  if (failure !== null) throw new Error(`The job failed with ${failure}: ${(await job.innerText()).replace(/\s+/g, ' ')}`)

  const pictures = await page.evaluate(picturesOnPage, name)
  const problems = [
    ...uncaught,
    ...(await page.evaluate(() => [...(playground?.problems() ?? []), ...(playground?.windowProblems() ?? [])])),
  ]
  if (problems.length > 0) throw new Error(`The run had problems:\n${problems.join('\n')}`)
  const [before, after, canvas] = pictures.map((text) => Buffer.from(text, 'base64'))
  if (!before || !after || !canvas) throw new Error('There is no result on the canvas.')
  return { seconds, before, after, canvas }
}

/** Runs in the page: returns source, result and both side by side as base64. */
async function picturesOnPage(source: string): Promise<readonly string[]> {
  const api = globalThis.playground
  const id = api?.find(source)
  if (!api || !id) return []
  const parent = String(api.describe(id)?.['parent'])
  const made = [...api.children(parent)].reverse().find((child) => child !== id && 'recipe' in Object(api.describe(child)?.['pluginData']))
  const [from, to] = [api.box(id), made === undefined ? null : api.box(made)]
  if (!from || !to || made === undefined) return []
  const left = from.x - 60
  const both = { x: left, y: from.y - 60, width: to.x + to.width + 60 - left, height: Math.max(from.height, to.height) + 120 }
  const shots = [await api.exportPng(id), await api.exportPng(made), await api.screenshot(both, 1)]
  return shots.map((png) => btoa(Array.from(png, (byte) => String.fromCharCode(byte)).join('')))
}

/** Reads the size from the header of a PNG. */
function sizeOf(png: Buffer): string {
  return `${png.readUInt32BE(16)} × ${png.readUInt32BE(20)}`
}
