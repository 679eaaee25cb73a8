// Paints that Figma accepts only through a method of their own: a copy is made without them, and nothing fails.

import { expect, it } from 'vitest'
import { texting } from '../support/lively.ts'
import { textsLive } from '../support/live-restyle.ts'
import { begin, frameScript, intend, newHost, openPlugin, picture } from '../support/plugin.ts'

it('a section with a pattern keeps its texts live', async () => {
  const host = await newHost()
  const id = await host.author<string>(
    frameScript(`${texting}
    await text('Hello', 20, 20, 30, [0, 0, 0])
    const section = figma.createSection(); section.resizeWithoutConstraints(600, 500); section.appendChild(frame)
    section.fills = [...section.fills, { type: 'PATTERN', sourceNodeId: frame.id }]
    source = section`),
  )
  host.select([id])
  const { figma, run } = await openPlugin(host)
  const one = picture(7, { live: textsLive })
  const begun = await begin(figma, id, [one])
  await intend(figma, one.key, begun)
  const { nodeId, notes } = await figma.fill({ key: one.key, bytes: begun.bytes })
  expect([notes.includes('live-failed'), host.children(nodeId).length, run.problems]).toEqual([false, 1, []])
})
