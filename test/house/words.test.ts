// Texts that users read are in the words of their feature, never in a view, so that the plugin can be translated.

import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { textsIn } from './view-texts.ts'

const ui = 'src/ui'

describe('the texts of the window', () => {
  const views = readdirSync(ui, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'))

  it.each(views)('stand in words.ts, none in %s', (view) => {
    expect(textsIn(readFileSync(join(ui, view), 'utf8'))).toEqual([])
  })
})

describe('a text in a view is found', () => {
  it.each([
    ['<p>Nothing here</p>', 'Nothing here'],
    ['<Button kind="link" label="Show" />', 'Show'],
    ["<p>{isOpen ? 'Is open' : ''}</p>", 'Is open'],
    ['<p>{`${count} pictures are late`}</p>', '0 pictures are late'],
    ['<input placeholder="Search…" />', 'Search…'],
  ])('in %s', (jsx, text) => {
    expect(textsIn(`export function View() { return ${jsx} }`)).toEqual([text])
  })

  it.each([
    '<button class="Button primary" aria-controls="Advanced" onKeyDown={(event) => event.key === "ArrowLeft" && go()} />',
    '<path d="M3 4h10 M3 8h10" />',
    "<p class={isBad ? 'bad large' : undefined}>{words.none}</p>",
  ])('but not in %s', (jsx) => {
    expect(textsIn(`export function View() { return ${jsx} }`)).toEqual([])
  })
})
