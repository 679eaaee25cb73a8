// The sample on the canvas of the stand-in Figma: beside what is there, selected, and removed by one undo.

import { expect, it } from 'vitest'
import { frameScript, newHost, openPlugin } from '../support/plugin.ts'
import { tinyPng } from '../support/tiny.ts'

it('lays before and after side by side, clear of the page, and one undo takes both', async () => {
  const host = await newHost()
  const own = await host.author<string>(frameScript('frame.x = 100; frame.y = 50'))
  const { figma } = await openPlugin(host)
  const bytes = tinyPng(96, 64)
  await figma.laySample({ before: { name: 'Sample: before', bytes }, after: { name: 'Sample: after', bytes } })
  const all = (): readonly string[] => host.children(host.pages()[0]?.id ?? '')
  const [, before = '', after = ''] = all()
  const box = (id: string) => host.describe(id) as { name: string; x: number; y: number; width: number; height: number }
  expect([box(before).name, box(after).name]).toEqual(['Sample: before', 'Sample: after'])
  expect(box(before).x).toBeGreaterThanOrEqual(box(own).x + box(own).width + 60)
  expect(box(after)).toMatchObject({ x: box(before).x + 1020, y: box(before).y, width: 960, height: 640 })
  expect(host.selection()).toEqual([before])
  host.undo()
  expect(all()).toEqual([own])
})
