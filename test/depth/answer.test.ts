// A depth map on the canvas of the stand-in Figma: beside its source, registered to it, and removed by one undo.

import sharp from 'sharp'
import { expect, it } from 'vitest'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import { frameScript, newHost, openPlugin, rules } from '../support/plugin.ts'

it('lies beside the source as #depth, its picture where that of the source is, and one undo takes it', async () => {
  const host = await newHost()
  const id = await host.author<string>(frameScript('', 400, 290))
  host.select([id])
  const { figma } = await openPlugin(host)
  const subject = { id, scene: null }
  const { plan } = await figma.exportSource({ subject, live: nothingLive, rules, view: 'layers', known: null })
  const all = (): readonly string[] => [...host.children(host.pages()[0]?.id ?? '')]
  const before = [all(), host.describe(id)]
  const { sent, content } = plan
  // The margin is white, and none of it may be visible.
  const bytes = await sharp({ create: { ...sent, channels: 3, background: '#fff' } })
    .composite([
      {
        input: { create: { width: content.width, height: content.height, channels: 3, background: '#333' } },
        left: content.x,
        top: content.y,
      },
    ])
    .png()
    .toBuffer()
  await figma.layDepth({ subject, plan, bytes: new Uint8Array(bytes) })
  const [, laid = ''] = all()
  expect(host.describe(laid)).toMatchObject({ name: '#depth', x: 560, y: 80, width: 400, height: 290 })
  const { data } = await sharp(await host.exportPng(laid, 1))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  // Pixels at the very edge may be blended, as in every result.
  expect(data.reduce((most, level) => Math.max(most, level), 0)).toBeLessThan(0x60)
  expect(host.selection()).toEqual([id])
  host.undo()
  expect([all(), host.describe(id)]).toEqual(before)
})
