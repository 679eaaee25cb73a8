// A product's shadow and light: where they are placed, that they belong to the user, and that nothing else changes.

import { describe, expect, it } from 'vitest'
import { pixelsOf } from '../support/pixels.ts'
import { type Made, edit, prove, restyleProduct, someContactLayers, tableWith } from '../support/products.ts'

function table(body = ''): string {
  return tableWith(`product = bottle(frame, 150, 100); product.name = 'Bottle'
  ${body}`)
}

const box = { x: 120, y: 180, width: 150, height: 80 }

async function withContactLayers(body = '', live = {}): Promise<Made> {
  const made = await restyleProduct(table(body), live)
  const layers = await someContactLayers(box)
  expect(await made.figma.layContactLayers({ nodeId: made.nodeId, ...layers })).toEqual({ isOn: true, strength: 1 })
  return made
}

function inside({ host, nodeId }: Made): readonly Record<string, unknown>[] {
  return host
    .children(nodeId)
    .map((id) => host.describe(id))
    .filter((node) => node !== null)
}

function named(made: Made, name: string): Record<string, unknown> {
  const found = inside(made).find((node) => node['name'] === name)
  if (found === undefined) throw new Error(`nothing is called ${name}`)
  return found
}

/** Mean brightness of a part of the result. */
async function luma({ host, nodeId }: Made, part: { x: number; y: number; width: number; height: number }): Promise<number> {
  const { width, rgba } = await pixelsOf(await host.exportPng(nodeId))
  let sum = 0
  for (let y = part.y; y < part.y + part.height; y++)
    for (let x = part.x; x < part.x + part.width; x++) sum += rgba[4 * (y * width + x) + 1] ?? 0
  return sum / (part.width * part.height)
}

/** A place on the table, under the contact layers and beside the product. */
const beside = { x: 240, y: 215, width: 20, height: 8 }

