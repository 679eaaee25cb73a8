// Layers of a scene that their parent clips: each stays in its place, whether or not the bounds that Figma reports match what it draws.

import { expect, it } from 'vitest'
import type { Quirk } from '../../playground/host/types.ts'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import { frameScript, newHost, openPlugin, rules } from '../support/plugin.ts'

async function boxes(quirks: readonly Quirk[]): Promise<readonly unknown[]> {
  const host = await newHost({ quirks })
  const ids = await host.author<string[]>(frameScript('const [a, b] = frame.children; a.x = -60; a.y = 20; return [a.id, b.id]'))
  host.select(ids)
  const { figma } = await openPlugin(host)
  const subject = { id: ids[0] ?? '', scene: { ids, padding: 0, background: '' } }
  const { pieces } = await figma.exportSource({ subject, live: nothingLive, rules, known: null })
  return pieces.map(({ box }) => box)
}

it('has the same pieces in a Figma that tells bounds as they are cut off, and draws what is whole', async () => {
  expect(await boxes(['bounds-cut-off'])).toEqual(await boxes([]))
})
