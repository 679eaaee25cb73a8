// Orders placed on documents in the stand-in: nothing of others is covered, at any level (DESIGN §6).

import { describe, expect, it } from 'vitest'
import type { Box, Host } from '../../playground/host/types.ts'
import { overlaps } from '../../src/core/base/box.ts'
import type { Order } from '../../src/core/order/protocol.ts'
import { seeded } from '../support/chance.ts'
import { intend, newHost, openPlugin, picture, rules } from '../support/plugin.ts'
import { times } from '../support/runs.ts'

/** A layer to draw; positions are relative to its parent. */
type Layer = Box & { readonly name: string; readonly kind: 'SECTION' | 'FRAME'; readonly holds: readonly Layer[] }

function layer(kind: Layer['kind'], name: string, [x, y, width, height]: readonly number[], holds: readonly Layer[] = []): Layer {
  return { kind, name, x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0, holds }
}

/** Draws the layers on the open page. Returns ids by name. */
async function draw(layers: readonly Layer[]): Promise<{ readonly host: Host; readonly ids: Readonly<Record<string, string>> }> {
  const host = await newHost()
  const ids = await host.author<Record<string, string>>(`async (figma) => {
    const ids = {}
    const make = (parent) => ({ kind, name, x, y, width, height, holds }) => {
      const node = kind === 'SECTION' ? figma.createSection() : figma.createFrame()
      parent.appendChild(node)
      node.name = name
      if (kind === 'SECTION') node.resizeWithoutConstraints(width, height)
      else {
        node.resize(width, height)
        node.clipsContent = false
        node.fills = [{ type: 'SOLID', color: { r: 0.5, g: 0.6, b: 0.7 } }]
      }
      node.x = x
      node.y = y
      ids[name] = node.id
      holds.forEach(make(node))
    }
    ${JSON.stringify(layers)}.forEach(make(figma.currentPage))
    return ids
  }`)
  return { host, ids }
}

type Around = { readonly id: string; readonly isSection: boolean; readonly box: Box; readonly above: readonly string[] }

function asBox(value: unknown): Box | null {
  return value as Box | null
}

/** Everything on the page that is not inside a frame, with its visible box. */
function layersOn(host: Host): readonly Around[] {
  const below = (id: string, above: readonly string[]): readonly Around[] =>
    host.children(id).flatMap((child) => {
      const facts = host.describe(child)
      const isSection = facts?.['type'] === 'SECTION'
      const box = (isSection ? null : asBox(facts?.['renderBounds'])) ?? host.box(child)
      if (box === null) return []
      return [{ id: child, isSection, box, above }, ...(isSection ? below(child, [...above, child]) : [])]
    })
  return below(host.pages()[0]?.id ?? '', [])
}

function rowsOf(ids: readonly string[], count = 1): Order {
  const pictures = ids.flatMap((id) => Array.from({ length: count }, (_, seed) => ({ ...picture(seed), subject: { id, scene: null } })))
  return { rules, groups: [{ layout: { kind: 'row' }, pictures }] }
}

/** Places an order, and returns what is covered that was not covered before. */
async function coveredBy(host: Host, order: Order): Promise<readonly string[]> {
  const before = layersOn(host)
  const { figma } = await openPlugin(host)
  const { tasks, refused } = await figma.begin(order)
  expect(refused).toEqual([])
  const placed = tasks.map(({ nodeId }) => nodeId)
  const now = layersOn(host)
  const wrong: string[] = []
  for (const { id, box, above } of now.filter((one) => placed.includes(one.id)))
    for (const other of now) {
      const holds = above.includes(other.id)
      if (other.id !== id && !holds && overlaps(box, other.box)) wrong.push(`the result ${id} covers ${other.id}`)
      if (holds && !(box.x >= other.box.x && box.y >= other.box.y)) wrong.push(`the result ${id} sticks out of ${other.id}`)
    }
  for (const { id, box } of before) {
    const grown = now.find((one) => one.id === id)
    if (grown === undefined || (grown.box.width === box.width && grown.box.height === box.height)) continue
    for (const other of now)
      if (other.id !== id && !other.above.includes(id) && !grown.above.includes(other.id) && overlaps(grown.box, other.box))
        if (!overlaps(box, other.box)) wrong.push(`the section ${id} grew over ${other.id}`)
  }
  return wrong
}

const source = layer('FRAME', 'source', [60, 60, 400, 300])

