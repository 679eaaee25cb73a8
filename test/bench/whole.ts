// The time from the click to the picture on the canvas, in the playground in a real Chromium, without the time that the service took.
// Playwright presses the button; the request is small enough that Playwright's copy of the body does not count.
// 8 ms of the difference to the bare work are the preflight: Chromium caches none for an opaque origin, whatever `Access-Control-Max-Age` says.

import type { Page } from 'playwright-core'
import { launch } from '../../playground/chromium.ts'
import { samples } from '../../playground/scenes/scenes.ts'
import type { Service } from '../../playground/service/service.ts'
import { startWorld } from '../../playground/serve/world.ts'
import { fluxDepthPro } from '../../src/core/model/models/flux-depth-pro.ts'
import { kindOf } from '../../src/core/service/pace.ts'
import { planFor } from '../../src/core/picture/registration.ts'
import { lognormal, seeded } from '../support/chance.ts'
import { scriptOf } from './bundle-page.ts'
import { type Figure, ratio } from './figure.ts'
import type { WholeBench } from './whole-page.ts'

const rounds = 7
const [taskSeconds, spread] = [6, 0.15]

export async function wholeFigures(): Promise<readonly Figure[]> {
  const world = await startWorld({ relayPort: 0, pagePort: 0, mayMoveRelay: true })
  const browser = await launch(world.hostRules ? [`--host-resolver-rules=${world.hostRules}`] : [])
  try {
    const { standIn } = world
    if (standIn === null) throw new Error('only a stand-in can be told how long it takes')
    const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } })
    await page.addInitScript({ content: await scriptOf('whole-page.ts') })
    const duration = lognormal(seeded(3), taskSeconds, spread)
    const { id, width } = await open(page, world.pageUrl, Array.from({ length: 20 }, duration))
    const [ours, bare]: [number[], number[]] = [[], []]
    for (let round = -1; round < rounds; round++) {
      const taskMs = 1000 * duration()
      Object.assign(standIn.service.settings, { taskMs, paint: 'identity' })
      const plain = await page.evaluate(({ nodeId, wide }) => bench?.bare(nodeId, wide), { nodeId: id, wide: width })
      const took = await restyle(page, id, round + 2)
      if (round < 0) continue
      bare.push(plain ?? Number.NaN)
      ours.push(took - taskMs - readingOf(standIn.service) - lagOf(standIn.service))
    }
    return [ratio('click to filled result without the service and its detection, over bare export + createImage + fill', ours, bare, 1.5)]
  } finally {
    await browser.close()
    await world.close()
  }
}

/** How long a picture was ready before it was requested, in ms. (`pace` measures how good the polling pace is.) */
function lagOf({ accepted, requests }: Service): number {
  const asked = requests.filter(({ kind }) => kind === 'picture').at(-1)
  const made = accepted.at(-1)
  return asked === undefined || made === undefined ? Number.NaN : asked.at - made.readyAt
}

/** How long the service took to read the order, before its task began, in ms. */
function readingOf({ accepted, submits }: Service): number {
  const sent = submits().at(-1)
  const made = accepted.at(-1)
  return sent === undefined || made === undefined ? Number.NaN : made.createdAt - sent.at
}

type Opened = { readonly id: string; readonly width: number }

/** Opens the window with the sample frame selected and the durations of its kind of task known. */
async function open(page: Page, address: string, durations: readonly number[]): Promise<Opened> {
  await page.goto(`${address}?scene=building`)
  await page.waitForFunction(() => globalThis.playground !== undefined, null, { timeout: 60_000 })
  const found = await page.evaluate((name) => {
    const api = globalThis.playground
    const id = api?.find(name) ?? ''
    return { id, box: api?.box(id) ?? null }
  }, samples.building)
  const plan = found.box && planFor(found.box, fluxDepthPro.rules)
  if (!plan) throw new Error('the sample frame is missing')
  const kind = kindOf(fluxDepthPro.paths[0], 50, plan.sent)
  await page.evaluate(
    async ({ id, learned }) => {
      const api = globalThis.playground
      if (!api) return
      await api.whenDrawn()
      globalThis.bench?.prepare()
      await api.storage.set('durations', learned)
      api.select([id])
      await api.run()
    },
    { id: found.id, learned: { [kind]: durations } },
  )
  const window = page.frameLocator('iframe[title="Depth Restyle"]')
  // Wait for the exact picture, which a user sees before pressing.
  await window.locator('.source [aria-busy=false] > img').first().waitFor({ timeout: 30_000 })
  // The window is written by `document.open`, which removes what an init script added.
  await page
    .frames()
    .find((frame) => frame.parentFrame() !== null)
    ?.evaluate(() => {
      addEventListener('click', ({ timeStamp }) => parent.postMessage({ benchClick: performance.timeOrigin + timeStamp }, '*'), true)
    })
  return { id: found.id, width: plan.content.width }
}

async function restyle(page: Page, id: string, nth: number): Promise<number> {
  const window = page.frameLocator('iframe[title="Depth Restyle"]')
  const filled: Promise<Awaited<ReturnType<WholeBench['watch']>> | undefined> = page.evaluate((sourceId) => bench?.watch(sourceId), id)
  await window.getByRole('button', { name: /^Restyle/ }).click()
  const result = await filled
  await window
    .locator('[data-phase=done], [data-phase=failed]')
    .nth(nth - 1)
    .waitFor({ timeout: 60_000 })
  if (result === undefined) throw new Error('the page lost its bench')
  await page.evaluate((nodeId) => playground?.remove(nodeId), result.nodeId)
  return result.ms
}
