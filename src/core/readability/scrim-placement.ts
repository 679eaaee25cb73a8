// Where scrims lie: one under each text that needs one, one together under neighbours, so soft that no edge is seen.

import { inflate } from '../base/box.ts'
import { contrastOf } from './contrast.ts'
import { type Affine, type Box, type Size, bottom, boundsOf, multiply, inverse, right, translation, union } from '../base/geometry.ts'
import type { SeenText } from './readability.ts'
import type { Scrim } from './scrim.ts'

/** A rectangle of one tone, blurred all around. Its middle, which covers the texts, is as opaque as it says. */
export type LaidScrim = Scrim & {
  /** Ids of the texts that it is for. */
  readonly texts: readonly string[]
  /** Of the rectangle, blur not counted, in canvas px. */
  readonly size: Size
  /** From its own plane to that of the result. */
  readonly transform: Affine
  /** Radius of the blur as Figma counts it, twice the deviation. */
  readonly feather: number
}

const tones = { black: { r: 0, g: 0, b: 0, a: 1 }, white: { r: 1, g: 1, b: 1, a: 1 } } as const

/** From the edge of the rectangle so many radii inwards it is opaque, and so many outwards nothing is left of it: three deviations. */
const reach = 1.5

/** Whether one may lighten or darken what lies under the texts of the other. */
export function overlap(a: LaidScrim, b: LaidScrim): boolean {
  const around = ({ size, transform, feather }: LaidScrim): Box => inflate(boundsOf(size, transform), reach * feather)
  return distance(around(a), around(b)) === 0
}

/** Softer under larger letters. */
function featherFor(fontSize: number): number {
  return Math.min(16, Math.max(6, 0.5 * fontSize))
}

/** A plane without its place, in which texts that are turned alike lie upright. */
type Patch = {
  readonly plane: Affine
  readonly box: Box
  readonly fontSize: number
  readonly scrim: Scrim
  readonly texts: readonly SeenText[]
}

function patchOf(text: SeenText, fontSize: number, scrim: Scrim): Patch {
  const [[a, b], [c, d]] = text.transform
  const plane: Affine = [
    [a, b, 0],
    [c, d, 0],
  ]
  const [[, , dx], [, , dy]] = multiply(inverse(plane), text.transform)
  return { plane, box: { ...text.box, x: text.box.x + dx, y: text.box.y + dy }, fontSize, scrim, texts: [text] }
}

function isAlike(a: Patch, b: Patch): boolean {
  return (
    a.scrim.tone === b.scrim.tone && a.plane.every((row, y) => row.every((value, x) => Math.abs(value - (b.plane[y]?.[x] ?? 0)) < 1e-3))
  )
}

function areaOf({ width, height }: Box): number {
  return width * height
}

/** Between two upright boxes; 0 where they touch. */
function distance(a: Box, b: Box): number {
  return Math.hypot(Math.max(0, a.x - right(b), b.x - right(a)), Math.max(0, a.y - bottom(b), b.y - bottom(a)))
}

function upright({ box, plane }: Patch): Box {
  return boundsOf(box, multiply(plane, translation(box.x, box.y)))
}

function uprightOf({ box, transform }: SeenText): Box {
  return boundsOf(box, multiply(transform, translation(box.x, box.y)))
}

/** Dark text loses by a black scrim, and light text by a white one. Of unknown colours it might. */
function isHurtBy({ type }: SeenText, tone: Scrim['tone']): boolean {
  return (
    type === null || type.colors.some((color) => contrastOf(color, tones.white) > contrastOf(color, tones.black) === (tone === 'black'))
  )
}

/** Texts that a patch had better not reach. */
function strangersTo({ texts, scrim }: Patch, all: readonly SeenText[]): readonly SeenText[] {
  return all.filter((text) => !texts.includes(text) && isHurtBy(text, scrim.tone))
}

/**
 * Lines that stand together share a scrim, where all need about as much, it covers little more, and nobody else's text: a heading and
 * its line lie on one ground, as they would if a hand had laid it, and not on a darker strip between.
 */
function joined(a: Patch, b: Patch, all: readonly SeenText[]): Patch | null {
  const fontSize = Math.max(a.fontSize, b.fontSize)
  if (!isAlike(a, b) || Math.abs(a.scrim.opacity - b.scrim.opacity) > 0.2 || distance(a.box, b.box) > fontSize) return null
  const both: Patch = {
    ...{ plane: a.plane, fontSize },
    box: union(a.box, b.box),
    scrim: a.scrim.opacity < b.scrim.opacity ? b.scrim : a.scrim,
    texts: [...a.texts, ...b.texts],
  }
  const padded = (patch: Patch): number => areaOf(inflate(patch.box, reach * featherFor(patch.fontSize)))
  if (padded(both) > 1.25 * (padded(a) + padded(b))) return null
  return strangersTo(both, all).some((text) => distance(upright(both), uprightOf(text)) === 0) ? null : both
}

function join(patches: readonly Patch[], all: readonly SeenText[]): readonly Patch[] {
  for (const [index, a] of patches.entries())
    for (const b of patches.slice(index + 1)) {
      const both = joined(a, b, all)
      if (both !== null)
        return join(
          patches.flatMap((one) => (one === b ? [] : one === a ? [both] : [one])),
          all,
        )
    }
  return patches
}

/** Sharper where it would reach another text. */
function lay(patch: Patch, all: readonly SeenText[]): LaidScrim {
  const { box, plane, scrim, texts } = patch
  const around = upright(patch)
  const room = Math.min(...strangersTo(patch, all).map((text) => distance(around, uprightOf(text))))
  const feather = Math.max(1, Math.min(featherFor(patch.fontSize), room / (2 * reach)))
  const { x, y, width, height } = inflate(box, reach * feather)
  return { ...scrim, texts: texts.map(({ id }) => id), size: { width, height }, transform: multiply(plane, translation(x, y)), feather }
}

/**
 * @param all every text over the result: a scrim for one keeps off the others
 * @param scrims what a text needs, by its id
 */
export function placeScrims(all: readonly SeenText[], scrims: ReadonlyMap<string, Scrim>): readonly LaidScrim[] {
  const patches = all.flatMap((text) => {
    const scrim = scrims.get(text.id)
    return scrim === undefined || text.type === null ? [] : [patchOf(text, text.type.size, scrim)]
  })
  return join(patches, all).map((patch) => lay(patch, all))
}
