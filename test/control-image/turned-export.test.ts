// A rotated source, in a Figma that exports it in its upright box and in one that exports it unrotated.

import { describe, expect, it } from 'vitest'
import type { HostOptions } from '../../playground/host/types.ts'
import { begin, frameScript, intend, newHost, openPlugin, picture } from '../support/plugin.ts'
import { differing } from '../support/same-pictures.ts'
import { tinyPng } from '../support/tiny.ts'

async function opened(options: Partial<HostOptions>, width = 400, height = 200) {
  const host = await newHost(options)
  const id = await host.author<string>(frameScript('frame.rotation = 25', width, height))
  host.select([id])
  return { id, ...(await openPlugin(host)) }
}

describe('a turned source', () => {
  it.each([
    [[], 400, 200],
    [['exports-own-box'], 400, 200],
    [['exports-own-box'], 200, 400],
    [['exports-larger'], 40, 400],
  ] as const)('has its result lie on it, whichever box Figma draws: %s, %i × %i', async (quirks, width, height) => {
    const { host, id, figma } = await opened({ quirks }, width, height)
    const one = picture()
    const begun = await begin(figma, id, [one])
    await intend(figma, one.key, begun)
    const { nodeId } = await figma.fill({ key: one.key, bytes: begun.bytes })
    const shots = [id, nodeId].map((node) => {
      const box = host.box(node)
      return box === null ? Promise.reject(new Error('gone')) : host.screenshot(box, 1)
    })
    const [source = new Uint8Array(), result = new Uint8Array()] = await Promise.all(shots)
    // The result's own box clips what the model paints into the empty corners.
    expect(await differing(source, result)).toBeLessThan(0.04)
  })

  it('is refused before anything is sent when Figma draws neither', async () => {
    const { id, figma } = await opened({ exportNode: async () => tinyPng(300, 290) })
    await expect(begin(figma, id, [picture()])).rejects.toMatchObject({ failure: { code: 'export-failed', charged: 'no' } })
  })
})
