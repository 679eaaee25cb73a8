// The user actions that precede a picture of the contact sheet.

import { join } from 'node:path'
import type { FrameLocator, Page } from 'playwright-core'
import type { SceneName } from './scenes/scenes.ts'
import { root } from './serve/bundle.ts'
import { states } from './states.ts'

export type Stage = { readonly page: Page; readonly window: FrameLocator }
type Act = (stage: Stage) => Promise<unknown>
export type Shown = { readonly name: string; readonly says: string; readonly prepare: Act }

export const title = 'iframe[title="Depth Restyle"]'
export const waitMs = 120_000

export function open(state: string): Act {
  return async ({ page, window }) => {
    await page.evaluate((name) => playground?.openState(name), state)
    await window.locator('main[aria-busy=false]').waitFor({ timeout: waitMs })
    const phase = states.find(({ name }) => name === state)?.job?.phase
    if (phase !== undefined) await window.locator(`[data-phase=${phase}]`).first().waitFor({ state: 'attached', timeout: waitMs })
  }
}

export function after(state: string, act: Act): Act {
  return async (stage) => {
    await open(state)(stage)
    await act(stage)
  }
}

/** Opens the plugin over another document with these layers selected. */
export function within(scene: SceneName, names: readonly string[], act: Act = async () => undefined): Act {
  return after('ready', async (stage) => {
    await stage.page.evaluate((asked) => playground?.openScene(asked), scene)
    await select(stage, names)
    if (names.length > 0) await stage.window.locator('.source [aria-busy=false] > img').first().waitFor()
    await act(stage)
  })
}

export function select({ page }: Stage, names: readonly string[]): Promise<void> {
  return page.evaluate((asked) => playground?.select(asked.map((name) => playground?.find(name) ?? '')), names)
}

export function press({ window }: Stage, name: string | RegExp): Promise<void> {
  return window.getByRole('button', { name, exact: true }).first().click()
}

/** Waits until this many pictures are made. Those of a run are in its folded row. */
export function done({ window }: Pick<Stage, 'window'>, count: number, timeout = waitMs): Promise<void> {
  return window
    .locator('[data-phase=done]')
    .nth(count - 1)
    .waitFor({ state: 'attached', timeout })
}

export async function order({ window }: Stage, variants: string): Promise<void> {
  await window.getByRole('spinbutton', { name: 'Variants' }).fill(variants)
  await window.locator('.run button:not([aria-disabled="true"])').first().click()
}

/** Picks four looks and three lights. */
export async function choose({ window }: Stage): Promise<void> {
  await window.getByRole('button', { name: 'Pick several looks' }).click()
  for (const name of ['Brick', 'Concrete', 'Warm timber']) await window.getByRole('checkbox', { name, exact: true }).check({ force: true })
  await window.getByRole('button', { name: 'Pick several lights' }).click()
  for (const name of ['Dusk', 'Night']) await window.getByRole('checkbox', { name, exact: true }).check({ force: true })
}

export function dialog(name: string, act: Act = async () => undefined): Act {
  return after('done', async (stage) => {
    await press(stage, name)
    await stage.window.getByRole('dialog', { name }).waitFor()
    await act(stage)
  })
}

export async function model({ window }: Stage, label: string): Promise<void> {
  await window.getByRole('button', { name: 'Advanced' }).click()
  await window.getByRole('combobox', { name: 'Model' }).selectOption({ label })
}

export function brought(file: string, into: string): Act {
  return ({ window }) => window.locator(`${into} input[type=file]`).setInputFiles(join(root, 'docs/images', file))
}
