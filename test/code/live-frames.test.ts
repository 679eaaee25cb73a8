import { describe, expect, it } from 'vitest'
import sharp from 'sharp'
import { type Live, nothingLive } from '../../src/core/live.ts'
import type { Host } from '../../playground/host/types.ts'
import { drawFrame, kindOf } from '../support/live-frames.ts'
import { identityAnswer } from '../support/pixels.ts'
import { begin, intend, newHost, openPlugin, picture, rules } from '../support/plugin.ts'

type Facts = Record<string, unknown> & { id: string; type: string; children: string[]; relativeTransform: number[][] }

const facts = (host: Host, id: string): Facts => host.describe(id) as Facts

const all = (host: Host, id: string): Facts[] => [facts(host, id), ...host.children(id).flatMap((child) => all(host, child))]

/** Everything of a subtree, as it is at this moment. */
const textOf = (host: Host, id: string): string => JSON.stringify(all(host, id))

const texts: Live = { ...nothingLive, texts: true }

const lift = async (seed: number) => {
  const host = await newHost()
  const id = await host.author<string>(drawFrame(seed))
  const before = textOf(host, id)
  let touched = 0
  host.onChange(() => {
    if (textOf(host, id) !== before) touched += 1
  })
  host.select([id])
  const plugin = await openPlugin(host)
  const one = picture(7, { live: texts })
  const begun = await begin(plugin.figma, id, [one])
  await intend(plugin.figma, one.key, begun)
  const { nodeId, notes } = await plugin.figma.fill({ key: one.key, bytes: await identityAnswer(begun.bytes, begun.plan) })
  return { host, id, plugin, begun, nodeId, notes, before, touched: () => touched }
}

const isSeen = (host: Host, id: string, root: string): boolean => {
  for (let at = facts(host, id); ; at = facts(host, String(at['parent']))) {
    if (at['visible'] === false || at['opacity'] === 0) return false
    if (at.id === root) return true
  }
}

type Box = { x: number; y: number; width: number; height: number }

/** Sums of different numbers of terms differ by what no pixel shows. */
const round = (value: number): number => Math.round(value * 1e6) / 1e6 + 0

/** What another node of the same look may have of its own. */
const own = ['id', 'parent', 'children', 'pluginData', 'relaunchData', 'x', 'y', 'renderBounds', 'relativeTransform', 'box']

/** What must not change of a text. Its place is told from the corner of the frame, as groups have no plane of their own. */
const textsOf = (host: Host, root: string): unknown[] => {
  const from = facts(host, root)['box'] as Box
  return all(host, root)
    .filter(({ type, id, isMask }) => type === 'TEXT' && isMask !== true && isSeen(host, id, root))
    .map((text) => {
      const { x, y, width, height } = text['box'] as Box
      const turned = text.relativeTransform.map((row) => row.slice(0, 2).map(round))
      const same = Object.entries(text).filter(([name]) => !own.includes(name))
      return { ...Object.fromEntries(same), turned, at: [x - from.x, y - from.y, width, height].map(round) }
    })
}

/** The largest difference of any channel of any pixel. Another order of the same layers may round by one; a ghost of a text is many. */
const apart = async (a: Uint8Array, b: Uint8Array): Promise<number> => {
  const [one, other] = [await rgba(a), await rgba(b)]
  expect(one.length).toBe(other.length)
  return one.reduce((most, value, index) => Math.max(most, Math.abs(value - (other[index] ?? 0))), 0)
}

const rgba = (png: Uint8Array) => sharp(png).ensureAlpha().raw().toBuffer()

describe('texts that stay live', () => {
  it.each([...Array.from({ length: 30 }, (_, seed) => [seed, kindOf(seed)] as const)])(
    'are untouched and lie where they were: frame %i, a %s',
    async (seed) => {
      const { host, id, plugin, begun, nodeId, notes, before, touched } = await lift(seed)
      expect(notes).toEqual([])
      expect(touched()).toBe(0)
      expect(textOf(host, id)).toBe(before)
      expect(textsOf(host, nodeId)).toEqual(textsOf(host, id))
      expect(plugin.run.problems).toEqual([])

      const reference = await newHost()
      const hidden = await reference.author<string>(drawFrame(seed, true))
      reference.select([hidden])
      const other = await openPlugin(reference)
      const { bytes } = await other.figma.exportSource({ subject: { id: hidden, scene: null }, live: nothingLive, rules, known: null })
      expect(await apart(begun.bytes, bytes)).toBeLessThanOrEqual(1)
      host.dispose()
      reference.dispose()
    },
  )
})
