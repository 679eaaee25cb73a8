// Figma is slow to answer, and the user keeps working meanwhile. No paid picture depends on what they do.

import { expect, it } from 'vitest'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import type { Host } from '../../playground/host/types.ts'
import { type VirtualClock, virtualClock } from '../support/clock.ts'
import { textsLive } from '../support/live-restyle.ts'
import { identityAnswer } from '../support/pixels.ts'
import { type Plugin, begin, frameScript, intend, newHost, openPlugin, orderOf, picture, rules } from '../support/plugin.ts'
import { restyle } from '../support/restyle.ts'
import { tinyPng } from '../support/tiny.ts'

/** Each call of these takes a second. */
function slowly(host: Host, calls: readonly (readonly [string, string])[]): Host {
  const slow = calls.map(
    ([of, name]) =>
      `{ const { ${name} } = ${of}; ${of}.${name} = (...asked) => new Promise((resolve) => setTimeout(resolve, 1000)).then(() => ${name}(...asked)) }`,
  )
  return { ...host, run: (code, ...more) => host.run(`${slow.join(';')};${code}`, ...more) }
}

async function opened(): Promise<{ clock: VirtualClock; host: Host; id: string }> {
  const clock = virtualClock()
  const host = await newHost({ clock })
  const text = `await figma.loadFontAsync({ family: 'Inter', style: 'Regular' }); const text = figma.createText(); frame.appendChild(text); text.characters = 'Words'`
  const id = await host.author<string>(frameScript(text))
  host.select([id])
  return { clock, host, id }
}

async function accepted({ figma }: Plugin, id: string) {
  const ordered = picture(7, { live: textsLive })
  const begun = await begin(figma, id, [ordered])
  await intend(figma, ordered.key, begun)
  await figma.accept({ key: ordered.key, remoteId: 'r1', at: 1 })
  return { key: ordered.key, placeholder: begun.tasks[0]?.nodeId ?? '', bytes: await identityAnswer(begun.bytes, begun.plan) }
}

it('a placeholder that is deleted while a font is loaded for its live texts is drawn anew', async () => {
  const { clock, host, id } = await opened()
  const first = await openPlugin(host)
  const { key, placeholder, bytes } = await accepted(first, id)
  first.run.close()
  const next = await openPlugin(slowly(host, [['figma', 'loadFontAsync']]))
  await next.figma.load()
  const filling = next.figma.fill({ key, bytes })
  await clock.settle()
  host.remove(placeholder)
  await clock.pass(2000)
  const { nodeId, notes } = await filling
  expect(notes).toEqual(['moved'])
  expect(host.describe(nodeId)).toMatchObject({ fills: [{ type: 'IMAGE' }], pluginData: { made: key } })
  expect(host.children(nodeId)).toHaveLength(1)
  expect(next.run.problems).toEqual([])
})

it('a result that is deleted while its record is removed was there, and can be put back', async () => {
  const { clock, host, id } = await opened()
  const plugin = await openPlugin(slowly(host, [['figma.clientStorage', 'deleteAsync']]))
  const { key, placeholder, bytes } = await accepted(plugin, id)
  const filling = plugin.figma.fill({ key, bytes })
  await clock.settle()
  expect(host.describe(placeholder)).toMatchObject({ pluginData: { made: key } })
  host.remove(placeholder)
  await clock.pass(10_000)
  expect((await filling).nodeId).toBe(placeholder)
  const putBack = plugin.figma.putBack(key)
  await clock.pass(10_000)
  expect(host.describe((await putBack).nodeId)).toMatchObject({ fills: [{ type: 'IMAGE' }] })
})

it('results that are deleted while the name of another one is chosen stand in no way', async () => {
  const { clock, host, id } = await opened()
  const first = await openPlugin(host)
  const [, second = ''] = await restyle(first, id, [1, 2])
  first.run.close()
  const { figma } = await openPlugin(slowly(host, [['figma', 'getNodeByIdAsync']]))
  const begun = figma.begin(orderOf(id, [picture(3)]))
  // Its own original is requested, then the page, then the original of the first result.
  await clock.pass(4500)
  host.remove(second)
  await clock.pass(20_000)
  expect(await begun).toMatchObject({ refused: [], tasks: [{ name: expect.stringMatching(/^Warm timber, noon – Source · \d$/) }] })
})

it('a source that is deleted while another one is looked for is refused, and the others are ordered', async () => {
  const { clock, host, id } = await opened()
  const other = await host.author<string>(frameScript('frame.y = 900'))
  const { figma } = await openPlugin(slowly(host, [['figma', 'getNodeByIdAsync']]))
  const of = (one: string) => ({ ...picture(), subject: { id: one, scene: null } })
  const pictures = [of(id), of(other), of(id)]
  const begun = figma.begin({ ...orderOf('', []), groups: [{ layout: { kind: 'row' }, pictures }] })
  await clock.pass(1500)
  host.remove(id)
  await clock.pass(60_000)
  const { tasks, refused } = await begun
  expect(refused).toMatchObject([{ key: pictures[2]?.key, failure: { code: 'unfit-source' } }])
  expect(tasks.map(({ key }) => key)).toEqual([pictures[0]?.key, pictures[1]?.key])
})

it('a layer of a scene that is deleted while another one is drawn makes an export fail, not an inner error', async () => {
  const host: Host = await newHost({
    exportNode: async () => {
      host.remove(upper)
      return tinyPng(20, 15)
    },
  })
  const [lower, upper] = [await host.author<string>(frameScript()), await host.author<string>(frameScript('frame.y = 500'))]
  const { figma } = await openPlugin(host)
  const subject = { id: lower, scene: { ids: [lower, upper], padding: 0, background: '' } }
  await expect(figma.exportSource({ subject, live: nothingLive, rules, known: null })).rejects.toMatchObject({
    failure: { code: 'export-failed' },
  })
})
