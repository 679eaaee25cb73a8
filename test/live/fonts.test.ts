// Fonts of copied texts are loaded before anything is moved; a source whose fonts cannot be loaded is sent whole.

import { describe, expect, it } from 'vitest'
import type { HostOptions } from '../../playground/host/types.ts'
import { type LiveChoice, nothingLive } from '../../src/core/recipe/live-choice.ts'
import { askedFonts } from '../../src/core/live/asked-fonts.ts'
import { texting } from '../support/lively.ts'
import { textsLive } from '../support/live-restyle.ts'
import { type Plugin, begin, firstPng, frameScript, intend, newHost, openPlugin, picture, rules } from '../support/plugin.ts'
import { differing } from '../support/same-pictures.ts'

const lost = `await figma.loadFontAsync({ family: 'Gotham', style: 'Book' }); const t = await text('Welcome', 40, 40, 40, [1, 1, 0]); t.fontName = { family: 'Gotham', style: 'Book' }`

async function opened(body: string, options: Partial<HostOptions> = {}): Promise<Plugin & { readonly id: string }> {
  const host = await newHost(options)
  const id = await host.author<string>(frameScript(`${texting}\n${body}`))
  host.select([id])
  return { ...(await openPlugin(host)), id }
}

async function restyled(plugin: Plugin, id: string, live: LiveChoice) {
  const one = picture(7, { live })
  const begun = await begin(plugin.figma, id, [one])
  await intend(plugin.figma, one.key, begun)
  const { nodeId, notes } = await plugin.figma.fill({ key: one.key, bytes: begun.bytes })
  return { begun, nodeId, notes }
}

/** Whether the sent picture was exported from the source itself. */
async function leavesWhole({ figma }: Plugin, id: string, bytes: Uint8Array): Promise<boolean> {
  const plain = await figma.exportSource({ subject: { id, scene: null }, live: nothingLive, rules, known: null })
  return (await differing(bytes, firstPng(plain))) === 0
}

describe('a text that stays live', () => {
  it('has its font loaded before it is moved, in the first run too, and again when the picture comes', async () => {
    const plugin = await opened(`await text('Welcome', 40, 40, 40, [0, 0, 0], 'Bold')`)
    const { begun, nodeId, notes } = await restyled(plugin, plugin.id, textsLive)
    expect(begun.whole).toBeNull()
    expect(notes).toEqual([])
    expect(plugin.host.children(nodeId)).toHaveLength(1)
    expect(plugin.run.problems).toEqual([])
  })

  it('goes with the whole source into the picture where its font cannot be had, and nothing is left on the page', async () => {
    const plugin = await opened(lost)
    const before = plugin.host.children(plugin.host.pages()[0]?.id ?? '').length
    const { begun, nodeId, notes } = await restyled(plugin, plugin.id, textsLive)
    expect(begun.whole).toEqual({ kind: 'font', name: 'Gotham Book' })
    expect(await leavesWhole(plugin, plugin.id, begun.bytes)).toBe(true)
    expect(notes).toEqual([])
    expect(plugin.host.children(nodeId)).toEqual([])
    expect(plugin.host.children(plugin.host.pages()[0]?.id ?? '')).toHaveLength(before + 1)
  })

  it('stays live where Figma moves it without its font', async () => {
    const plugin = await opened(lost, { movesMissingFonts: true })
    const { begun, nodeId } = await restyled(plugin, plugin.id, textsLive)
    expect(begun.whole).toBeNull()
    expect(plugin.host.children(nodeId)).toHaveLength(1)
  })

  it('of a product whose font cannot be had is told before it is paid', async () => {
    const plugin = await opened(
      `${lost}; const card = figma.createFrame(); card.name = '#product'; frame.appendChild(card); card.appendChild(t)`,
    )
    const { begun, notes } = await restyled(plugin, plugin.id, nothingLive)
    expect(begun.whole).toEqual({ kind: 'font', name: 'Gotham Book' })
    expect(notes).toEqual([])
  })
})

describe('a refusal for a font', () => {
  it.each([
    [
      'in appendChild: unloaded font "Noto Sans, noto-sans Regular". Please call figma.loadFontAsync({ family: "Noto Sans, noto-sans", style: "Regular" }) and await',
      [{ family: 'Noto Sans, noto-sans', style: 'Regular' }],
    ],
    [
      'in setExplicitVariableModeForCollection: unloaded font "Noto Sans Semi Bold"',
      [
        { family: 'Noto Sans Semi', style: 'Bold' },
        { family: 'Noto Sans', style: 'Semi Bold' },
        { family: 'Noto', style: 'Sans Semi Bold' },
      ],
    ],
    ['in appendChild: Cannot move node.', []],
  ])('%s', (message, fonts) => expect(askedFonts(message)).toEqual(fonts))
})
