// Variable modes that a source inherits from its parents: its copies look the same wherever they are.

import { describe, expect, it } from 'vitest'
import type { HostOptions } from '../../playground/host/types.ts'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import { texting } from '../support/lively.ts'
import { textsLive } from '../support/live-restyle.ts'
import { begin, firstPng, frameScript, intend, newHost, openPlugin, picture, rules } from '../support/plugin.ts'
import { differing } from '../support/same-pictures.ts'

/** A card in a dark section: its background, its text, the font and the font size follow the mode. */
const dark = `
  const theme = figma.variables.createVariableCollection('Theme')
  const [light, night] = [theme.modes[0].modeId, theme.addMode('Dark')]
  const make = (name, type, day, dark) => { const one = figma.variables.createVariable(name, theme, type); one.setValueForMode(light, day); one.setValueForMode(night, dark); return one }
  const ground = make('ground', 'COLOR', { r: 1, g: 1, b: 1 }, { r: 0, g: 0, b: 0.2 })
  const words = make('words', 'STRING', 'Good day', 'Good night')
  const size = make('size', 'FLOAT', 20, 40)
  const weight = make('weight', 'STRING', 'Regular', 'Bold')
  frame.fills = [figma.variables.setBoundVariableForPaint({ type: 'SOLID', color: { r: 0, g: 0, b: 0 } }, 'color', ground)]
  await figma.loadFontAsync({ family: 'Inter', style: 'Bold' })
  const t = await text('', 20, 20, 20, [1, 0.9, 0])
  t.setBoundVariable('characters', words); t.setBoundVariable('fontSize', size); t.setBoundVariable('fontStyle', weight)
  const section = figma.createSection(); section.resizeWithoutConstraints(900, 700); section.appendChild(frame); frame.x = 60; frame.y = 60
  section.setExplicitVariableModeForCollection(theme, night)
`

async function restyled(options: Partial<HostOptions> = {}, more = '') {
  const host = await newHost(options)
  const id = await host.author<string>(frameScript(`${texting}\n${dark}\n${more}`))
  host.select([id])
  const { figma, run } = await openPlugin(host)
  const count = (): number => host.children(host.pages()[0]?.id ?? '').length
  const plain = firstPng(await figma.exportSource({ subject: { id, scene: null }, live: nothingLive, rules, known: null }))
  const sent = await figma.exportSource({ subject: { id, scene: null }, live: textsLive, rules, known: null })
  expect(count()).toBe(1)
  const one = picture(7, { live: textsLive })
  const begun = await begin(figma, id, [one])
  await intend(figma, one.key, begun)
  const { nodeId, notes } = await figma.fill({ key: one.key, bytes: begun.bytes })
  expect(run.problems).toEqual([])
  return { host, id, plain, sent, whole: begun.whole, nodeId, notes }
}

describe('a source with modes of what it lies in', () => {
  it('leaves in its own colours, and its live words are what they were', async () => {
    const { host, id, plain, sent, whole, nodeId, notes } = await restyled()
    expect([whole, notes]).toEqual([null, []])
    expect(host.describe(host.children(host.children(nodeId)[0] ?? '').at(-1) ?? '')).toMatchObject({
      characters: 'Good night',
      fontSize: 40,
      fontName: { style: 'Bold' },
    })
    // The sent picture has no text; everything else is as dark as in the source.
    expect(await differing(firstPng(sent), plain)).toBeLessThan(0.05)
    expect(await differing(await host.exportPng(nodeId), await host.exportPng(id))).toBeLessThan(0.02)
  })

  it('leaves whole where a mode cannot be set', async () => {
    const { host, plain, sent, whole, nodeId, notes } = await restyled({ refusesModes: true })
    expect(whole).toEqual({ kind: 'mode' })
    expect(await differing(firstPng(sent), plain)).toBe(0)
    expect([host.children(nodeId), notes]).toEqual([[], []])
  })

  it('stays live where the collection is gone, and with it the modes', async () => {
    const { whole, nodeId, host } = await restyled({}, 'theme.remove()')
    expect([whole, host.children(nodeId).length]).toEqual([null, 1])
  })
})
