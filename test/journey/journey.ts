// One journey: the page, the plugin's window in it, and what a user does with both.

import type { Frame, FrameLocator, Locator, Page } from 'playwright-core'
import type { SceneName } from '../../playground/scenes/scenes.ts'
import type { Service } from '../../playground/service/service.ts'
import { type Listening, listenTo } from './listening.ts'

export type End = { readonly phase: string; readonly failure: string | null; readonly charged: string | null; readonly text: string }

export type Journey = {
  readonly page: Page
  readonly window: FrameLocator
  readonly service: Service
  readonly key: string
  /** URLs that the page, its frames and workers requested. */
  readonly asked: readonly string[]
  readonly console: readonly string[]
  /** The frame of the plugin's window. */
  readonly frame: () => Promise<Frame>
  /** Presses *Copy details*. Returns what would be in the clipboard, which a headless page does not have. */
  readonly copyDetails: () => Promise<string>
  readonly button: (name: string | RegExp) => Locator
  readonly press: (name: string | RegExp) => Promise<void>
  /** Waits until the card shows the exact picture that will be sent and the button is enabled, then presses it. */
  readonly restyle: () => Promise<void>
  /** The nth job of the list, folded or not: the newest run first, its pictures in the order in which they were ordered. */
  readonly job: (n?: number) => Locator
  /** Waits for this phase, or for an end that rules it out. */
  readonly waitPhase: (phase: string, n?: number) => Promise<End>
  /** Waits for exactly this phase, for jobs that show another end first. */
  readonly awaitPhase: (phase: string, n?: number) => Promise<End>
  /** Opens the plugin as from the menu, and waits until its window has loaded what was stored. */
  readonly reopen: () => Promise<void>
  readonly reload: () => Promise<void>
  readonly problems: () => Promise<readonly string[]>
  /** Stops listening. */
  readonly leave: () => void
}

export type Opening = {
  readonly page: Page
  readonly service: Service
  readonly key: string
  readonly address: string
  readonly allows?: RegExp
  /** True if the test empties the page itself, as for a prepared state. */
  readonly isEmptied?: boolean
}

const title = 'iframe[title="Depth Restyle"]'
const patienceMs = 30_000

export async function endOf(job: Locator): Promise<End> {
  return {
    phase: (await job.getAttribute('data-phase')) ?? '',
    failure: await job.getAttribute('data-failure'),
    charged: await job.getAttribute('data-charged'),
    text: (await job.innerText()).replace(/\s+/g, ' '),
  }
}

/** Retries until `look` does not throw. When time is up, throws its last error. */
export async function soon(look: () => Promise<void>): Promise<void> {
  const endsAt = Date.now() + patienceMs
  for (;;) {
    try {
      return await look()
    } catch (error) {
      if (Date.now() > endsAt) throw error
      await new Promise((resolve) => setTimeout(resolve, 40))
    }
  }
}

/** Waits for this phase, or, unless strict, for an end that rules it out. */
export async function untilPhase(window: FrameLocator, job: Locator, phase: string, isStrict = false): Promise<End> {
  const wanted = (isStrict ? [phase] : [phase, 'done', 'failed', 'cancelled']).map((name) => `[data-phase=${name}]`).join(', ')
  try {
    await job.and(window.locator(wanted)).waitFor({ state: 'attached', timeout: patienceMs })
  } catch (error) {
    // What the window shows instead is more useful than the timeout.
    const said = await window.getByRole('list', { name: 'Jobs' }).allInnerTexts()
    throw new Error(`${phase} did not come; the jobs say:\n${said.join('\n')}`, { cause: error })
  }
  return endOf(job)
}

export function isReady(page: Page): Promise<unknown> {
  return page.waitForFunction(() => document.documentElement.dataset['ready'] === 'true', null, { timeout: patienceMs })
}

