// Fonts take their time in the first run of a window. A person goes on working meanwhile, and no paid picture depends on what they do.

import { expect, it } from 'vitest'
import type { Host } from '../../playground/host/types.ts'
import { virtualClock } from '../support/clock.ts'
import { textsLive } from '../support/live-restyle.ts'
import { identityAnswer } from '../support/pixels.ts'
import { begin, frameScript, intend, newHost, openPlugin, picture } from '../support/plugin.ts'

const slowly = `const { loadFontAsync } = figma;
  figma.loadFontAsync = (font) => new Promise((resolve) => setTimeout(resolve, 1000)).then(() => loadFontAsync(font));`

it('a placeholder that is deleted while a font is loaded for its live texts is drawn anew', async () => {
  const clock = virtualClock()
  const inner = await newHost({ clock })
  const host: Host = { ...inner, run: (code, ...more) => inner.run(slowly + code, ...more) }
  const text = `await figma.loadFontAsync({ family: 'Inter', style: 'Regular' }); const text = figma.createText(); frame.appendChild(text); text.characters = 'Words'`
  const id = await host.author<string>(frameScript(text))
  host.select([id])
  const first = await openPlugin(inner)
  const ordered = picture(7, { live: textsLive })
  const begun = await begin(first.figma, id, [ordered])
  await intend(first.figma, ordered.key, begun)
  await first.figma.accept({ key: ordered.key, remoteId: 'r1', at: 1 })
  first.run.close()

  const next = await openPlugin(host)
  await next.figma.load()
  const bytes = await identityAnswer(begun.bytes, begun.plan)
  const filling = next.figma.fill({ key: ordered.key, bytes })
  await clock.settle()
  host.remove(begun.tasks[0]?.nodeId ?? '')
  await clock.pass(2000)
  const { nodeId, notes } = await filling
  expect(notes).toEqual(['moved'])
  expect(host.describe(nodeId)).toMatchObject({ fills: [{ type: 'IMAGE' }], pluginData: { made: ordered.key } })
  expect(host.children(nodeId)).toHaveLength(1)
  expect(next.run.problems).toEqual([])
})
