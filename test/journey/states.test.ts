// Every prepared state ends as its table says, looks right in both themes, and is accessible.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from '../../playground/chromium.ts'
import { bundlePage, type PageFiles } from '../../playground/serve/bundle.ts'
import { listenOn } from '../../playground/serve/listen.ts'
import { createPageServer } from '../../playground/serve/page-server.ts'
import { startStandIn, type StandIn } from '../../playground/serve/stand-in.ts'
import type { Script, State } from '../../playground/state.ts'
import { states } from '../../playground/states.ts'
import { hasten } from './haste.ts'
import { makeJourney, soon, type Journey } from './journey.ts'
import { makePool } from './pool.ts'
import { relayUrl } from './support.ts'
import { expectAccessible, photographInBoth } from './themes.ts'

/** States that are checked with everything unfolded, without a job of their own. */
const judged = ['no-key', 'ready', 'polling', 'done', 'delivery-blocked']

/** Browser errors that a state causes on purpose. */
const troubles: Readonly<Record<string, RegExp>> = {
  'delivery-blocked': /\/durable\//,
  'not-allowed': /relay\.studio\.example/,
  unreachable: /localhost:8787/,
}

/** For states with another service: how many submits it receives, and the progress that is shown. */
const served: Readonly<Record<string, { readonly submits: number; readonly steps: RegExp }>> = {
  // The answer to the first one was lost, so the order was repeated under the same idempotency key.
  'comfy-router': { submits: 2, steps: /^Generating/ },
  'own-gpu': { submits: 1, steps: /^Generating, \d+ %$/ },
}

/** A separate world with one page. */
type Lane = { readonly page: Page; readonly address: string; readonly standIn: StandIn; readonly close: () => Promise<void> }

/** Records in the plugin's window what its jobs say, because some texts are gone before a test can see them. */
function writeDown(): void {
  const said: string[] = []
  const hear = (): void => {
    const job = document.querySelector<HTMLElement>('[data-phase]')
    const bar = job?.querySelector('[role=progressbar]')?.getAttribute('aria-valuetext')
    if (bar === undefined || bar === null || bar === said.at(-1)) return
    said.push(bar)
    document.documentElement.dataset['said'] = JSON.stringify(said)
  }
  new MutationObserver(hear).observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ['aria-valuetext'],
  })
}

let lanes: readonly Lane[] = []
let onLane: <R>(work: (lane: Lane) => Promise<R>) => Promise<R>

async function startLane(files: PageFiles): Promise<Lane> {
  const standIn = await startStandIn()
  // The picture's content is not checked here, and painting it takes seconds.
  const script = (told: Script): void => standIn.script({ ...told, settings: { paint: 'identity', ...told.settings } })
  const relaying = await listenOn(standIn.relay, 0)
  const config = { isSimulated: true, baseUrl: relayUrl, key: standIn.service.settings.keys[0] ?? '', remembersPictures: true }
  const serving = await listenOn(createPageServer(files, config, { ...standIn, script }).fetch, 0)
  const browser = await launch([`--host-resolver-rules=MAP localhost:8787 127.0.0.1:${relaying.port}`])
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, reducedMotion: 'reduce' })
  await context.addInitScript(writeDown)
  return {
    page: await context.newPage(),
    address: `http://localhost:${serving.port}/?scene=building`,
    standIn,
    close: async () => {
      await browser.close()
      await Promise.all([serving.close(), relaying.close(), standIn.close()])
    },
  }
}

beforeAll(async () => {
  const files = await bundlePage()
  lanes = [await startLane(files), await startLane(files)]
  onLane = makePool(lanes)
})
afterAll(async () => {
  for (const lane of lanes) await lane.close()
})

/** `choose` opens the state in place of the page's own call. */
function playState(
  state: State,
  act: (journey: Journey, standIn: StandIn) => Promise<void>,
  choose = async (page: Page): Promise<void> => page.evaluate((name) => globalThis.playground?.openState(name), state.name),
): Promise<void> {
  return onLane(async ({ page, address, standIn }) => {
    const allowed = troubles[state.name]
    const journey = await makeJourney({
      page,
      address,
      service: standIn.service,
      key: 'sk-stand-in',
      isEmptied: true,
      ...(allowed === undefined ? {} : { allows: allowed }),
    })
    await choose(page)
    await journey.window.locator('main[aria-busy=false]').waitFor()
    // The card shows the picture that will be sent, whether its details are unfolded or not.
    await journey.window.getByRole('region', { name: 'Source' }).locator('[aria-busy=false] > img').waitFor()
    await act(journey, standIn)
    expect(await journey.problems()).toEqual([])
    journey.leave()
  })
}

describe.concurrent('the prepared state', () => {
  it.each(states.filter(({ name }) => !(name in served)).map((state) => [state.name, state] as const))(
    '%s ends as its table says',
    (name, state) =>
      playState(state, async (journey) => {
        // A dead link is retried for half a minute, and so is the poll that renews it; progress is polled at the pace of a picture that takes
        // a minute.
        if (name === 'expired' || name === 'polling') await hasten(await journey.frame(), 20)
        const { job } = state
        if (job) {
          const end = await journey.awaitPhase(job.phase)
          expect(end).toMatchObject({ phase: job.phase, failure: job.failure ?? null, charged: job.charged ?? null })
        } else expect(await journey.job().count()).toBe(0)
        if (name === 'polling')
          await journey.window.getByRole('progressbar', { name: /Photo/ }).and(journey.window.locator('[aria-valuenow]')).waitFor()
        if (!state.hasKey) await journey.window.getByText(/pictures are billed there, about \$0\.06 a picture/).waitFor()
        if (judged.includes(name)) await expectAccessible(journey, name)
        else await photographInBoth(journey, name)
      }),
  )
})

