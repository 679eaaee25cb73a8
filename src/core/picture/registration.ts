// Law 1, registered to the pixel: the size to export, the size to send, and how the picture lies on the result (DESIGN §5).

import { type Affine, type Box, type Size, boundsOf, multiply, scaling, translation } from '../base/geometry.ts'

/**
 * What a model requires of a picture: sides that are multiples of `grid`, none under `minSide`; more than `maxPixels` or `maxSide` would be wasted. A
 * model that paints only certain `sizes`, as `[width, height]`, is sent one of them; any other would come back in another shape.
 */
export type Rules = {
  readonly grid: number
  readonly minSide: number
  readonly maxPixels: number
  readonly maxSide: number
  readonly sizes?: readonly (readonly [number, number])[]
}

/** In whole px: the size that is sent, and the box of the source's picture in it. The rest is margin. */
export type Plan = { readonly sent: Size; readonly content: Box }

/** In px; a thinner source contains nothing to restyle. */
export const minSourceSide = 8

/** Whether the source has fewer pixels than the smallest picture the depth model accepts (api §1.2), so that what is sent is mostly enlarged. */
export function hasFewPixels(source: Size): boolean {
  return areaOf(source) < 256 ** 2
}

function upTo(value: number, grid: number): number {
  return Math.ceil(value / grid) * grid
}

function areaOf(size: Size): number {
  return size.width * size.height
}

/** The smallest size that the model accepts and that holds the content; null when there is none. */
function sizeFor(content: Size, { grid, minSide, sizes }: Rules): Size | null {
  const side = (length: number): number => upTo(Math.max(length, minSide), grid)
  if (sizes === undefined) return { width: side(content.width), height: side(content.height) }
  let best: Size | null = null
  for (const [width, height] of sizes) {
    const isHolding = content.width <= width && content.height <= height
    if (isHolding && (best === null || width * height < areaOf(best))) best = { width, height }
  }
  return best
}

/** The content centred in the smallest size that holds it. */
function place(content: Size, rules: Rules): Plan | null {
  const sent = sizeFor(content, rules)
  if (sent === null) return null
  const x = Math.floor((sent.width - content.width) / 2)
  const y = Math.floor((sent.height - content.height) / 2)
  return { sent, content: { x, y, width: content.width, height: content.height } }
}

/** The largest uniform scale of the source that the model can use. */
function scaleFor({ width, height }: Size, { maxPixels, maxSide, sizes }: Rules): number {
  return sizes === undefined
    ? Math.min(Math.sqrt(maxPixels / (width * height)), maxSide / Math.max(width, height))
    : Math.max(...sizes.map(([w, h]) => Math.min(w / width, h / height)))
}

/** Widths from 4 % under to 0.4 % over the ideal one are tried, to find one whose height is nearly a whole number of pixels. */
const [over, under] = [1.004, 0.96]
/** In px of the model's picture; a rounding error below this is invisible on the source. */
const unseen = 0.02

/** The number of pixels sent besides the content. */
function marginOf({ sent, content }: Plan): number {
  return areaOf(sent) - areaOf(content)
}

/**
 * The plan whose content matches the source's aspect ratio most closely in whole pixels; among equals the one with the least margin, because margin
 * is paid for and thrown away.
 */
function closest(source: Size, rules: Rules): Plan | null {
  const scale = scaleFor(source, rules)
  const widest = Math.max(1, Math.min(Math.floor(source.width * scale * over), rules.maxSide))
  const narrowest = Math.max(1, Math.ceil(source.width * scale * under))
  let best = place({ width: Math.max(1, Math.round(source.width * scale)), height: Math.max(1, Math.round(source.height * scale)) }, rules)
  let error = Infinity
  for (let width = widest; width >= narrowest; width--) {
    const exact = (source.height * width) / source.width
    const height = Math.max(1, Math.round(exact))
    if (height > rules.maxSide) continue
    const off = Math.max(unseen, Math.abs(exact - height))
    const plan = place({ width, height }, rules)
    if (plan === null || off > error || (best !== null && off === error && marginOf(plan) >= marginOf(best))) continue
    error = off
    best = plan
  }
  return best
}

/**
 * Plans how a source of this size (of its axis-aligned box, in canvas px) is exported and sent.
 *
 * The scale is uniform and uses all that the model paints, about `maxPixels`, even for small frames: a service that gets a smaller picture would
 * stretch it to its own grid, and the edges would no longer match the source's.
 * @returns null for a shape so long that its short side would be under `minSide` within `maxPixels`
 */
