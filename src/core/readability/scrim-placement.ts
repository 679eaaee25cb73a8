// Places scrims: one under each text that needs one, or a shared one under neighbouring texts, so soft that no edge is visible.

import { inflate } from '../base/box.ts'
import { contrastOf } from './contrast.ts'
import { type Affine, type Box, type Size, bottom, boundsOf, multiply, inverse, right, translation, union } from '../base/geometry.ts'
import type { LiveText } from './readability.ts'
import type { Scrim } from './scrim.ts'

/** A rectangle of one tone, blurred all around. Its centre, which covers the texts, has the given opacity. */
export type LaidScrim = Scrim & {
  /** Ids of the texts it was made for. */
  readonly texts: readonly string[]
  /** Size of the rectangle without its blur, in canvas px. */
  readonly size: Size
  /** Maps its own coordinates to those of the result. */
  readonly transform: Affine
  /** Blur radius as Figma defines it, twice the standard deviation. */
  readonly feather: number
}

const tones = { black: { r: 0, g: 0, b: 0, a: 1 }, white: { r: 1, g: 1, b: 1, a: 1 } } as const

/** How far the blur extends inwards and outwards from the edge of the rectangle, in radii: three standard deviations. */
const reach = 1.5

/** Whether one scrim may lighten or darken what lies under the texts of the other. */
export function overlap(a: LaidScrim, b: LaidScrim): boolean {
  const withBlur = ({ size, transform, feather }: LaidScrim): Box => inflate(boundsOf(size, transform), reach * feather)
  return distance(withBlur(a), withBlur(b)) === 0
}

/** Larger letters get a softer scrim: the blur is proportional to the font size, within these px. */
const feathers = { ofFontSize: 1, least: 10, most: 40 }

function featherFor(fontSize: number): number {
  return Math.min(feathers.most, Math.max(feathers.least, feathers.ofFontSize * fontSize))
}

/** One or several texts with a shared scrim. In the coordinates of `plane`, which has no offset, texts with the same rotation are unrotated. */
type Patch = {
  readonly plane: Affine
  readonly box: Box
  readonly fontSize: number
  readonly scrim: Scrim
  readonly texts: readonly LiveText[]
}

function patchOf(text: LiveText, fontSize: number, scrim: Scrim): Patch {
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

/** The distance between two axis-aligned boxes; 0 when they touch. */
function distance(a: Box, b: Box): number {
  return Math.hypot(Math.max(0, a.x - right(b), b.x - right(a)), Math.max(0, a.y - bottom(b), b.y - bottom(a)))
}

function patchBounds({ box, plane }: Patch): Box {
  return boundsOf(box, multiply(plane, translation(box.x, box.y)))
}

function textBounds({ box, transform }: LiveText): Box {
  return boundsOf(box, multiply(transform, translation(box.x, box.y)))
}

/** Whether a scrim lowers a text's contrast: black for dark text, white for light text. For a text of unknown colours, either may. */
function isHurtBy({ type }: LiveText, tone: Scrim['tone']): boolean {
  return (
    type === null || type.colors.some((color) => contrastOf(color, tones.white) > contrastOf(color, tones.black) === (tone === 'black'))
  )
}

/** Other texts that the patch's scrim would make harder to read. */
function textsToAvoid({ texts, scrim }: Patch, all: readonly LiveText[]): readonly LiveText[] {
  return all.filter((text) => !texts.includes(text) && isHurtBy(text, scrim.tone))
}

/** Limits for sharing a scrim: the difference in opacity, and how much more area the shared scrim may cover than both. */
const sharing = { opacity: 0.2, area: 1.25 }

/**
 * Joins texts that stand together under one scrim, if they need about the same opacity and the shared scrim covers little more, and no other text. So
 * a heading and its subtitle get one scrim, as a designer would do it, and two scrims do not overlap to a darker strip.
 */
function joinTwo(a: Patch, b: Patch, all: readonly LiveText[]): Patch | null {
  const fontSize = Math.max(a.fontSize, b.fontSize)
  if (!isAlike(a, b) || Math.abs(a.scrim.opacity - b.scrim.opacity) > sharing.opacity || distance(a.box, b.box) > fontSize) return null
  const both: Patch = {
    plane: a.plane,
    fontSize,
    box: union(a.box, b.box),
    scrim: a.scrim.opacity < b.scrim.opacity ? b.scrim : a.scrim,
    texts: [...a.texts, ...b.texts],
  }
  const padded = (patch: Patch): number => areaOf(inflate(patch.box, reach * featherFor(patch.fontSize)))
  if (padded(both) > sharing.area * (padded(a) + padded(b))) return null
  return textsToAvoid(both, all).some((text) => distance(patchBounds(both), textBounds(text)) === 0) ? null : both
}

function joinAll(patches: readonly Patch[], all: readonly LiveText[]): readonly Patch[] {
  for (const [index, a] of patches.entries())
    for (const b of patches.slice(index + 1)) {
      const both = joinTwo(a, b, all)
      if (both !== null)
        return joinAll(
          patches.flatMap((one) => (one === b ? [] : one === a ? [both] : [one])),
          all,
        )
    }
  return patches
}

/** Makes the scrim of a patch, with a sharper edge when it would reach another text. */
function lay(patch: Patch, all: readonly LiveText[]): LaidScrim {
  const { box, plane, scrim, texts } = patch
  const around = patchBounds(patch)
  const room = Math.min(...textsToAvoid(patch, all).map((text) => distance(around, textBounds(text))))
  const feather = Math.max(1, Math.min(featherFor(patch.fontSize), room / (2 * reach)))
  const { x, y, width, height } = inflate(box, reach * feather)
  return { ...scrim, texts: texts.map(({ id }) => id), size: { width, height }, transform: multiply(plane, translation(x, y)), feather }
}

/**
 * @param all every text over the result, since a scrim for one must avoid the others
 * @param scrims the scrim that each text needs, by text id
 */
export function placeScrims(all: readonly LiveText[], scrims: ReadonlyMap<string, Scrim>): readonly LaidScrim[] {
  const patches = all.flatMap((text) => {
    const scrim = scrims.get(text.id)
    return scrim === undefined || text.type === null ? [] : [patchOf(text, text.type.size, scrim)]
  })
  return joinAll(patches, all).map((patch) => lay(patch, all))
}
