// A group that repeats its contents draws them several times, so it is one layer of the picture.

import { expect, it } from 'vitest'
import { texting } from '../support/lively.ts'
import { textsLive } from '../support/live-restyle.ts'
import { frameScript, newHost, openPlugin, rules } from '../support/plugin.ts'

it.each([
  ['group([child], frame)', true],
  [
    "transformGroup([child], frame, 0, [{ type: 'REPEAT', repeatType: 'LINEAR', count: 3, offset: 40, unitType: 'PIXELS', axis: 'HORIZONTAL' }])",
    false,
  ],
])('%s has live layers: %s', async (call, expected) => {
  const host = await newHost()
  const id = await host.author<string>(
    frameScript(`${texting}
    await text('Hello', 20, 20, 30, [0, 0, 0])
    const child = frame.children.at(-1)
    figma.${call}`),
  )
  host.select([id])
  const { figma, run } = await openPlugin(host)
  const { isLive } = await figma.exportSource({ subject: { id, scene: null }, live: textsLive, rules, known: null })
  expect([isLive, run.problems]).toEqual([expected, []])
})
