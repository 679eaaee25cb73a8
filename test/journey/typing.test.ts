// What users type arrives complete: from input methods, with multi-unit characters, right to left, and pasted from other tools.

import type { CDPSession, Locator } from 'playwright-core'
import { expect, it } from 'vitest'
import type { Journey } from './journey.ts'
import { soon } from './journey.ts'
import { useStage } from './support.ts'
import { photographInBoth } from './themes.ts'

const { play } = useStage()

/** Composes text as an input method does: the letters change until they are confirmed. */
async function compose(keys: CDPSession, steps: readonly string[]): Promise<void> {
  for (const text of steps) await keys.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
}

/** The Enter of an input method: the page sees it as part of the composition. */
async function confirmingEnter(keys: CDPSession, modifiers = 0): Promise<void> {
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229, modifiers }
  await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter })
  await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter })
}

const ctrl = 2

function prompt({ window }: Journey): Locator {
  return window.getByRole('textbox', { name: 'Prompt' })
}

it('takes what an input method composes, and runs nothing by the Enter that confirms it', () =>
  play({}, async (journey) => {
    const { page, service } = journey
    const keys = await page.context().newCDPSession(page)
    await prompt(journey).focus()
    await compose(keys, ['ｋ', 'き', 'きの', '木の床'])
    await confirmingEnter(keys, ctrl)
    await keys.send('Input.insertText', { text: '木の床' })
    await soon(async () => expect(await prompt(journey).inputValue()).toBe('木の床'))
    await page.keyboard.type('、明るい')
    expect(await prompt(journey).inputValue()).toBe('木の床、明るい')
    expect(service.submits()).toHaveLength(0)
    await page.keyboard.press('Control+Enter')
    await journey.waitPhase('done')
    expect(String(service.submits()[0]?.fields['prompt'])).toContain('木の床、明るい')
  }))

it('keeps the caret where it is while text is composed in the middle of words', () =>
  play({}, async (journey) => {
    const { page } = journey
    const keys = await page.context().newCDPSession(page)
    await prompt(journey).fill('wet pavement')
    await prompt(journey).focus()
    await page.keyboard.press('Home')
    for (let letter = 0; letter < 4; letter += 1) await page.keyboard.press('ArrowRight')
    await compose(keys, ['`', 'é'])
    await keys.send('Input.insertText', { text: 'é' })
    await page.keyboard.type('x👩🏽‍💻')
    expect(await prompt(journey).inputValue()).toBe('wet éx👩🏽‍💻pavement')
  }))

it('sends every letter that was typed or pasted, and a body that is valid', () =>
  play({}, async (journey) => {
    const { service } = journey
    const words = 'שלום \u202bעולם\u202c, 👩🏽‍💻 ffi é\u0301 漢字 नमस्ते'
    await prompt(journey).fill(`${words}\u2028half \ud83d and\u0000 nothing`)
    await photographInBoth(journey, 'typed-scripts')
    await journey.restyle()
    await journey.waitPhase('done')
    const sent = String(service.submits()[0]?.fields['prompt'])
    expect(sent).toContain(`${words} half \ufffd and nothing`)
    expect(new TextDecoder('utf-8', { fatal: true }).decode(new TextEncoder().encode(sent))).toBe(sent)
  }))

it('names nothing by the Enter that confirms the letters of a preset’s name', () =>
  play({}, async (journey) => {
    const { page, window } = journey
    const keys = await page.context().newCDPSession(page)
    await journey.press('Presets')
    const name = window.getByRole('textbox', { name: 'Save current as…' })
    await name.focus()
    await compose(keys, ['あ', 'あさ'])
    await confirmingEnter(keys)
    await keys.send('Input.insertText', { text: '朝' })
    await soon(async () => expect(await name.inputValue()).toBe('朝'))
    expect(await window.getByRole('button', { name: /^Apply/ }).count()).toBe(0)
    await name.press('Enter')
    await window.getByRole('button', { name: 'Apply 朝' }).waitFor()
  }))

it('reads numbers as people write them, and seeds of other tools', () =>
  play({}, async (journey) => {
    const { window, service } = journey
    await journey.press('Advanced')
    const field = (name: string): Locator => window.getByRole('spinbutton', { name })
    await field('Guidance').fill('22,5')
    await field('Seed').fill('Steps: 20, Seed: 4294967295, Size: 512x512')
    await field('Seed').press('Enter')
    expect(await field('Seed').inputValue()).toBe('4294967295')
    await field('Steps').fill('３０')
    await photographInBoth(journey, 'numbers-typed')
    await journey.restyle()
    await journey.waitPhase('done')
    expect(service.submits()[0]?.fields).toMatchObject({ guidance: 22.5, steps: 30, seed: 4_294_967_295 })
    await field('Seed').fill('18446744073709551615')
    await field('Seed').press('Enter')
    await window.getByText(/^Too long to be kept exactly: \d+ stays\.$/).waitFor()
    await photographInBoth(journey, 'seed-too-long')
  }))
