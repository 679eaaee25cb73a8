// `npm run pictures`: takes the README's pictures of the plugin in the playground, those of the listing, and the contact sheet with every
// state of the window. `--sheet` makes only that one, out/contact-sheet.html.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FrameLocator, Page } from 'playwright-core'
import sharp from 'sharp'
import { launch } from './chromium.ts'
import { done } from './contact-acts.ts'
import { makeContactSheet } from './contact-sheet.ts'
import { faultOfOptions } from './given.ts'
import { makeListingPictures } from './listing-pictures.ts'
import { once } from './once.ts'
import { buildPlugin, root } from './serve/bundle.ts'
import { startWorld } from './serve/world.ts'

const folder = join(root, 'docs', 'images')
const waitMs = 180_000

async function open(page: Page, address: string): Promise<FrameLocator> {
  await page.goto(address)
  await page.waitForFunction(() => globalThis.playground?.isRunning(), null, { timeout: waitMs })
  await page.evaluate(() => playground?.whenRunning())
  const window = page.frameLocator('iframe[title="Depth Restyle"]')
  await window.locator('main[aria-busy=false]').waitFor()
  await isExact(window)
  return window
}

/** Waits until the card shows the exact picture that will be sent. */
function isExact(window: FrameLocator): Promise<void> {
  return window.locator('.source [aria-busy=false] > img').first().waitFor()
}

function restyle(window: FrameLocator): Promise<void> {
  return window.getByRole('button', { name: /^Restyle/, disabled: false }).click()
}

function until(window: FrameLocator, count: number): Promise<void> {
  return done({ window }, count, waitMs)
}

/** Photographs the canvas with the window over it: everything in view, the pointer out of the way. */
async function take(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Fit all' }).last().click()
  await page.mouse.move(0, 0)
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.waitForTimeout(800)
  await page.evaluate(() => playground?.whenDrawn())
  const png = await page.locator('.well').screenshot()
  await keep(`${name}.jpg`, await sharp(png).jpeg({ quality: 80, mozjpeg: true }).toBuffer())
}

async function keep(file: string, bytes: Buffer): Promise<void> {
  const { width, height } = await sharp(bytes).metadata()
  await writeFile(join(folder, file), bytes)
  console.log(`docs/images/${file}  ${width} × ${height}, ${Math.round(bytes.length / 1000)} kB`)
}

/** The frame and its result side by side, as `npm start -- --once` photographs them. */
async function takeCanvas(): Promise<void> {
  await once({})
  const png = join(root, 'out', 'canvas.png')
  await keep('canvas.jpg', await sharp(png).resize(1400).jpeg({ quality: 80, mozjpeg: true }).toBuffer())
}

async function takeWindow(page: Page, window: FrameLocator): Promise<void> {
  await restyle(window)
  await until(window, 1)
  const shots: Buffer[] = []
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((name) => playground?.setTheme(name), theme)
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await page.waitForTimeout(400)
    shots.push(await page.locator('.plugin-window').screenshot({ omitBackground: true }))
  }
  await page.evaluate(() => playground?.setTheme('light'))
  const [light, dark] = shots
  if (!light || !dark) return
  const { width, height } = await sharp(light).metadata()
  const both = sharp({ create: { width: width * 2 + 24, height, channels: 4, background: '#0000' } })
  const parts = [light, dark].map((input, index) => ({ input, left: index * (width + 24), top: 0 }))
  await keep('window.png', await both.composite(parts).png({ palette: true, quality: 90 }).toBuffer())
}

async function takeOptions(page: Page, window: FrameLocator): Promise<void> {
  await window.getByRole('button', { name: 'Pick several looks' }).click()
  for (const name of ['Brick', 'Watercolour']) await window.getByRole('checkbox', { name }).check()
  await window.getByRole('button', { name: 'Pick several lights' }).click()
  await window.getByRole('checkbox', { name: 'Dusk' }).check()
  await restyle(window)
  await until(window, 6)
  await take(page, 'sheet')

  await window.getByRole('button', { name: 'Pictures', exact: true }).click()
  const liked = window.locator('[data-phase]').filter({ hasText: 'Brick, dusk' })
  await liked.getByRole('button', { name: 'Show on canvas' }).click()
  await window.getByText(/Made with Brick/).waitFor()
  await isExact(window)
  await window.getByRole('button', { name: /^More like this/ }).click()
  await restyle(window)
  await until(window, 10)
  await take(page, 'more')

  await window.getByRole('region', { name: 'Source' }).getByRole('button', { name: 'Compare' }).click()
  await window.getByRole('img', { name: 'Before' }).waitFor()
  await take(page, 'compare')
}