describe.concurrent('another service, chosen from the menu,', () => {
  it.each(states.filter(({ name }) => name in served).map((state) => [state.label, state] as const))(
    '%s: names its orders, shows the place in its queue and how far it is',
    (label, state) =>
      playState(
        state,
        async (journey, standIn) => {
          expect(await journey.waitPhase('done')).toMatchObject({ phase: 'done', failure: null })
          const { submits = 0, steps = /^$/ } = served[state.name] ?? {}
          const said = JSON.parse((await journey.window.locator('html').getAttribute('data-said')) ?? '[]') as readonly string[]
          const place = said.findIndex((text) => /before it in the queue|Next in the queue/.test(text))
          const step = said.findIndex((text) => steps.test(text))
          expect(place, said.join('; ')).toBeGreaterThan(0)
          expect(step, said.join('; ')).toBeGreaterThan(place)
          // The picture of the frame came back unchanged.
          await journey.window
            .getByText(/(?:100|9\d) % of lines kept/)
            .first()
            .waitFor()
          expect(await standIn.log()).toEqual({ submits, accepted: 1, isTold: true })
          await photographInBoth(journey, state.name)
        },
        async (page) => {
          await page.getByRole('button', { name: 'States' }).click()
          await page.getByRole('menuitem', { name: new RegExp(`^${label}`) }).click()
        },
      ),
  )
})

describe.concurrent('what is opened', () => {
  const ready = states.filter(({ name }) => name === 'ready')

  it.each(ready)('Advanced can be used by everybody', (state) =>
    playState(state, async (journey) => {
      await journey.press('Advanced')
      await journey.window.getByRole('checkbox', { name: 'Let the service rewrite the prompt' }).scrollIntoViewIfNeeded()
      await expectAccessible(journey, 'advanced')
    }),
  )

  it.each(ready)('Settings can be used by everybody', (state) =>
    playState(state, async (journey) => {
      await journey.press('Settings')
      await journey.window.getByRole('dialog', { name: 'Settings' }).waitFor()
      await journey.press('Check connection')
      await journey.window.getByText(/It works/).waitFor()
      expect(await journey.window.getByRole('list', { name: 'Connection' }).locator('[data-state=passed]').count()).toBe(6)
      const verdict = await expectAccessible(journey, 'settings').catch((error: unknown) => error)
      await journey.page.keyboard.press('Escape')
      await soon(async () => expect(await journey.window.getByRole('dialog').count()).toBe(0))
      if (verdict instanceof Error) throw verdict
    }),
  )

  it.each(states.filter(({ name }) => name === 'models-gone'))('Switch model can be used by everybody', (state) =>
    playState(state, async (journey) => {
      await journey.awaitPhase('failed')
      await journey.press('Switch model')
      await journey.window.getByRole('dialog', { name: 'Switch model' }).waitFor()
      const verdict = await expectAccessible(journey, 'switch-model').catch((error: unknown) => error)
      await journey.page.keyboard.press('Escape')
      await soon(async () => expect(await journey.window.getByRole('dialog').count()).toBe(0))
      if (verdict instanceof Error) throw verdict
    }),
  )

  it.each(states.filter(({ name }) => name === 'done'))('Compare can be used by everybody', (state) =>
    playState(state, async (journey) => {
      await journey.awaitPhase('done')
      await journey.press('Compare')
      await journey.window.getByRole('img', { name: 'Before' }).waitFor()
      await photographInBoth(journey, 'compare')
      await journey.window.getByRole('radio', { name: 'Hold to see' }).click()
      await expectAccessible(journey, 'compare-hold')
    }),
  )

  it.each(states.filter(({ name }) => name === 'done'))('Results can be used by everybody', (state) =>
    playState(state, async (journey) => {
      await journey.awaitPhase('done')
      await journey.press('Results')
      const panel = journey.window.getByRole('dialog', { name: 'Results' })
      await panel.locator('.tile img').waitFor()
      expect(await panel.getByRole('status').innerText()).toBe('1 picture on this page.')
      // Behind a modal dialog nothing can be selected for the clipboard, and the browser reports no error.
      await (
        await journey.frame()
      ).evaluate(() =>
        document.addEventListener('copy', ({ target }) => {
          document.documentElement.dataset['copied'] = target instanceof HTMLTextAreaElement ? target.value : 'nothing'
        }),
      )
      await panel.getByRole('button', { name: 'More', exact: true }).press('Enter')
      await panel.getByRole('button', { name: 'Copy prompt' }).press('Enter')
      await panel.getByText('Prompt copied.').waitFor()
      expect(await journey.window.locator('html').getAttribute('data-copied')).toMatch(/^Architectural photograph/)
      expect(await journey.window.locator(':focus').getAttribute('aria-label')).toBe('More')
      await panel.getByRole('button', { name: 'Star' }).click()
      const verdict = await expectAccessible(journey, 'results').catch((error: unknown) => error)
      await panel.getByRole('button', { name: 'Show on canvas' }).focus()
      await journey.page.keyboard.press('Escape')
      await soon(async () => expect(await journey.window.getByRole('dialog').count()).toBe(0))
      expect(await journey.window.locator(':focus').getAttribute('aria-label')).toBe('Results')
      if (verdict instanceof Error) throw verdict
    }),
  )
})
