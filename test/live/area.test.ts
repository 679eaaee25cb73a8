import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Host } from '../../playground/host/types.ts'
import type { AreaOutline } from '../../src/core/fidelity/protocol.ts'
import { type Area, nothingLive } from '../../src/core/recipe/live-choice.ts'
import { begin, firstPng, frameScript, intend, newHost, openPlugin, picture, rules } from '../support/plugin.ts'

type Facts = Record<string, unknown> & { id: string; name: string; type: string; isMask?: boolean; fills: { type: string }[] }

function facts(host: Host, id: string): Facts {
  return host.describe(id) as Facts
}

function all(host: Host, id: string): Facts[] {
  return [facts(host, id), ...host.children(id).flatMap((child) => all(host, child))]
}

/** The source is at 100, 80 and 400 × 300, with the area around its centre. The body draws `area`. */
const shapes: readonly (readonly [string, string])[] = [
  ['an ellipse over it', `const area = figma.createEllipse(); area.resize(160, 120); area.x = 220; area.y = 170`],
  ['a rectangle in it', `const area = rectangle(frame, 120, 90, 160, 120, paint(1, 1, 0))`],
  [
    'a frame over it that holds something',
    `const area = figma.createFrame(); area.resize(160, 120); area.x = 220; area.y = 170; area.fills = []; rectangle(area, 10, 10, 40, 40, paint(0, 1, 0))`,
  ],
  [
    'a vector drawn by hand, half transparent and outlined',
    `const area = figma.createVector(); area.vectorPaths = [{ windingRule: 'NONZERO', data: 'M 0 0 L 160 0 L 160 60 L 60 60 L 60 120 L 0 120 Z' }]; area.x = 220; area.y = 170; area.opacity = 0.3; area.fills = []`,
  ],
  [
    'a turned ellipse over it',
    `const area = figma.createEllipse(); area.resize(160, 120); area.x = 240; area.y = 150; area.rotation = -25`,
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

/** The complete source, except whether the shape that marks its area is visible. */
function sourceOf(host: Host, id: string, areaId: string): string {
  return JSON.stringify(all(host, id).map((layer) => (layer.id === areaId ? { ...layer, visible: null, renderBounds: null } : layer)))
}

async function restyle(body: string, changes: Area['changes'], { texts = false, feather = 0 } = {}) {
  const host = await newHost()
  const [id = '', areaId = ''] = await host.author<string[]>(frameScript(`${body}; return [frame.id, area.id]`))
  const before = sourceOf(host, id, areaId)
  host.select([id])
  const plugin = await openPlugin(host)
  const one = picture(7, { live: { ...nothingLive, texts, area: { id: areaId, changes, feather } } })
  const begun = await begin(plugin.figma, id, [one])
  await intend(plugin.figma, one.key, begun)
  const { nodeId, notes } = await plugin.figma.fill({ key: one.key, bytes: await magenta(begun.plan.sent) })
  return { host, id, areaId, plugin, begun, one, nodeId, notes, before }
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

/** How the window draws the outline by which it measures: 255 inside. */
async function drawn({ paths, transform }: AreaOutline, { width, height }: { width: number; height: number }): Promise<Buffer> {
  const [[a, b, x], [c, d, y]] = transform
  const outlines = paths.map(({ data, rule }) => `<path fill-rule="${rule}" d="${data}"/>`).join('')
  const matrix = [a * width, c * height, b * width, d * height, x * width, y * height].join(' ')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g transform="matrix(${matrix})">${outlines}</g></svg>`
  return sharp(Buffer.from(svg)).extractChannel('alpha').raw().toBuffer()
}

/** The share of the result that shows the new picture, and how much of the rest differs from the source. */
async function shares(host: Host, id: string, result: string) {
  const [source, made] = [await pixels(host, id), await pixels(host, result)]
  expect(made.info).toMatchObject({ width: source.info.width, height: source.info.height })
  let [count, changed, off] = [0, 0, 0]
  for (let at = 0; at < made.data.length; at += 4) {
    // Outside a rotated frame there is nothing.
    if (source.data[at + 3] !== 255) continue
    count += 1
    if (isMagenta(made.data, at)) changed += 1
    else if ([0, 1, 2].some((channel) => Math.abs((made.data[at + channel] ?? 0) - (source.data[at + channel] ?? 0)) > 8)) off += 1
  }
  return { changed: changed / count, off: off / count }
}

describe.each(shapes)('an area marked by %s', (name, body) => {
  const isInside = name.includes('in it')
  /** A shape with contents is more than a marker. */
  const said = name.includes('holds something') ? [] : ['marker-hidden']

  it('is the only thing that changes, and the rest is the source', async () => {
    const { host, id, areaId, nodeId, notes, plugin, before } = await restyle(body, 'inside')
    expect(notes).toEqual(said)
    expect(facts(host, areaId).visible).toBe(said.length === 0)
    expect(sourceOf(host, id, areaId)).toBe(before)
    // A shape drawn inside the source is visibly part of it, and goes into the picture.
    const { changed, off } = await shares(host, id, nodeId)
    expect(changed).toBeGreaterThan(0.08)
    expect(changed).toBeLessThan(0.2)
    // Its edge blends both.
    expect(off).toBeLessThan(0.012)
    expect(plugin.run.problems).toEqual([])
    host.dispose()
  })

  it('shows the picture just where its outline says that it is measured', async () => {
    const { host, id, areaId, nodeId, plugin } = await restyle(body, 'inside')
    const outline = await plugin.figma.areaOutline({ sourceId: id, areaId })
    if (outline === null) throw new Error('no outline')
    const [source, made] = [await pixels(host, id), await pixels(host, nodeId)]
    const inside = await drawn(outline, made.info)
    const wrong = [...inside.keys()].filter(
      (at) => source.data[4 * at + 3] === 255 && (inside[at] ?? 0) > 127 !== isMagenta(made.data, 4 * at),
    )
    // Along the edge both are blended.
    expect(wrong.length / inside.length).toBeLessThan(0.008)
    host.dispose()
  })

  it('is the only thing that stays', async () => {
    const { host, id, areaId, nodeId, notes, plugin, before } = await restyle(body, 'outside')
    expect(notes).toEqual(said)
    expect(facts(host, areaId).visible).toBe(said.length === 0)
    expect(sourceOf(host, id, areaId)).toBe(before)
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

const ellipse = shapes[0]?.[1] ?? ''
const inIt = shapes[1]?.[1] ?? ''

describe('a feather', () => {
  it.each(['inside', 'outside'] as const)('fades the edge of an area to both sides (%s), and stays a blur of its mask', async (changes) => {
    const { host, id, areaId, nodeId, plugin } = await restyle(inIt, changes, { feather: 20 })
    const mask = all(host, nodeId).find(({ isMask }) => isMask)
    expect(mask).toMatchObject({ name: 'Area', effects: [{ type: 'LAYER_BLUR', radius: 20, visible: true }] })
    expect(facts(host, areaId).visible).toBe(false)
    const [{ data, info }, source] = [await pixels(host, nodeId), await pixels(host, id)]
    /** How much of the picture is visible at a point, measured by green, which the picture does not contain. */
    const shareAt = (x: number, y: number): number => {
      const at = 4 * (y * info.width + x) + 1
      return 1 - (data[at] ?? 0) / (source.data[at] ?? 1)
    }
    // The area's left edge is at x = 120, its centre at y = 150.
    const row = [90, 112, 120, 128, 200].map((x) => (changes === 'inside' ? shareAt(x, 150) : 1 - shareAt(x, 150)))
    expect(row[0]).toBeLessThan(0.02)
    expect(row[1]).toBeGreaterThan(0.05)
    expect(row[1]).toBeLessThan(0.45)
    expect(row[2]).toBeCloseTo(0.5, 1)
    expect(row[3]).toBeGreaterThan(0.55)
    expect(row[4]).toBeGreaterThan(0.98)
    expect(plugin.run.problems).toEqual([])
    host.dispose()
  })
})

describe('the shape that marked an area', () => {
  const isVisible = (host: Host, id: string): unknown => facts(host, id).visible

  it('is shown again by one undo, together with the result that it was hidden with', async () => {
    const { host, id, areaId, nodeId, before } = await restyle(inIt, 'inside')
    host.undo()
    expect(host.describe(nodeId)).toBeNull()
    expect(isVisible(host, areaId)).toBe(true)
    expect(sourceOf(host, id, areaId)).toBe(before)
    host.dispose()
  })

  it('comes back with one press, which is an undo step of its own', async () => {
    const { host, areaId, nodeId, plugin } = await restyle(ellipse, 'inside')
    await plugin.figma.showMarker(nodeId)
    expect(isVisible(host, areaId)).toBe(true)
    host.undo()
    expect([isVisible(host, areaId), host.describe(nodeId) === null]).toEqual([false, false])
    await plugin.figma.showMarker(areaId)
    expect(isVisible(host, areaId)).toBe(true)
    host.dispose()
  })

  it('is hidden once: not by the next result of it after a person showed it, but where that result was undone', async () => {
    const { host, id, areaId, plugin, one } = await restyle(ellipse, 'inside')
    const { live } = one.choice
    const more = async (): Promise<readonly string[]> => {
      const next = picture(8, { live })
      const begun = await begin(plugin.figma, id, [next])
      await intend(plugin.figma, next.key, begun)
      return (await plugin.figma.fill({ key: next.key, bytes: await magenta(begun.plan.sent) })).notes
    }
    await plugin.figma.showMarker(areaId)
    expect(await more()).toEqual([])
    expect(isVisible(host, areaId)).toBe(true)
    // Undoes the second result, the press, and the first result.
    for (let step = 0; step < 3; step++) host.undo()
    expect(isVisible(host, areaId)).toBe(true)
    await plugin.figma.putBack(one.key)
    expect(isVisible(host, areaId)).toBe(false)
    host.dispose()
  })

  it.each([
    ['holds the others in an auto-layout apart', `frame.layoutMode = 'HORIZONTAL'; const area = frame.children[0]`],
    ['is a mask', `${inIt}; area.isMask = true; frame.insertChild(0, area)`],
    [
      'is part of an instance',
      `const main = figma.createComponent(); main.x = 900; main.resize(160, 120); rectangle(main, 0, 0, 160, 120, paint(0, 1, 0)); const one = main.createInstance(); frame.appendChild(one); one.x = 120; one.y = 90; const area = one.children[0]`,
    ],
    [
      'is one of two united shapes',
      `const area = rectangle(frame, 120, 90, 80, 60, paint(0, 1, 0)); figma.union([area, rectangle(frame, 160, 120, 80, 60, paint(0, 1, 0))], frame)`,
    ],
  ])('stays in view where it %s', async (_, body) => {
    const { host, id, areaId, notes, before } = await restyle(body, 'inside')
    expect([notes, isVisible(host, areaId)]).toEqual([[], true])
    expect(sourceOf(host, id, areaId)).toBe(before)
    host.dispose()
  })

  it('is hidden in a group in a turned source, and each of two areas is', async () => {
    const body = `frame.rotation = 20; const area = rectangle(frame, 60, 60, 80, 60, paint(0, 1, 0)); figma.group([area, rectangle(frame, 200, 200, 20, 20, paint(0, 1, 0))], frame)`
    const { host, id, areaId, plugin, notes } = await restyle(body, 'outside', { feather: 6 })
    expect([notes, isVisible(host, areaId)]).toEqual([['marker-hidden'], false])
    const otherId = host.children(id)[2] ?? ''
    const next = picture(9, { live: { ...nothingLive, area: { id: otherId, changes: 'inside' } } })
    const begun = await begin(plugin.figma, id, [next])
    await intend(plugin.figma, next.key, begun)
    const more = await plugin.figma.fill({ key: next.key, bytes: await magenta(begun.plan.sent) })
    expect([more.notes, isVisible(host, otherId), isVisible(host, areaId)]).toEqual([['marker-hidden'], false, false])
    expect(plugin.run.problems).toEqual([])
    host.dispose()
  })

  it('is told to the window, hidden or not, and still marks the area', async () => {
    const { host, id, areaId, plugin, begun, one } = await restyle(inIt, 'inside')
    const about = { subject: { id, scene: null }, live: one.choice.live }
    expect((await plugin.figma.liveFacts(about))?.area).toEqual({ id: areaId, name: facts(host, areaId).name, isHidden: true })
    const again = await plugin.figma.exportSource({ ...about, rules, known: null })
    expect(Buffer.compare(Buffer.from(firstPng(again)), Buffer.from(begun.bytes))).toBe(0)
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
      const { host, nodeId } = await restyle(text, changes, { texts: true })
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
