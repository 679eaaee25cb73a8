// Ten tasks that people do with the plugin: how many presses each takes, how long hands need for them, and how long the window and the canvas
// take in addition to the service. docs/tasks.md compares them with other tools.

import type { FrameLocator, Locator, Page } from 'playwright-core'
import type {} from '../../playground/page/api.ts'
import { launch } from '../../playground/chromium.ts'
import { done, open, title, waitMs } from '../../playground/contact-acts.ts'
import type { SceneName } from '../../playground/scenes/scenes.ts'
import { startWorld } from '../../playground/serve/world.ts'
import { keptText } from '../../src/ui/results/words.ts'
import type { Figure } from './figure.ts'

/** What a user does; every press and every filled field counts as one press. */
type Hand = {
  readonly window: FrameLocator
  press(name: string | RegExp): Promise<void>
  choose(role: 'radio' | 'checkbox', name: string): Promise<void>
  /** Adds to the choice with Shift. */
  add(role: 'radio' | 'checkbox', name: string): Promise<void>
  fill(name: string, text: string): Promise<void>
  readonly until: (count: number) => Promise<void>
}

type Task = {
  readonly name: string
  readonly most: number
  /** How often the user has to think about the next step. */
  readonly ideas: number
  readonly scene?: SceneName
  /** Preparation, which is not counted. */
  readonly before?: (hand: Hand) => Promise<unknown>
  readonly act: (hand: Hand) => Promise<unknown>
}

async function make(hand: Hand, count: number, before = 0): Promise<void> {
  await hand.press(count > 1 ? new RegExp(`^Restyle.* ${count} pictures$`) : /^Restyle/)
  await hand.until(before + count)
}

async function run3(hand: Hand): Promise<void> {
  await hand.fill('Variants', '3')
  await make(hand, 3)
}

const tasks: readonly Task[] = [
  { name: 'a picture of what is selected', most: 1, ideas: 1, act: (hand) => make(hand, 1) },
  {
    name: 'four variants',
    most: 2,
    ideas: 2,
    act: async (hand) => {
      await hand.fill('Variants', '4')
      await make(hand, 4)
    },
  },
  {
    name: 'a sheet of two looks in three lights',
    most: 4,
    ideas: 3,
    act: async (hand) => {
      await hand.add('radio', 'Brick')
      await hand.add('radio', 'Dusk')
      await hand.add('checkbox', 'Night')
      await make(hand, 6)
    },
  },
  {
    name: 'a sun study of seven pictures',
    most: 3,
    ideas: 2,
    act: async (hand) => {
      await hand.press(/^Series/)
      await hand.press(/^Sun study/)
      await make(hand, 7)
    },
  },
  {
    name: 'the frame of a picture in another look',
    most: 3,
    ideas: 3,
    before: (hand) => make(hand, 1),
    act: async (hand) => {
      await hand.press('Show on canvas')
      await hand.window.getByText(/Made with/).waitFor()
      await hand.choose('radio', 'Brick')
      await make(hand, 1, 1)
    },
  },
  {
    name: 'four more like a picture',
    most: 2,
    ideas: 2,
    before: (hand) => make(hand, 1),
    act: async (hand) => {
      await hand.press(/^4 more like/)
      await make(hand, 4, 1)
    },
  },
  {
    name: 'before and after, large',
    most: 1,
    ideas: 1,
    before: (hand) => make(hand, 1),
    act: async (hand) => {
      await hand.press('Compare')
      await hand.window.getByRole('img', { name: 'Before' }).waitFor()
    },
  },
  {
    name: 'one of three kept, the others taken away',
    most: 2,
    ideas: 2,
    before: run3,
    act: async (hand) => {
      await hand.press('Pictures')
      await hand.press(/^Keep only .* 2$/)
      await hand.window.getByText(keptText(2)).first().waitFor({ state: 'attached' })
    },
  },
  {
    name: 'a product that stays as it is in a new scene',
    most: 3,
    ideas: 3,
    scene: 'product',
    act: async (hand) => {
      await hand.press(/^Keep .* unchanged$/)
      await hand.choose('radio', 'Oak table')
      await make(hand, 1)
    },
  },
  {
    name: 'a screen whose texts can all be read',
    most: 3,
    ideas: 3,
    scene: 'app',
    act: async (hand) => {
      await hand.choose('radio', 'Cut paper')
      await make(hand, 1)
      await hand.press('Fix all')
      await hand.window
        .getByText(/texts (pass|still)/)
        .first()
        .waitFor({ state: 'attached', timeout: waitMs })
    },
  },
]

