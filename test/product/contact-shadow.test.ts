import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ContactLayers, contactLayersFor } from '../../src/core/product/contact-layers.ts'
import type { Pixels } from '../../src/core/picture/pixels.ts'
import { painted } from '../support/texts-on-pictures.ts'
import { grey, laid, mirrored, pictures, product, shapes } from '../support/scenery.ts'
import { runs } from '../support/runs.ts'

const side = 240
const names = Object.keys(shapes) as (keyof typeof shapes)[]
const scenes = Object.keys(pictures) as (keyof typeof pictures)[]
const everySetting = names.flatMap((shape) => scenes.map((scene) => [shape, scene] as const))

function derive(picture: Pixels, thing: Pixels): ContactLayers {
  const contact = contactLayersFor(picture, thing)
  if (contact === null) throw new Error('no contact layers')
  return contact
}

function alphaAt({ width, rgba }: Pixels, x: number, y: number): number {
  return rgba[4 * (y * width + x) + 3] ?? 0
}

function sumOf(map: Pixels, counts: (x: number, y: number) => boolean = () => true): number {
  let sum = 0
  for (let y = 0; y < map.height; y++) for (let x = 0; x < map.width; x++) if (counts(x, y)) sum += alphaAt(map, x, y)
  return sum
}

function alphas({ rgba }: Pixels): readonly number[] {
  return Array.from({ length: rgba.length / 4 }, (_, index) => rgba[4 * index + 3] ?? 0)
}

function peakOf(map: Pixels): number {
  return Math.max(...alphas(map))
}

const made = new Map<string, ContactLayers>()

function contactOf(shape: keyof typeof shapes, scene: keyof typeof pictures): ContactLayers {
  const contact = made.get(shape + scene) ?? derive(pictures[scene](side), product(side, shapes[shape](side)))
  made.set(shape + scene, contact)
  return contact
}

/** How much darker each pixel became, in levels of 255. */
function darkening(picture: Pixels, contact: ContactLayers, layers: readonly ('shadow' | 'light')[] = ['shadow']): Float64Array {
  return laid(picture, contact, layers).map((value, index) => (picture.rgba[4 * index + 1] ?? 0) - value)
}

/** The first row below the product's lowest pixel in a column. */
function below(thing: Pixels, x: number): number {
  let y = thing.height
  while (y > 0 && alphaAt(thing, x, y - 1) === 0) y--
  return y
}