/** Empties the page if another journey used it before, otherwise opens it. */
async function arrive({ page, address, isEmptied = false }: Opening, listening: Listening): Promise<void> {
  const to = new URL(address)
  const at = new URL(page.url())
  if (at.origin !== to.origin || at.pathname !== to.pathname) {
    await page.goto(address)
    return void (await isReady(page))
  }
  await page.evaluate(() => globalThis.playground?.kill())
  // Only now: the window of that journey may still have reported something.
  await listening.forget()
  if (!isEmptied) await page.evaluate(() => globalThis.playground?.reset())
  if (at.search === to.search) return
  // A page takes seconds to start, so it is not reloaded. The address decides what it opens when a journey reloads it.
  await page.evaluate(async (search) => {
    history.replaceState(null, '', search)
    globalThis.playground?.openScene(new URLSearchParams(search).get('scene') as SceneName)
    await globalThis.playground?.whenDrawn()
  }, to.search)
}

/** Opens the plugin as from the menu. */
async function openPlugin(page: Page): Promise<void> {
  const window = page.frameLocator(title)
  await page.evaluate(() => globalThis.playground?.run())
  await window.locator('main[aria-busy=false]').waitFor()
  // A new out-of-process frame receives no mouse events at first: presses go to the page behind it.
  const root = window.locator('html')
  await root.evaluate((html) => html.addEventListener('pointermove', () => html.setAttribute('data-hears', '')))
  const { x, y } = (await page.locator(title).boundingBox()) ?? { x: 0, y: 0 }
  let step = 0
  await soon(async () => {
    step = 1 - step
    await page.mouse.move(x + 20 + step, y + 20)
    if ((await root.getAttribute('data-hears')) === null) throw new Error('the window hears no mouse')
  })
  await page.mouse.move(0, 0)
}

async function frameOf(page: Page): Promise<Frame> {
  const inside = await (await page.locator(title).elementHandle())?.contentFrame()
  if (!inside) throw new Error('the plugin has no window')
  return inside
}

async function copyDetails(page: Page): Promise<string> {
  const window = page.frameLocator(title)
  await (
    await frameOf(page)
  ).evaluate(() => {
    const copy = (): boolean => {
      document.documentElement.dataset['copied'] = (document.activeElement as HTMLTextAreaElement).value
      return true
    }
    Object.assign(document, { execCommand: copy })
  })
  await jobOf(window, 0).getByRole('button', { name: 'Copy details' }).click()
  await window.getByText('Details copied.').waitFor()
  return (await window.locator('html').getAttribute('data-copied')) ?? ''
}

async function restyle(window: FrameLocator): Promise<void> {
  const card = window.getByRole('region', { name: 'Source' })
  // The card shows the picture that will be sent, whether its details are unfolded or not.
  await card.locator('[aria-busy=false] > img').waitFor()
  await window.locator('button:not([aria-disabled="true"])', { hasText: /^Restyle/ }).click()
}

function jobOf(window: FrameLocator, n: number): Locator {
  return window.getByRole('list', { name: 'Jobs' }).locator('[data-phase]').nth(n)
}

export async function makeJourney(opening: Opening): Promise<Journey> {
  const { page, service, key, allows } = opening
  const listening = listenTo(page)
  page.setDefaultTimeout(patienceMs)
  await arrive(opening, listening)
  const window = page.frameLocator(title)
  const job = (n = 0): Locator => jobOf(window, n)
  const button = (name: string | RegExp): Locator => window.getByRole('button', { name })
  return {
    page,
    window,
    service,
    key,
    asked: listening.asked,
    console: listening.lines,
    button,
    press: (name) => button(name).click(),
    job,
    frame: () => frameOf(page),
    copyDetails: () => copyDetails(page),
    restyle: () => restyle(window),
    waitPhase: (phase, n = 0) => untilPhase(window, job(n), phase),
    awaitPhase: (phase, n = 0) => untilPhase(window, job(n), phase, true),
    reopen: () => openPlugin(page),
    reload: async () => {
      await page.evaluate(() => globalThis.playground?.save())
      await listening.across(() => page.reload())
      await isReady(page)
      await openPlugin(page)
    },
    problems: async () => (await listening.problems()).filter((problem) => !allows?.test(problem)),
    leave: listening.stop,
  }
}
