// Every prepared state ends as its table says, looks as it should in both themes, and can be used by everybody.

import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from '../../playground/chromium.ts'
import type { Theme } from '../../playground/page/api.ts'
import { root } from '../../playground/serve/bundle.ts'
import { startWorld, type World } from '../../playground/serve/world.ts'
import { states, type State } from '../../playground/states.ts'
import { makeJourney, soon, type Journey } from './journey.ts'

const folder = join(root, 'out/screens')
const themes: readonly Theme[] = ['light', 'dark']
/** States that need no job of their own to be looked at with everything open. */
const judged = ['no-key', 'ready', 'polling', 'done', 'delivery-blocked']

let world: World
let browser: Browser
let page: Page
let axe = ''

beforeAll(async () => {
  await mkdir(folder, { recursive: true })
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  world = await startWorld({ relayPort: 0, pagePort: 0 })
  browser = await launch(world.hostRules ? [`--host-resolver-rules=${world.hostRules}`] : [])
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, reducedMotion: 'reduce' })
  page = await context.newPage()
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

const inBoth = async (name: string): Promise<void> => {
  for (const theme of themes) {
    await page.evaluate((worn) => globalThis.playground?.setTheme(worn), theme)
    await page.frameLocator('iframe[title="Depth Restyle"]').locator(`html.figma-${theme}`).waitFor()
    await page.locator('.plugin-window').screenshot({ path: join(folder, `${name}-${theme}.png`) })
  }
}

type Verdict = { readonly id: string; readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[] }

/** A password field has no role of its own; the contract of names gives it one (DESIGN §2.1). */
const judge = async (frame: Frame): Promise<readonly string[]> => {
  await frame.evaluate(axe)
  const verdicts = await frame.evaluate(async (): Promise<readonly Verdict[]> => {
    const { axe: judging } = globalThis as unknown as { axe: { run(root: Document, options: unknown): Promise<{ violations: Verdict[] }> } }
    return (await judging.run(document, { rules: { 'aria-allowed-role': { enabled: false } } })).violations
  })
  return verdicts.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary ?? ''}`))
}

const judgeInBoth = async ({ frame }: Journey): Promise<void> => {
  for (const theme of themes) {
    await page.evaluate((worn) => globalThis.playground?.setTheme(worn), theme)
    expect(await judge(await frame()), theme).toEqual([])
  }
}

const openState = async (state: State): Promise<Journey> => {
  // The service is only asked by the relay, so there is nothing to read from it here.
  const journey = await makeJourney({ page, service: world.standIn?.service as Journey['service'], key: 'sk-stand-in', address: `${world.pageUrl}?scene=building` })
  await page.evaluate((name) => globalThis.playground?.openState(name), state.name)
  await journey.window.locator('main[aria-busy=false]').waitFor()
  if (state.hasKey) await journey.window.getByText(/sent as .* (PNG|JPEG)/).waitFor()
  return journey
}

describe('the prepared state', () => {
  it.each(states.map((state) => [state.name, state] as const))('%s ends as its table says', async (name, state) => {
    const journey = await openState(state)
    const { job } = state
    if (job) {
      const end = await journey.awaitPhase(job.phase)
      expect(end).toMatchObject({ phase: job.phase, failure: job.failure ?? null, charged: job.charged ?? null })
    } else expect(await journey.job().count()).toBe(0)
    await inBoth(name)
    if (judged.includes(name)) await judgeInBoth(journey)
    expect(await journey.problems()).toEqual([])
    journey.leave()
  })
})

describe('an open', () => {
  const ready = states.find(({ name }) => name === 'ready') as State

  it('Settings dialog and an open Advanced section can be used by everybody', async () => {
    const journey = await openState(ready)
    await journey.press('Advanced')
    await journey.window.getByRole('combobox', { name: 'Model' }).scrollIntoViewIfNeeded()
    await inBoth('advanced')
    await judgeInBoth(journey)
    await journey.press('Settings')
    await journey.window.getByRole('dialog', { name: 'Settings' }).waitFor()
    await journey.press('Check connection')
    await journey.window.getByText(/It works/).waitFor()
    await inBoth('settings')
    await judgeInBoth(journey)
    await page.keyboard.press('Escape')
    await soon(async () => expect(await journey.window.getByRole('dialog').count()).toBe(0))
    expect(await journey.problems()).toEqual([])
    journey.leave()
  })
})
