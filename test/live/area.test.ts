import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Host } from '../../playground/host/types.ts'
import { type Area, nothingLive } from '../../src/core/recipe/live-choice.ts'
import { begin, firstPng, frameScript, intend, newHost, openPlugin, picture, rules } from '../support/plugin.ts'

type Facts = Record<string, unknown> & { id: string; name: string; type: string; isMask?: boolean; fills: { type: string }[] }

function facts(host: Host, id: string): Facts {
  return host.describe(id) as Facts
}

function all(host: Host, id: string): Facts[] {
  return [facts(host, id), ...host.children(id).flatMap((child) => all(host, child))]
}

/** The source at 100, 80 and 400 × 300; the area about its middle. The body draws `area`. */
const shapes: readonly (readonly [string, string])[] = [
  ['an ellipse over it', `const area = figma.createEllipse(); area.resize(160, 120); area.x = 220; area.y = 170`],
  ['a rectangle in it', `const area = rectangle(frame, 120, 90, 160, 120, paint(1, 1, 0))`],
  [
    'a frame over it that holds something',
    `const area = figma.createFrame(); area.resize(160, 120); area.x = 220; area.y = 170; area.fills = []; rectangle(area, 10, 10, 40, 40, paint(0, 1, 0))`,
  ],
  [
    'a vector drawn by hand, half transparent and outlined',
    `const area = figma.createVector(); area.vectorPaths = [{ windingRule: 'NONZERO', data: 'M 0 0 L 160 0 L 160 120 L 0 120 Z' }]; area.x = 220; area.y = 170; area.opacity = 0.3; area.fills = []`,
  ],
  [
    'a turned rectangle over a turned source',
    `frame.rotation = 20; const area = figma.createRectangle(); area.resize(160, 120); area.x = 240; area.y = 140; area.rotation = -10`,
  ],
  [
    'a polygon in a section with the source',
    `const s = figma.createSection(); s.resizeWithoutConstraints(900, 700); s.appendChild(frame); frame.x = 100; frame.y = 80; const area = figma.createRectangle(); s.appendChild(area); area.resize(160, 120); area.x = 220; area.y = 170`,
  ],
]

async function magenta({ width, height }: { width: number; height: number }): Promise<Uint8Array> {
  return sharp({ create: { width, height, channels: 3, background: '#ff00ff' } })
    .png()
    .toBuffer()
}

async function restyle(body: string, changes: Area['changes'], texts = false) {
  const host = await newHost()
  const [id = '', areaId = ''] = await host.author<string[]>(frameScript(`${body}; return [frame.id, area.id]`))
  const before = JSON.stringify(all(host, id))
  host.select([id])
  const plugin = await openPlugin(host)
  const one = picture(7, { live: { ...nothingLive, texts, area: { id: areaId, changes } } })
  const begun = await begin(plugin.figma, id, [one])
  await intend(plugin.figma, one.key, begun)
  const { nodeId, notes } = await plugin.figma.fill({ key: one.key, bytes: await magenta(begun.plan.sent) })
  return { host, id, areaId, plugin, begun, nodeId, notes, before }
}

async function pixels(host: Host, id: string) {
  return sharp(await host.exportPng(id))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
}

function isMagenta(data: Buffer, at: number): boolean {
  return (data[at] ?? 0) > 240 && (data[at + 1] ?? 255) < 15 && (data[at + 2] ?? 0) > 240
}

/** Which share of the result is the picture that came, and how much of the rest differs from the source. */
async function shares(host: Host, id: string, result: string) {
  const [source, made] = [await pixels(host, id), await pixels(host, result)]
  expect(made.info).toMatchObject({ width: source.info.width, height: source.info.height })
  let [count, changed, off] = [0, 0, 0]
  for (let at = 0; at < made.data.length; at += 4) {
    // Beside a turned frame there is nothing.
    if (source.data[at + 3] !== 255) continue
    count += 1
    if (isMagenta(made.data, at)) changed += 1
    else if ([0, 1, 2].some((channel) => Math.abs((made.data[at + channel] ?? 0) - (source.data[at + channel] ?? 0)) > 8)) off += 1
  }
  return { changed: changed / count, off: off / count }
}

