// A placeholder is a frame: what a user drops on it becomes its child, and still belongs to the user (law 7).

import { expect, it } from 'vitest'
import type { Host } from '../../playground/host/types.ts'
import type { SandboxApi } from '../../src/core/protocol.ts'
import type { RemoteApi } from '../../src/core/wire/rpc.ts'
import { identityAnswer } from '../support/pixels.ts'
import { type Begun, begin, frameScript, intend, newHost, openPlugin, orderOf, picture } from '../support/plugin.ts'

async function ordered(): Promise<{ host: Host; figma: RemoteApi<SandboxApi>; keys: readonly string[]; begun: Begun }> {
  const host = await newHost()
  const id = await host.author<string>(frameScript())
  host.select([id])
  const { figma } = await openPlugin(host)
  const pictures = [picture(1), picture(2)]
  const begun = await begin(figma, id, pictures)
  for (const { key } of pictures) await intend(figma, key, begun)
  return { host, figma, keys: pictures.map(({ key }) => key), begun }
}

function dropOn(host: Host, id = ''): Promise<string> {
  return host.author<string>(`async (figma) => {
    const note = figma.createRectangle()
    figma.getNodeById('${id}').appendChild(note)
    note.resize(30, 20)
    note.x = 12
    note.y = 34
    return note.id
  }`)
}

it('what was dropped on one that waits stays where it is when another picture comes, and over its own', async () => {
  const { host, figma, keys, begun } = await ordered()
  const note = await dropOn(host, begun.tasks[1]?.nodeId)
  const box = host.box(note)
  const bytes = await identityAnswer(begun.bytes, begun.plan)
  for (const key of keys) {
    const { nodeId } = await figma.fill({ key, bytes })
    expect(host.box(note)).toEqual(box)
    if (key === keys[1]) expect(host.children(nodeId)).toEqual([note])
  }
})

it('what was dropped on one that is called off stays on the canvas, also after the undo of another picture', async () => {
  const { host, figma, keys, begun } = await ordered()
  const note = await dropOn(host, begun.tasks[1]?.nodeId)
  const box = host.box(note)
  await figma.remove(keys[1] ?? '')
  expect(host.box(note)).toEqual(box)
  expect(host.describe(begun.tasks[1]?.nodeId ?? '')).toBeNull()
  await figma.fill({ key: keys[0] ?? '', bytes: await identityAnswer(begun.bytes, begun.plan) })
  host.undo()
  expect(host.box(note)).toEqual(box)
})

it('one whose edge was dragged has the size of its source again, and covers nothing', async () => {
  const { host, figma, keys, begun } = await ordered()
  await host.author(`async (figma) => { figma.getNodeById('${begun.tasks[0]?.nodeId ?? ''}').resize(200, 90); return 1 }`)
  const { nodeId } = await figma.fill({ key: keys[0] ?? '', bytes: await identityAnswer(begun.bytes, begun.plan) })
  expect(host.box(nodeId)).toEqual({ x: 560, y: 80, width: 400, height: 300 })
})

it('those that somebody grouped are filled in their group', async () => {
  const { host, figma, keys, begun } = await ordered()
  const other = await begin(figma, begun.tasks[0]?.recipe.source.id ?? '', [picture(3)])
  await intend(figma, other.tasks[0]?.key ?? '', other)
  const ids = begun.tasks.map(({ nodeId }) => nodeId)
  const group = await host.author<string>(
    `async (figma) => figma.group(${JSON.stringify(ids)}.map((id) => figma.getNodeById(id)), figma.currentPage).id`,
  )
  const bytes = await identityAnswer(begun.bytes, begun.plan)
  const filled = []
  for (const key of [other.tasks[0]?.key ?? '', ...keys]) filled.push((await figma.fill({ key, bytes })).nodeId)
  expect(host.children(group)).toEqual(filled.slice(1))
  expect(host.children(host.pages()[0]?.id ?? '')).toHaveLength(3)
})

it('a text that somebody wrote into a sheet keeps it, when its last picture is called off', async () => {
  const host = await newHost()
  const id = await host.author<string>(frameScript())
  const { figma } = await openPlugin(host)
  const one = { ...picture(), subject: { id, scene: null } }
  const layout = { kind: 'sheet', title: 'Looks', rows: ['Timber'], columns: ['Noon'] } as const
  const { tasks } = await figma.begin({ ...orderOf(id, []), groups: [{ layout, pictures: [one] }] })
  const note = await host.author<string>(`async (figma) => {
    await figma.loadFontAsync({ family: 'Inter', style: 'Regular' })
    const note = figma.createText()
    note.characters = 'Ask Anna'
    figma.getNodeById('${tasks[0]?.nodeId ?? ''}').parent.appendChild(note)
    return note.id
  }`)
  await figma.remove(one.key)
  expect(host.describe(note)).toMatchObject({ characters: 'Ask Anna' })
})