describe('an order on the canvas covers nothing', () => {
  it.each([
    ['a frame over the section', [layer('SECTION', 's', [0, 0, 1200, 500], [source]), layer('FRAME', 'over', [500, 40, 420, 300])]],
    ['a frame under the section', [layer('FRAME', 'under', [500, 40, 420, 300]), layer('SECTION', 's', [0, 0, 1200, 500], [source])]],
    ['a section over the section', [layer('SECTION', 's', [0, 0, 1200, 500], [source]), layer('SECTION', 't', [600, 40, 420, 300])]],
    ['what hangs out of a frame', [source, layer('FRAME', 'n', [1000, 60, 100, 100], [layer('FRAME', 'out', [-450, 40, 200, 80])])]],
    [
      'what hangs out of the source',
      [layer('SECTION', 's', [0, 0, 500, 500], [{ ...source, holds: [layer('FRAME', 'out', [380, 40, 200, 80])] }])],
    ],
    [
      'what hangs out of a section',
      [
        layer('SECTION', 's', [0, 0, 500, 400], [source]),
        layer('SECTION', 't', [1300, 0, 300, 400], [layer('FRAME', 'o', [-600, 60, 100, 100])]),
      ],
    ],
    ['a neighbour of a section that grows', [layer('SECTION', 's', [0, 0, 500, 400], [source]), layer('FRAME', 'n', [600, 0, 300, 300])]],
    [
      'a neighbour of an outer section',
      [
        layer('SECTION', 'o', [0, 0, 700, 600], [layer('SECTION', 's', [40, 40, 500, 400], [source])]),
        layer('FRAME', 'n', [800, 0, 300, 800]),
        layer('FRAME', 'm', [0, 620, 900, 100]),
      ],
    ],
    ['what the source lies under, reaching out of its section', [layer('SECTION', 's', [0, 0, 500, 400], [{ ...source, x: -80, y: -50 }])]],
  ])('%s', async (_, layers) => {
    const { host, ids } = await draw(layers)
    expect(await coveredBy(host, rowsOf([ids['source'] ?? ''], 3))).toEqual([])
  })

  it('of results that were placed a moment before, in sections that meet', async () => {
    const { host, ids } = await draw([
      layer('SECTION', 's', [0, 0, 500, 400], [source]),
      layer('SECTION', 't', [700, 0, 500, 400], [{ ...source, name: 'other' }]),
    ])
    expect(await coveredBy(host, rowsOf([ids['source'] ?? '', ids['other'] ?? ''], 2))).toEqual([])
  })

  it('where the source grew before its picture left', async () => {
    const { host, ids } = await draw([layer('SECTION', 's', [0, 0, 500, 400], [source])])
    const id = ids['source'] ?? ''
    const { figma } = await openPlugin(host)
    const { tasks } = await figma.begin(rowsOf([id], 2))
    await host.author(`async (figma) => (await figma.getNodeByIdAsync('${id}')).resize(460, 380)`)
    const subject = { id, scene: null }
    const exported = await figma.exportSource({ subject, live: picture().choice.live, rules, known: null })
    for (const { key } of tasks) await intend(figma, key, { exportId: exported.id })
    const [section, first, second] = [ids['s'] ?? '', ...tasks.map(({ nodeId }) => nodeId)].map((one) => host.box(one))
    expect(first).toMatchObject({ width: 460, height: 380 })
    for (const box of [first, second]) expect(overlaps(box ?? source, host.box(id) ?? source)).toBe(false)
    expect(overlaps(first ?? source, second ?? source)).toBe(false)
    expect(section?.width).toBeGreaterThanOrEqual((second?.x ?? 0) + 460)
    expect(section?.height).toBeGreaterThanOrEqual(60 + 380)
  })

  it('with a sheet', async () => {
    const { host, ids } = await draw([layer('SECTION', 's', [0, 0, 500, 400], [source]), layer('FRAME', 'n', [700, 0, 300, 300])])
    const subject = { id: ids['source'] ?? '', scene: null }
    const layout = { kind: 'sheet', title: 'Sheet', rows: [''], columns: ['a', 'b'] } as const
    const pictures = [0, 1].map((column) => ({ ...picture(column), subject, cell: { row: 0, column } }))
    const before = layersOn(host)
    const { figma } = await openPlugin(host)
    await figma.begin({ rules, groups: [{ layout, pictures }] })
    const sheet = layersOn(host).find(({ id, isSection }) => isSection && before.every((one) => one.id !== id))
    for (const { box } of before.filter(({ id }) => id !== ids['s'])) expect(overlaps(box, sheet?.box ?? box)).toBe(false)
  })

  it.each(Array.from({ length: times(12) }, (_, seed) => seed))('in documents of sections three deep (%i)', async (seed) => {
    const random = seeded(seed)
    const within = (from: number, to: number): number => Math.round(from + random() * (to - from))
    const things = (name: string, span: number): readonly Layer[] =>
      Array.from({ length: within(0, 4) }, (_, nth) =>
        layer(
          'FRAME',
          `${name}${nth}`,
          [within(-40, span), within(-40, span * 0.7), within(30, 300), within(30, 250)],
          random() < 0.3 ? [layer('FRAME', `${name}${nth}x`, [within(-200, 200), within(-100, 100), 80, 60])] : [],
        ),
      )
    const tree = (name: string): Layer =>
      layer(
        'SECTION',
        `${name}3`,
        [within(0, 200), within(0, 100), within(900, 1400), within(700, 1000)],
        [
          layer(
            'SECTION',
            `${name}2`,
            [within(0, 100), within(0, 100), within(600, 900), within(500, 700)],
            [
              layer(
                'SECTION',
                `${name}1`,
                [within(0, 60), within(0, 60), within(450, 700), within(380, 500)],
                [{ ...source, name: `${name}source`, x: within(-20, 100), y: within(-20, 80), holds: [] }, ...things(`${name}a`, 700)],
              ),
              ...things(`${name}b`, 900),
            ],
          ),
          ...things(`${name}c`, 1300),
        ],
      )
    const { host, ids } = await draw([tree('p'), { ...tree('q'), x: within(1300, 1900) }, ...things('page', 3000)])
    expect(await coveredBy(host, rowsOf([ids['psource'] ?? '', ids['qsource'] ?? ''], 2))).toEqual([])
  })
})
