// A depth map from layers: stacking, size, blur and a number in the name, in the layers' own outlines.

import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { type PaintedLayer, nearIn, nearnessOf } from '../../src/core/control-image/layer-depth.ts'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import type { SourceView } from '../../src/core/control-image/protocol.ts'
import { frameScript, newHost, openPlugin, rules } from '../support/plugin.ts'

const source = { x: 0, y: 0, width: 400, height: 300 }

function layer(x: number, y: number, width: number, height: number, more: Partial<PaintedLayer> = {}): PaintedLayer {
  return { box: { x, y, width, height }, blur: 0, near: null, ...more }
}

function near(...layers: readonly PaintedLayer[]): readonly number[] {
  return nearnessOf(layers, source)
}

const wall = layer(0, 0, 400, 300)

describe('how near a layer is', () => {
  it('grows with each layer that it lies on, and is the same side by side', () => {
    const [ground, left, right, top] = near(wall, layer(20, 20, 100, 100), layer(220, 20, 100, 100), layer(40, 40, 20, 20))
    expect([ground, left === right, top]).toEqual([0, true, 1])
    expect(left).toBeGreaterThan(0.3)
    expect(left).toBeLessThan(0.7)
  })

  it('is nothing for all that covers the source with nothing before it, and not for what covers it last', () => {
    expect(near(wall, wall, layer(10, 10, 50, 50))).toEqual([0, 0, 1])
    expect(near(wall, layer(10, 10, 50, 50), wall)[2]).toBe(1)
  })

  it('is less for the larger one and the blurred one, yet never less than that of what they lie on', () => {
    const [, small = 0, large = 0, soft = 0] = near(wall, layer(0, 0, 40, 40), layer(100, 0, 200, 200), layer(320, 0, 40, 40, { blur: 30 }))
    expect(large).toBeLessThan(small)
    expect(soft).toBeLessThan(small)
    const [, lower = 0, upper = 0] = near(wall, layer(0, 0, 100, 100), layer(10, 10, 80, 80, { blur: 500 }))
    expect(upper).toBeGreaterThanOrEqual(lower)
  })

  it('is what a person says', () => {
    expect(near(wall, layer(0, 0, 50, 50, { near: 0.25 }), layer(60, 0, 50, 50))).toEqual([0, 0.25, 1])
    expect(['Sofa #depth 40', '#Depth 0', 'Lamp #depth 250', '#depth', 'Depth 40'].map(nearIn)).toEqual([0.4, 0, 1, null, null])
  })

  it('touches no neighbour, and counts a hairline on a card', () => {
    const [, a, b, line] = near(wall, layer(0, 0, 100, 100), layer(99.5, 0, 100, 100), layer(10, 50, 80, 0))
    expect([a === b, line]).toEqual([true, 1])
  })
})

async function drawn(body: string, view: SourceView, at: readonly (readonly [number, number])[]) {
  const host = await newHost()
  const id = await host.author<string>(frameScript(`for (const child of [...frame.children]) child.remove()\n${body}`))
  host.select([id])
  const { figma } = await openPlugin(host)
  const before = JSON.stringify([host.describe(id), host.children(id).map((child) => host.describe(child))])
  const { pieces, plan } = await figma.exportSource({ subject: { id, scene: null }, live: nothingLive, rules, view, known: null })
  expect(JSON.stringify([host.describe(id), host.children(id).map((child) => host.describe(child))])).toBe(before)
  const { data, info } = await sharp(pieces[0]?.png).flatten({ background: '#000' }).greyscale().raw().toBuffer({ resolveWithObject: true })
  expect([info.width, info.height]).toEqual([plan.content.width, plan.content.height])
  const scale = plan.content.width / 400
  return at.map(([x, y]) => data[Math.round(y * scale) * info.width + Math.round(x * scale)] ?? -1)
}

describe('a depth map from layers', () => {
  it('has the greys of distance in the outlines of the layers, whatever these are painted with', async () => {
    const body = `
      const card = rectangle(frame, 40, 40, 160, 200, paint(1, 0, 0))
      card.opacity = 0.6
      card.effects = [{ type: 'DROP_SHADOW', color: { r: 0, g: 0, b: 0, a: 1 }, offset: { x: 30, y: 30 }, radius: 0, visible: true, blendMode: 'NORMAL' }]
      const dot = figma.createEllipse(); frame.appendChild(dot); dot.x = 60; dot.y = 60; dot.resize(100, 100); dot.fills = paint(0, 0, 1)
      const said = rectangle(frame, 240, 40, 40, 40, paint(0, 0, 0)); said.name = 'Lamp #depth 80'
      rectangle(frame, 300, 40, 40, 40, [{ ...paint(1, 1, 1)[0], opacity: 0.1 }])
      rectangle(frame, 300, 140, 40, 40, paint(1, 1, 1)).visible = false
      rectangle(frame, 0, 0, 400, 300, paint(1, 1, 1)).name = '#depth'`
    const [ground, card, corner, dot, said, faint, hidden, shadow] = await drawn(body, 'layers', [
      [10, 290],
      [50, 230],
      [62, 62],
      [110, 110],
      [260, 60],
      [320, 60],
      [320, 160],
      [215, 250],
    ])
    expect([ground, dot, said, faint, hidden, shadow]).toEqual([0, 255, 204, 0, 0, 0])
    expect(corner).toBe(card)
    expect(card).toBeGreaterThan(80)
    expect(card).toBeLessThan(180)
  })

  it('is cut where its layers are', async () => {
    const body = `
      const hall = figma.createFrame(); frame.appendChild(hall); hall.x = 40; hall.y = 40; hall.resize(100, 100); hall.fills = []
      rectangle(hall, 50, 50, 200, 200, paint(1, 0, 0))
      rectangle(frame, 300, 100, 20, 20, paint(0, 1, 0))`
    const [inside = 0, outside] = await drawn(body, 'layers', [
      [120, 120],
      [180, 180],
    ])
    expect([inside > 200, outside]).toEqual([true, 0])
  })
})

it('the own picture of a source is drawn without the depth map over it', async () => {
  const body = `
    rectangle(frame, 0, 0, 400, 300, paint(1, 1, 1))
    rectangle(frame, 0, 0, 400, 300, paint(0, 0, 0)).name = '#depth'`
  expect(await drawn(body, 'own', [[200, 150]])).toEqual([255])
})

it('a source that is itself a depth map has no own picture', async () => {
  await expect(drawn(`frame.name = '#depth'`, 'own', [])).rejects.toMatchObject({ failure: { code: 'export-failed' } })
})