describe.each(shapes)('an area marked by %s', (name, body) => {
  const isInside = name.includes('in it')

  it('is the only thing that changes, and the rest is the source', async () => {
    const { host, id, nodeId, notes, plugin, before } = await restyle(body, 'inside')
    expect(notes).toEqual([])
    expect(JSON.stringify(all(host, id))).toBe(before)
    // An area drawn into the source is part of it for the eye, and goes with the picture.
    const { changed, off } = await shares(host, id, nodeId)
    expect(changed).toBeGreaterThan(0.08)
    expect(changed).toBeLessThan(0.2)
    // Its edge is mixed of both.
    expect(off).toBeLessThan(0.012)
    expect(plugin.run.problems).toEqual([])
    host.dispose()
  })

  it('is the only thing that stays', async () => {
    const { host, id, areaId, nodeId, notes, plugin, before } = await restyle(body, 'outside')
    expect(notes).toEqual([])
    expect(JSON.stringify(all(host, id))).toBe(before)
    if (isInside) await host.author(`async (figma) => { (await figma.getNodeByIdAsync('${areaId}')).visible = false; return 1 }`)
    const { changed, off } = await shares(host, id, nodeId)
    expect(changed).toBeGreaterThan(0.6)
    expect(changed).toBeLessThan(0.92)
    expect(off).toBeLessThan(0.012)
    expect(plugin.run.problems).toEqual([])
    host.dispose()
  })

  it('is not in the picture that leaves', async () => {
    const { host, id, areaId, begun, plugin } = await restyle(body, 'inside')
    await host.author(`async (figma) => { (await figma.getNodeByIdAsync('${areaId}')).visible = false; return 1 }`)
    const without = await plugin.figma.exportSource({ subject: { id, scene: null }, live: nothingLive, rules, known: null })
    const [a, b] = [await sharp(begun.bytes).raw().toBuffer(), await sharp(firstPng(without)).raw().toBuffer()]
    expect(Buffer.compare(a, b)).toBe(0)
    host.dispose()
  })
})

describe('an area', () => {
  const text = `await figma.loadFontAsync({ family: 'Inter', style: 'Bold' }); const text = figma.createText(); text.fontName = { family: 'Inter', style: 'Bold' }
    text.characters = 'Words'; frame.appendChild(text); text.x = 130; text.y = 100; const area = figma.createEllipse(); area.resize(160, 120); area.x = 220; area.y = 170`

  it('can be moved afterwards: its shape is the mask of a group', async () => {
    const { host, nodeId } = await restyle(shapes[0]?.[1] ?? '', 'inside')
    const group = all(host, nodeId).find(({ type }) => type === 'GROUP')
    const [mask = '', inside = ''] = host.children(group?.id ?? '')
    expect(facts(host, mask)).toMatchObject({ type: 'ELLIPSE', isMask: true, name: 'Area' })
    expect(facts(host, inside)).toMatchObject({ name: 'Picture', fills: [{ type: 'IMAGE', scaleMode: 'CROP' }] })
    host.dispose()
  })

  it('leaves each live text in the result once', async () => {
    for (const changes of ['inside', 'outside'] as const) {
      const { host, nodeId } = await restyle(text, changes, true)
      expect(all(host, nodeId).filter(({ type }) => type === 'TEXT')).toHaveLength(1)
      host.dispose()
    }
  })

  it('that is gone when the picture comes lets the whole picture in', async () => {
    const host = await newHost()
    const [id = '', areaId = ''] = await host.author<string[]>(frameScript(`${shapes[0]?.[1]}; return [frame.id, area.id]`))
    host.select([id])
    const plugin = await openPlugin(host)
    const one = picture(7, { live: { ...nothingLive, area: { id: areaId, changes: 'inside' } } })
    const begun = await begin(plugin.figma, id, [one])
    await intend(plugin.figma, one.key, begun)
    host.remove(areaId)
    const { nodeId, notes } = await plugin.figma.fill({ key: one.key, bytes: await magenta(begun.plan.sent) })
    expect(notes).toEqual(['area-lost'])
    expect((await shares(host, id, nodeId)).changed).toBeGreaterThan(0.99)
    host.dispose()
  })

  it('is found again where the same picture is laid a second time', async () => {
    const { host, id, areaId, plugin, begun, nodeId } = await restyle(shapes[0]?.[1] ?? '', 'inside')
    const two = picture(7, { live: { ...nothingLive, area: { id: areaId, changes: 'inside' } } })
    await plugin.figma.begin({ rules, groups: [{ layout: { kind: 'row' }, pictures: [{ ...two, subject: { id, scene: null } }] }] })
    const { sameResult } = await plugin.figma.intend({
      key: two.key,
      exportId: begun.exportId,
      fingerprint: 'f1',
      mayReuse: true,
      relay: null,
    })
    expect(sameResult).toBe(nodeId)
    const done = await plugin.figma.fill({ key: two.key, sameResult: nodeId })
    expect((await shares(host, id, done.nodeId)).changed).toBeCloseTo((await shares(host, id, nodeId)).changed, 3)
    host.dispose()
  })
})
