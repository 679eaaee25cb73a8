// A placeholder is a frame: what a person drops on it lies in it from then on, and is theirs (law 7).

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