describe('the contact shadow of a product', () => {
  it.each(everySetting)('of a %s, %s, leaves no bright ring along its edge', (shape, scene) => {
    const thing = product(side, shapes[shape](side))
    const dark = darkening(pictures[scene](side), contactOf(shape, scene), ['shadow', 'light'])
    const isNear = (x: number, y: number): boolean => {
      for (let dy = -4; dy <= 4; dy++) for (let dx = -4; dx <= 4; dx++) if (alphaAt(thing, x + dx, y + dy) > 128) return true
      return false
    }
    let [near, brightest] = [0, -Infinity]
    for (let y = 4; y < side - 4; y++)
      for (let x = 4; x < side - 4; x++) {
        if (alphaAt(thing, x, y) > 0 || !isNear(x, y)) continue
        near += 1
        brightest = Math.max(brightest, -(dark[y * side + x] ?? 0))
      }
    expect(near).toBeGreaterThan(100)
    expect(brightest).toBeLessThan(0.5)
  })

  it.each(names)('of a %s is darkest where it touches and only falls from there on', (shape) => {
    const thing = product(side, shapes[shape](side))
    const dark = darkening(pictures.flat(side), contactOf(shape, 'flat'))
    const middle = side / 2
    for (const x of [middle - 10, middle, middle + 10]) {
      const walk = Array.from({ length: side - below(thing, x) }, (_, step) => dark[(below(thing, x) + step) * side + x] ?? 0)
      expect(walk[0]).toBeGreaterThan(40)
      walk.forEach((value, step) => expect(value).toBeLessThanOrEqual((walk[step - 1] ?? 255) + 0.5))
      expect(walk.at(-1)).toBe(0)
    }
  })

  it.each(names)('of a %s has no lighter pixel at its foot in a large frame either, where the map is stretched', (shape) => {
    const large = 1440
    const [thing, picture] = [product(large, shapes[shape](large)), pictures.flat(large)]
    const contact = derive(picture, thing)
    expect(Math.max(contact.shadow.width, contact.shadow.height)).toBe(512)
    expect(contact.box.width / contact.shadow.width).toBeGreaterThan(2)
    const dark = darkening(picture, contact)
    for (let x = large / 2 - 60; x <= large / 2 + 60; x += 7) {
      const edge = below(thing, x)
      const walk = Array.from({ length: 80 }, (_, step) => dark[(edge + step) * large + x] ?? 0)
      expect(walk[0]).toBeGreaterThan(40)
      walk.forEach((value, step) => expect(value).toBeLessThanOrEqual((walk[step - 1] ?? 255) + 0.75))
    }
  })

  it.each(names)('of a %s falls away from the light', (shape) => {
    const shares = (['lit from the left', 'flat', 'lit from the right'] as const).map((scene) => {
      const { shadow } = contactOf(shape, scene)
      return sumOf(shadow, (x) => x >= shadow.width / 2) / sumOf(shadow)
    })
    expect(shares[0]).toBeGreaterThan(0.58)
    expect(shares[1]).toBeCloseTo(0.5, 2)
    expect(shares[2]).toBeLessThan(0.42)
  })

  it.each(everySetting)('of a %s, %s, is mirrored in the mirror', (shape, scene) => {
    const [thing, picture] = [product(side, (x, y) => shapes[shape](side)(x + 20, y)), pictures[scene](side)]
    const one = derive(picture, thing)
    const other = derive(mirrored(picture), mirrored(thing))
    expect(other.box).toEqual({ ...one.box, x: side - one.box.x - one.box.width })
    expect(other.shadowOpacity).toBeCloseTo(one.shadowOpacity, 3)
    for (const layer of ['shadow', 'light'] as const) {
      const backs = alphas(mirrored(other[layer]))
      const off = Math.max(...alphas(one[layer]).map((alpha, index) => Math.abs(alpha - (backs[index] ?? 0))))
      expect(off).toBeLessThanOrEqual(2)
    }
  })

  it.each(everySetting)('of a %s, %s, ends before its box does', (shape, scene) => {
    const { shadow, light, box } = contactOf(shape, scene)
    expect(box.x).toBeGreaterThan(0)
    for (const map of [shadow, light]) {
      const { width, height } = map
      const isRim = (x: number, y: number): boolean => x === 0 || y === 0 || x === width - 1 || y === height - 1
      expect([sumOf(map, isRim), sumOf(map) > 0]).toEqual([0, true])
      // There is no step just inside it either.
      expect(Math.max(...Array.from({ length: width }, (_, x) => alphaAt(map, x, height - 2)))).toBeLessThan(4)
    }
  })

  it('goes on to the edge of the frame where the product does', () => {
    const thing = product(side, (x, y) => shapes.ball(side)(x + side * 0.45, y))
    const { shadow, box } = derive(pictures.flat(side), thing)
    expect(box.x).toBe(0)
    expect(sumOf(shadow, (x) => x === 0)).toBeGreaterThan(0)
    expect(sumOf(shadow, (x) => x === shadow.width - 1)).toBe(0)
  })

  it('is weaker in a darker scene', () => {
    const thing = product(side, shapes.bottle(side))
    const strengths = [0.9, 0.6, 0.3, 0.1].map((value) => derive(grey(side, value), thing).shadowOpacity)
    expect(strengths).toEqual([...strengths].sort((a, b) => b - a))
    expect((strengths[0] ?? 0) - (strengths[3] ?? 0)).toBeGreaterThan(0.2)
  })

  it('adds less where the picture is dark at the foot already', () => {
    const thing = product(side, shapes.bottle(side))
    const foot = (x: number, y: number): number => Math.exp(-(((x - 120) / 40) ** 2) - ((y - 189) / 11) ** 2)
    const shaded = painted(side, side, (x, y) => [0, 0, 0].fill(Math.round(190 * (1 - 0.7 * foot(x, y)))))
    const inBox = (contact: ContactLayers): number =>
      sumOf(contact.shadow, (_, y) => y > (189 - contact.box.y) * (contact.shadow.height / contact.box.height))
    expect(inBox(derive(shaded, thing))).toBeLessThan(0.8 * inBox(derive(grey(side, 190 / 255), thing)))
  })

  it('is tinted by the dark tones of the scene', () => {
    const thing = product(side, shapes.bottle(side))
    const blue = painted(side, side, (x) => (x % 4 === 0 ? [20, 30, 90] : [180, 190, 230]))
    const [r = 0, g = 0, b = 0] = derive(blue, thing).shadow.rgba
    expect(b).toBeGreaterThan(g)
    expect(b).toBeGreaterThan(1.5 * r)
    expect(b).toBeLessThan(110)
  })

  it('brightens the lit side, deepens the other, and both modestly', () => {
    const change = darkening(pictures['lit from the left'](side), contactOf('box', 'lit from the left'), ['light'])
    const mean = (from: number, to: number): number => {
      let sum = 0
      for (let x = from; x < to; x++) sum += change[Math.round(0.77 * side) * side + x] ?? 0
      return sum / (to - from)
    }
    expect(mean(48, 76)).toBeLessThan(-1)
    expect(mean(164, 192)).toBeGreaterThan(1)
    expect(Math.max(...change.map(Math.abs))).toBeLessThan(45)
  })

  it.each([
    ['hangs high in the frame', -0.43],
    ['is cut by its lower edge', 0.35],
  ])('is softer and weaker where the product %s', (_, down) => {
    const standing = contactOf('ball', 'flat')
    const other = derive(
      pictures.flat(side),
      product(side, (x, y) => shapes.ball(side)(x, y - down * side)),
    )
    const steepest = ({ shadow }: ContactLayers): number => {
      let most = 0
      for (let y = 1; y < shadow.height; y++)
        for (let x = 0; x < shadow.width; x++) most = Math.max(most, Math.abs(alphaAt(shadow, x, y) - alphaAt(shadow, x, y - 1)))
      return most
    }
    expect(peakOf(other.shadow)).toBeLessThan(0.6 * peakOf(standing.shadow))
    expect(peakOf(other.shadow)).toBeGreaterThan(20)
    expect(steepest(other)).toBeLessThan(0.5 * steepest(standing))
  })

  it('is none without a product, and none where nothing of the picture is left', () => {
    const picture = pictures.flat(40)
    const veil = (width: number, alpha: number): Pixels => painted(width, 40, () => [9, 9, 9, alpha])
    expect([0, 100, 255].map((alpha) => contactLayersFor(picture, veil(40, alpha)))).toEqual([null, null, null])
    expect(() => contactLayersFor(picture, veil(41, 255))).toThrow('differ in size')
  })

  it('fits in the frame, whatever the shape and the frame', () => {
    const side = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 120 }))
    const long = fc.tuple(fc.integer({ min: 500, max: 1500 }), fc.integer({ min: 1, max: 12 }))
    const frame = fc.oneof(
      { arbitrary: fc.tuple(side, side), weight: 6 },
      long,
      long.map(([w, h]) => [h, w] as const),
    )
    const part = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(frame, part, part, part, part, ([width, height], a, b, c, d) => {
        const [left, right] = [Math.floor(Math.min(a, b) * width), Math.floor(Math.max(a, b) * width)]
        const [top, bottom] = [Math.floor(Math.min(c, d) * height), Math.floor(Math.max(c, d) * height)]
        const isIn = (x: number, y: number): boolean => x >= left && x <= right && y >= top && y <= bottom
        const thing = painted(width, height, (x, y) => [1, 2, 3, isIn(x, y) ? 255 : 0])
        const picture = painted(width, height, (x, y) => [(x * 37) % 256, (y * 91) % 256, (x * y) % 256])
        const contact = contactLayersFor(picture, thing)
        if (contact === null) {
          expect([left, top, right >= width - 1, bottom >= height - 1]).toEqual([0, 0, true, true])
          return
        }
        const { box, shadow, light, shadowOpacity, lightOpacity } = contact
        expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height).toBe(true)
        expect([light.width, light.height]).toEqual([shadow.width, shadow.height])
        const scale = Math.min(1, 512 / Math.max(box.width, box.height))
        expect(Math.abs(shadow.width - box.width * scale)).toBeLessThan(1)
        expect(Math.abs(shadow.height - box.height * scale)).toBeLessThan(1)
        for (const opacity of [shadowOpacity, lightOpacity]) expect(opacity > 0 && opacity <= 1).toBe(true)
      }),
      runs(),
    )
  })
})