export function planFor(source: Size, rules: Rules): Plan | null {
  const long = Math.max(source.width, source.height)
  const short = Math.min(source.width, source.height)
  if (!(short > 0) || (rules.minSide * rules.minSide * long) / short > rules.maxPixels) return null
  return closest(source, rules)
}

/**
 * Adjusts the plan to the real size of the export, which is read from its bytes instead of assumed (DESIGN §5). A picture larger than planned, beyond
 * rounding, is drawn at the planned size.
 */
export function planForExport(plan: Plan, exported: Size, rules: Rules): Plan {
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1
  const isAsPlanned = near(exported.width, plan.content.width) && near(exported.height, plan.content.height)
  const isSmaller =
    // With fixed sizes, a smaller picture would be mostly margin.
    rules.sizes === undefined && exported.width <= rules.maxSide && exported.height <= rules.maxSide && areaOf(exported) <= rules.maxPixels
  return (isAsPlanned || isSmaller ? place(exported, rules) : null) ?? plan
}

/** Rules for a service that found a picture too large: half the pixels, or a quarter in the same fixed shapes. */
export function smaller(rules: Rules): Rules {
  return rules.sizes === undefined
    ? { ...rules, maxPixels: Math.max(rules.minSide ** 2, rules.maxPixels / 2) }
    : { ...rules, sizes: rules.sizes.map(([width, height]) => [width / 2, height / 2]) }
}

/** How much the aspect ratio of the returned picture differs from that of the sent one, as a share. */
function shapeError(back: Size, sent: Size): number {
  return Math.abs((back.width / back.height) * (sent.height / sent.width) - 1)
}

/** A picture whose aspect ratio differs by more than this is not a uniform scale of what was sent (DESIGN §5). */
const tolerance = 0.005

export function hasOtherShape(back: Size, sent: Size): boolean {
  return shapeError(back, sent) > tolerance
}

/** The position of the source on the canvas: its own size, and its transform to page coordinates. */
export type Pose = { readonly size: Size; readonly transform: Affine }

/** Whether a picture has the same aspect ratio as `shape`, up to the rounding of either side. */
export function hasShape({ width, height }: Size, shape: Size): boolean {
  return Math.abs(height * shape.width - width * shape.height) <= 1.5 * Math.max(shape.width, shape.height)
}

/**
 * What an export of a node shows, judged by its aspect ratio. Figma does not document whether a rotated node is drawn as it looks, in its
 * axis-aligned box, or unrotated (figma-audit E). Null where it is neither. Without rotation both are the same.
 */
export function shownBox({ size, transform }: Pose, picture: Size): 'upright' | 'own' | null {
  if (hasShape(picture, boundsOf(size, transform))) return 'upright'
  return hasShape(picture, size) ? 'own' : null
}

export function isTurned({ transform: [[a, b], [c, d]] }: Pose): boolean {
  return Math.abs(a * b) + Math.abs(c * d) > 1e-6 || Math.abs(b) + Math.abs(c) > 1e-3
}

/**
 * The `imageTransform` of a CROP fill: maps the unit square of the result node to the unit square of the returned picture. The result node has the
 * source's size and rotation, but the picture shows the source's axis-aligned box. So a point of the node is mapped to the page, to the exported box,
 * to the content, to the sent picture, and to the returned one.
 */
export function imageTransformFor(pose: Pose, plan: Plan, back: Size): Affine {
  const bounds = boundsOf(pose.size, pose.transform)
  const { sent, content } = plan
  // A picture of another aspect ratio covers the sent size, centred: the larger of the two scales is used, and the rest overhangs on both sides.
  const cover = hasOtherShape(back, sent) ? Math.max(sent.width / back.width, sent.height / back.height) : 0
  const shown = cover ? { width: back.width * cover, height: back.height * cover } : sent
  const fromContent = multiply(
    scaling(1 / shown.width, 1 / shown.height),
    translation((shown.width - sent.width) / 2, (shown.height - sent.height) / 2),
    translation(content.x, content.y),
  )
  if (isTurned(pose) && shownBox(pose, content) === 'own') return multiply(fromContent, scaling(content.width, content.height))
  return multiply(
    fromContent,
    scaling(content.width / bounds.width, content.height / bounds.height),
    translation(-bounds.x, -bounds.y),
    pose.transform,
    scaling(pose.size.width, pose.size.height),
  )
}
