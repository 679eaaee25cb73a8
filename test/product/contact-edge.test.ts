// A model paints the product slightly too large: the rim is covered with its surroundings, and nothing else changes.

import { describe, expect, it } from 'vitest'
import type { Box } from '../../src/core/base/geometry.ts'
import { type Edge, edgeFor } from '../../src/core/product/contact-edge.ts'
import { contactLayersFor } from '../../src/core/product/contact-layers.ts'
import type { Pixels } from '../../src/core/picture/pixels.ts'
import { painted } from '../support/texts-on-pictures.ts'
import { pictures, product, shapes } from '../support/scenery.ts'

const side = 600
// A soft edge has no rim.
const names = ['ball', 'box', 'bottle'] as const
type Name = (typeof names)[number]
const scenes = Object.keys(pictures) as (keyof typeof pictures)[]
const every = names.flatMap((shape) => scenes.map((scene) => [shape, scene] as const))
const teal = [40, 150, 140]

/** The pixels of which the product covers at least half. */
function boundsOf({ width, rgba }: Pixels): Box {
  const covered = Array.from({ length: rgba.length / 4 }, (_, index) => index).filter((index) => (rgba[4 * index + 3] ?? 0) >= 128)
  const [columns, rows] = [covered.map((index) => index % width), covered.map((index) => Math.floor(index / width))]
  const least = (list: readonly number[]): number => list.reduce((a, b) => Math.min(a, b))
  const most = (list: readonly number[]): number => list.reduce((a, b) => Math.max(a, b))
  return { x: least(columns), y: least(rows), width: most(columns) + 1 - least(columns), height: most(rows) + 1 - least(rows) }
}

const products = new Map(names.map((name) => [name, product(side, shapes[name](side))]))
const bounds = new Map([...products].map(([name, thing]) => [name, boundsOf(thing)]))
const scenePictures = new Map(scenes.map((scene) => [scene, pictures[scene](side)]))

function known<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key)
  if (value === undefined) throw new Error(`nothing is known of ${String(key)}`)
  return value
}

/** The product as a model paints it, larger on all sides by some pixels and with a soft edge, in a grainy picture. */
function repainted(shape: Name, scene: keyof typeof pictures, larger: number, soft = 1): Pixels {
  const [scenePicture, inside] = [known(scenePictures, scene), shapes[shape](side)]
  return painted(side, side, (x, y) => {
    const share = Math.min(1, Math.max(0, (inside(x + 0.5, y + 0.5) + larger - 0.5) / soft + 0.5))
    const grain = ((x * 7919 + y * 104_729) % 13) - 6
    return teal.map((value, k) => value * share + ((scenePicture.rgba[4 * (y * side + x) + k] ?? 0) + grain) * (1 - share))
  })
}

function edgeOf(picture: Pixels, shape: Name): Edge | null {
  return edgeFor(picture, known(products, shape), known(bounds, shape))
}

/** Pixels beside the product that clearly do not belong to the scene: in the picture, and with the edge layer over it. */
function strangersBeside(shape: Name, scene: keyof typeof pictures, picture: Pixels, edge: Edge | null) {
  const [scenePicture, thing] = [known(scenePictures, scene), known(products, shape)]
  let [before, after] = [0, 0]
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const at = 4 * (y * side + x)
      if ((thing.rgba[at + 3] ?? 0) > 0) continue
      const [u, v] = edge === null ? [-1, -1] : [x - edge.box.x, y - edge.box.y]
      const isIn = edge !== null && u >= 0 && v >= 0 && u < edge.map.width && v < edge.map.height
      const from = isIn ? 4 * (v * edge.map.width + u) : 0
      const alpha = isIn ? (edge.map.rgba[from + 3] ?? 0) / 255 : 0
      for (let k = 0; k < 3; k++) {
        const [bare = 0, had = 0] = [scenePicture.rgba[at + k], picture.rgba[at + k]]
        const has = had + ((edge?.map.rgba[from + k] ?? 0) - had) * alpha
        before += Math.abs(had - bare) > 26 ? 1 : 0
        after += Math.abs(has - bare) > 26 ? 1 : 0
      }
    }
  return { before, after }
}

describe('the edge of a product', () => {
  it.each(every)('of a %s, %s, is covered where the model painted it two pixels too large', (shape, scene) => {
    const picture = repainted(shape, scene, 2)
    const { before, after } = strangersBeside(shape, scene, picture, edgeOf(picture, shape))
    expect(before).toBeGreaterThan(1500)
    // At a corner the rim is wider, and where a table ends the surroundings have more than one colour.
    expect(after / before).toBeLessThan(0.04)
  })

  it.each(every)('of a %s, %s, is left alone where it is right, sharp or soft, or where nothing was painted', (shape, scene) => {
    expect(edgeOf(repainted(shape, scene, 0), shape)).toBeNull()
    expect(edgeOf(repainted(shape, scene, 0, 2.5), shape)).toBeNull()
    expect(edgeOf(known(scenePictures, scene), shape)).toBeNull()
  })

  it('comes along with the contact layers of a product', () => {
    const picture = repainted('ball', 'flat', 2)
    expect(contactLayersFor(picture, known(products, 'ball'))?.edge).toEqual(edgeOf(picture, 'ball'))
  })

  it('touches nothing further away than the rim may be', () => {
    const edge = edgeOf(repainted('ball', 'flat', 2), 'ball')
    if (edge === null) throw new Error('no edge')
    const touched: (readonly [number, number])[] = []
    const [cx, cy, radius] = [0.5 * side - edge.box.x, 0.6 * side - edge.box.y, 0.16 * side]
    for (let y = 0; y < edge.map.height; y++)
      for (let x = 0; x < edge.map.width; x++) {
        const away = Math.hypot(x + 0.5 - cx, y + 0.5 - cy) - radius
        if ((away > 5 || away < -5) && edge.map.rgba[4 * (y * edge.map.width + x) + 3] !== 0) touched.push([x, y])
      }
    expect(touched).toEqual([])
  })
})