async function takeBoard(page: Page, window: FrameLocator): Promise<void> {
  await page.evaluate(
    (names) => playground?.select(names.map((name) => playground?.find(name) ?? '')),
    ['Home screen', 'Trip screen', 'Saved screen'],
  )
  await window.getByText('1 of 3').waitFor()
  await window.getByRole('radio', { name: 'In one section' }).check()
  await window.getByRole('radio', { name: 'Blueprint' }).check()
  await isExact(window)
  await restyle(window)
  await until(window, 3)
  await take(page, 'board')
}

/** A screen as cut paper: its texts are made readable, then one of them is edited in place. */
async function takeLive(page: Page, window: FrameLocator): Promise<void> {
  await page.evaluate(() => playground?.select([playground.find('Trip screen') ?? '']))
  await window.getByRole('heading', { name: 'Trip screen' }).waitFor()
  await window.getByRole('radio', { name: 'Cut paper' }).check()
  await isExact(window)
  await restyle(window)
  await until(window, 1)
  const readable = window.getByRole('list', { name: 'Jobs' }).getByRole('group', { name: 'Readability' })
  await readable.getByText(/texts (hard to read|pass)/).waitFor({ timeout: waitMs })
  const lay = readable.getByRole('button', { name: 'Fix all' })
  if ((await lay.count()) > 0) {
    await lay.click()
    await readable.getByText(/texts? (pass|still)/).waitFor({ timeout: waitMs })
  }
  await page.evaluate(() => {
    const { playground: played } = globalThis
    if (!played) return
    // Must not define a function here: the loader would add a naming helper that does not exist in the page.
    const todo = played
      .children(played.find('Trips') ?? '')
      .filter((id) => 'recipe' in ((played.describe(id)?.['pluginData'] ?? {}) as object))
    for (let one = todo.shift(); one !== undefined; one = todo.shift()) {
      if (played.describe(one)?.['characters'] === 'Autumn in the Harz') return played.select([one])
      todo.push(...played.children(one))
    }
  })
  await page.getByRole('application', { name: 'Canvas' }).focus()
  await page.getByRole('button', { name: 'Fit all' }).last().click()
  await page.waitForTimeout(600)
  await page.getByRole('application', { name: 'Canvas' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Winter in the Harz')
  await page.waitForTimeout(1500)
  await page.mouse.move(0, 0)
  await page.evaluate(() => playground?.whenDrawn())
  const png = await page.locator('.well').screenshot()
  await keep('live.jpg', await sharp(png).jpeg({ quality: 80, mozjpeg: true }).toBuffer())
}

async function takeProduct(page: Page, window: FrameLocator): Promise<void> {
  await window.getByRole('combobox', { name: 'Product' }).selectOption({ label: 'Bottle' })
  await window.getByRole('radio', { name: 'Oak table' }).check()
  await isExact(window)
  await restyle(window)
  await until(window, 1)
  await window
    .getByText(/product pixels changed/)
    .first()
    .waitFor({ timeout: waitMs })
  await take(page, 'product')
}

const words = process.argv.slice(2)
const fault = faultOfOptions({ command: 'npm run pictures', known: ['--sheet'], words, env: process.env })
if (fault !== null) {
  console.error(fault)
  process.exit(1)
}
await mkdir(folder, { recursive: true })
if (!words.includes('--sheet')) await takeCanvas()
await buildPlugin((line) => console.log(line))
const world = await startWorld({ relayPort: 0, pagePort: 0, mayMoveRelay: true })
try {
  const browser = await launch(world.hostRules ? [`--host-resolver-rules=${world.hostRules}`] : [])
  try {
    const newPage = (scene: string, work: (page: Page, window: FrameLocator) => Promise<void>): Promise<void> =>
      browser
        .newContext({ viewport: { width: 1560, height: 808 }, deviceScaleFactor: 1.25, reducedMotion: 'reduce', colorScheme: 'light' })
        .then(async (context) => {
          const page = await context.newPage()
          await work(page, await open(page, `${world.pageUrl}?scene=${scene}&run=1&theme=light`))
          await context.close()
        })
    if (!words.includes('--sheet')) {
      await newPage('building', takeWindow)
      await newPage('building', takeOptions)
      await newPage('app', takeBoard)
      await newPage('app', takeLive)
      await newPage('product', takeProduct)
      await makeListingPictures(browser)
    }
    await makeContactSheet(browser, world)
  } finally {
    await browser.close()
  }
} finally {
  await world.close()
}
