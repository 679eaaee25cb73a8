// Takes screenshots of the window in both of Figma's themes, for people to look at, and runs axe on it.

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Theme } from '../../playground/page/api.ts'
import { root } from '../../playground/serve/bundle.ts'
import type { Journey } from './journey.ts'
import { judge } from './judge.ts'

const folder = join(root, 'out/screens')

/** In the order of the screenshots: the light theme is last and stays active. */
const themes: readonly Theme[] = ['dark', 'light']

async function wear({ page, window }: Journey, theme: Theme): Promise<void> {
  await page.evaluate((worn) => globalThis.playground?.setTheme(worn), theme)
  await window.locator(`html.figma-${theme}`).waitFor()
}

async function photograph({ page }: Journey, name: string, theme: Theme): Promise<void> {
  await page.locator('.plugin-window').screenshot({ path: join(folder, `${name}-${theme}.png`) })
}

/** Writes out/screens/`name`-light.png and -dark.png. */
export async function photographInBoth(journey: Journey, name: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const theme of themes) {
    await wear(journey, theme)
    await photograph(journey, name, theme)
  }
}

/** The same, and axe finds nothing: with all rules in one theme, and only those about colours in the other, because nothing else differs. */
export async function expectAccessible(journey: Journey, name: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const found: string[] = []
  for (const theme of themes) {
    await wear(journey, theme)
    await photograph(journey, name, theme)
    const frame = await journey.frame()
    const wrongs = theme === 'light' ? await judge(frame) : await judge(frame, ['color-contrast', 'link-in-text-block'])
    found.push(...wrongs.map((line) => `${theme}: ${line}`))
  }
  expect(found).toEqual([])
}