function handOn(window: FrameLocator, pressed: () => void, typed: (keys: number) => void): Hand {
  const click = async (what: Locator): Promise<void> => {
    pressed()
    await what.first().click({ timeout: waitMs })
  }
  return {
    window,
    press: (name) => click(window.getByRole('button', { name, exact: true, disabled: false }).and(window.locator(':visible'))),
    // The picture of an option covers its input.
    choose: async (role, name) => {
      pressed()
      await window.getByRole(role, { name, exact: true }).first().check({ force: true, timeout: waitMs })
    },
    add: async (role, name) => {
      pressed()
      await window
        .getByRole(role, { name, exact: true })
        .first()
        .click({ force: true, modifiers: ['Shift'], timeout: waitMs })
    },
    fill: async (name, text) => {
      pressed()
      typed(text.length)
      await window.getByRole('spinbutton', { name }).fill(text)
    },
    until: (count) => done({ window }, count),
  }
}

async function begin(page: Page, address: string, scene: SceneName): Promise<FrameLocator> {
  const window = page.frameLocator(title)
  await page.goto(`${address}?scene=building&theme=light`)
  await page.waitForFunction(() => document.documentElement.dataset['ready'] === 'true', null, { timeout: waitMs })
  await page.evaluate(() => playground?.reset())
  await open('ready')({ page, window })
  await page.evaluate(async (name) => {
    const { playground } = globalThis
    await playground?.script({ settings: { taskMs: 0, paint: name === 'building' ? 'identity' : 'repaint' } })
    playground?.openScene(name)
    playground?.select([playground.sample(name) ?? ''])
  }, scene)
  await window.locator('.source [aria-busy=false] > img').first().waitFor()
  return window
}

/** Keystroke-level model (Card, Moran, Newell 1980): seconds to think, to point and press, to hit a key. */
const hands = { idea: 1.35, press: 1.1 + 0.2, key: 0.28 }

async function measure(page: Page, address: string, { name, most, ideas, scene = 'building', before, act }: Task): Promise<Figure> {
  let [presses, keys] = [0, 0]
  const hand = handOn(
    await begin(page, address, scene),
    () => (presses += 1),
    (count) => (keys += count),
  )
  await before?.(hand)
  presses = 0
  keys = 0
  const from = performance.now()
  await act(hand)
  const machine = (performance.now() - from) / 1000
  const person = ideas * hands.idea + presses * hands.press + keys * hands.key
  return { name, measured: presses, limit: most, unit: 'presses', from: `hands ${person.toFixed(1)} s, window ${machine.toFixed(1)} s` }
}

export async function taskFigures(): Promise<readonly Figure[]> {
  const world = await startWorld({ relayPort: 0, pagePort: 0, mayMoveRelay: true })
  try {
    const browser = await launch(world.hostRules ? [`--host-resolver-rules=${world.hostRules}`] : [])
    try {
      const page = await browser.newPage({ viewport: { width: 1560, height: 860 }, reducedMotion: 'reduce' })
      const figures: Figure[] = []
      for (const task of tasks) figures.push(await measure(page, world.pageUrl, task))
      return figures
    } finally {
      await browser.close()
    }
  } finally {
    await world.close()
  }
}