describe('the contact layers of a product', () => {
  it('lies over the picture and under the product, whose pixels it leaves as they are', async () => {
    const made = await restyleProduct(table())
    const before = await luma(made, beside)
    const layers = await someContactLayers(box)
    await made.figma.layContactLayers({ nodeId: made.nodeId, ...layers })
    expect(inside(made).map(({ name }) => name)).toEqual(['Contact shadow', 'Light', 'Table'])
    expect(named(made, 'Contact shadow')).toMatchObject({ type: 'RECTANGLE', ...box, blendMode: 'MULTIPLY', opacity: 0.8 })
    expect(named(made, 'Light')).toMatchObject({ type: 'RECTANGLE', ...box, blendMode: 'SOFT_LIGHT', opacity: 0.4 })
    expect(await luma(made, beside)).toBeLessThan(0.6 * before)
    expect(await prove(made)).toMatchObject({ kind: 'counted', changed: 0 })
  })

  it('lies over a picture that fills only a part of the result', async () => {
    const area = `const area = ellipse(frame, 20, 20, 360, 260, paint(0, 0, 0)); area.name = 'Area here'; source.setPluginData('area', area.id)`
    const found = await restyleProduct(table(area))
    const shape = inside({ ...found, nodeId: found.sourceId }).find(({ name }) => name === 'Area here')
    const made = await restyleProduct(table(area), { area: { id: String(shape?.['id']), changes: 'inside' } })
    await made.figma.layContactLayers({ nodeId: made.nodeId, ...(await someContactLayers(box)) })
    const names = inside(made).map(({ name }) => name)
    expect(names.slice(-4)).toEqual(['Restyled area', 'Contact shadow', 'Light', 'Table'])
  })

  it('may have an edge beneath, which goes with it and is never made weaker', async () => {
    const made = await restyleProduct(table())
    const { figma, nodeId } = made
    const { layers } = await someContactLayers(box)
    const edge = { kind: 'edge', png: layers[0]?.png ?? new Uint8Array(0), box, opacity: 1 } as const
    await figma.layContactLayers({ nodeId, layers: [edge, ...layers] })
    expect(inside(made).map(({ name }) => name)).toEqual(['Edge', 'Contact shadow', 'Light', 'Table'])
    await figma.setContactLayers({ nodeId, state: { isOn: true, strength: 0.5 }, isFinal: true })
    expect(inside(made).map(({ opacity }) => opacity)).toEqual([1, 0.4, 0.2, 1])
    await figma.setContactLayers({ nodeId, state: { isOn: false, strength: 0.5 }, isFinal: true })
    expect(inside(made).map(({ visible }) => visible)).toEqual([false, false, false, true])
    await figma.layContactLayers({ nodeId, layers })
    expect(inside(made).map(({ name }) => name)).toEqual(['Contact shadow', 'Light', 'Table'])
    expect(await prove(made)).toMatchObject({ changed: 0 })
  })

  it('lies under a scrim', async () => {
    const made = await restyleProduct(table())
    await edit(
      made,
      `const scrim = figma.createRectangle(); result.insertChild(0, scrim); scrim.name = 'Scrim'; scrim.setPluginData('part', 'scrim')`,
    )
    await made.figma.layContactLayers({ nodeId: made.nodeId, ...(await someContactLayers(box)) })
    expect(inside(made).map(({ name }) => name)).toEqual(['Contact shadow', 'Light', 'Scrim', 'Table'])
  })

  it('goes by one press and comes back as strong as it was', async () => {
    const made = await withContactLayers()
    const { figma, nodeId } = made
    const full = await luma(made, beside)
    await figma.setContactLayers({ nodeId, state: { isOn: true, strength: 0.5 }, isFinal: true })
    const half = await luma(made, beside)
    expect(half).toBeGreaterThan(full + 5)
    expect(await figma.setContactLayers({ nodeId, state: { isOn: false, strength: 0.5 }, isFinal: true })).toEqual({
      isOn: false,
      strength: 0.5,
    })
    expect(await luma(made, beside)).toBeGreaterThan(half + 5)
    expect(await figma.productFacts(nodeId)).toEqual({ count: 1, contact: { isOn: false, strength: 0.5 } })
    await figma.setContactLayers({ nodeId, state: { isOn: true, strength: 0.5 }, isFinal: true })
    expect(await luma(made, beside)).toBe(half)
  })

  it('tells what a person made of it by hand, and that it was deleted', async () => {
    const made = await withContactLayers()
    await edit(made, `for (const node of result.children.slice(0, 2)) { node.name = 'Mine'; node.opacity /= 4 }`)
    expect((await made.figma.productFacts(made.nodeId))?.contact?.strength).toBeCloseTo(0.25, 3)
    await edit(made, `for (const node of result.children.slice(0, 2)) node.remove()`)
    expect(await made.figma.productFacts(made.nodeId)).toEqual({ count: 1, contact: null })
    expect(await made.figma.setContactLayers({ nodeId: made.nodeId, state: { isOn: true, strength: 1 }, isFinal: true })).toBeNull()
  })

  it('is one step back, and laid anew it takes the place of the former', async () => {
    const made = await withContactLayers()
    await made.figma.layContactLayers({ nodeId: made.nodeId, ...(await someContactLayers({ ...box, x: 100 })) })
    expect(inside(made).map(({ name }) => name)).toEqual(['Contact shadow', 'Light', 'Table'])
    made.host.undo()
    expect(named(made, 'Contact shadow')).toMatchObject({ x: box.x })
    made.host.undo()
    expect(inside(made).map(({ name }) => name)).toEqual(['Table'])
    expect(await prove(made)).toMatchObject({ changed: 0 })
  })

  it('is derived from the picture alone and from the product alone, the result lying straight', async () => {
    const made = await restyleProduct(table('frame.rotation = -20'))
    await made.figma.layContactLayers({ nodeId: made.nodeId, ...(await someContactLayers(box)) })
    const drawn = await made.figma.contactLayerPictures(made.nodeId)
    const [picture, product] = [await pixelsOf(drawn.picture), await pixelsOf(drawn.product)]
    expect(drawn.size).toEqual({ width: 400, height: 300 })
    expect([picture.width, picture.height, product.width, product.height]).toEqual([1200, 900, 1200, 900])
    const at = ({ rgba, width }: typeof picture, x: number, y: number): readonly number[] =>
      Array.from(rgba.subarray(4 * (3 * y * width + 3 * x)).subarray(0, 4))
    // Every corner is picture; the product is in the middle, and its shadow in none of both.
    for (const [x, y] of [
      [2, 2],
      [397, 2],
      [2, 297],
      [397, 297],
      [250, 195],
    ] as const) {
      expect(at(picture, x, y)[3]).toBe(255)
      expect(at(product, x, y)[3]).toBe(0)
    }
    expect(at(product, 180, 170)).toEqual([51, 102, 179, 255])
    expect(at(picture, 180, 170)).not.toEqual(at(product, 180, 170))
  })

  it('is not laid where no product is left, nor on what is no result', async () => {
    const made = await restyleProduct(table())
    await edit(made, `result.children[0].remove()`)
    await expect(made.figma.layContactLayers({ nodeId: made.nodeId, ...(await someContactLayers(box)) })).rejects.toMatchObject({
      failure: { code: 'internal' },
    })
    await expect(made.figma.layContactLayers({ nodeId: made.sourceId, ...(await someContactLayers(box)) })).rejects.toMatchObject({
      failure: { code: 'internal' },
    })
    expect(inside(made)).toEqual([])
  })
})

describe('proof and contact layers', () => {
  it('touch nothing of the source, not for an instant, and leave nothing on the page', async () => {
    const made = await restyleProduct(table())
    const { host, figma, nodeId, sourceId, heard } = made
    const page = String(host.describe(sourceId)?.['parent'])
    const tree = (id: string): readonly string[] => [id, ...host.children(id).flatMap(tree)]
    const own = new Set(tree(sourceId))
    const before = [...own].map((id) => host.describe(id))
    const layers = host.children(page)
    await prove(made)
    await figma.contactLayerPictures(nodeId)
    await figma.layContactLayers({ nodeId, ...(await someContactLayers(box)) })
    await prove(made)
    await figma.setContactLayers({ nodeId, state: { isOn: false, strength: 1 }, isFinal: true })
    expect(heard.length).toBeGreaterThan(10)
    expect(heard.filter((change) => own.has(change.split(' ')[1] ?? ''))).toEqual([])
    expect([...own].map((id) => host.describe(id))).toEqual(before)
    expect(host.children(page)).toEqual(layers)
  })
})
