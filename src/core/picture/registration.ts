// Law 1, registered to the pixel: which size is exported, what is sent, and how the picture lies on the result (DESIGN §5).

import { type Affine, type Box, type Size, boundsOf, multiply, scaling, translation } from '../base/geometry.ts'

/**
 * What a model asks of a picture: sides on `grid`, none under `minSide`, and no use for more than `maxPixels` or `maxSide`.
 * One that paints only certain `sizes`, as `[width, height]`, is sent one of them: another would come back in another shape.
 */
export type Rules = {
  readonly grid: number
  readonly minSide: number
  readonly maxPixels: number
  readonly maxSide: number
  readonly sizes?: readonly (readonly [number, number])[]
}

/** Whole pixels: the size that is sent, and where the source's picture lies in it. The rest is margin. */
export type Plan = { readonly sent: Size; readonly content: Box }

/** A source thinner than this carries nothing to restyle. */
export const minSourceSide = 8

/** Fewer than the smallest picture that the depth model takes (api §1.2): what is sent is mostly enlarged. */
export function hasFewPixels(source: Size): boolean {
  return areaOf(source) < 256 ** 2
}

function upTo(value: number, grid: number): number {
  return Math.ceil(value / grid) * grid
}

function areaOf(size: Size): number {
  return size.width * size.height
}

/** The smallest size that the model takes and that holds the content; null when none does. */
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

/** Content centred in the smallest size that holds it. */
function place(content: Size, rules: Rules): Plan | null {
  const sent = sizeFor(content, rules)
  if (sent === null) return null
  const x = Math.floor((sent.width - content.width) / 2)
  const y = Math.floor((sent.height - content.height) / 2)
  return { sent, content: { x, y, width: content.width, height: content.height } }
}

/** The largest uniform scale of the source that the model has a use for. */
function scaleFor({ width, height }: Size, { maxPixels, maxSide, sizes }: Rules): number {
  return sizes === undefined
    ? Math.min(Math.sqrt(maxPixels / (width * height)), maxSide / Math.max(width, height))
    : Math.max(...sizes.map(([w, h]) => Math.min(w / width, h / height)))
}

/** Widths up to this much over and under the ideal one are tried, for a height in whole pixels. */
const [over, under] = [1.004, 0.96]
/** Rounding by less than this, in pixels of the model's picture, cannot be seen in the source's. */
const unseen = 0.02

/** Pixels that are sent besides the content. */
function marginOf({ sent, content }: Plan): number {
  return areaOf(sent) - areaOf(content)
}

/**
 * The plan whose content has the source's shape, as nearly as whole pixels can; among equals the one with the least margin,
 * for margin is paid and thrown away.
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
 * How a source of this size (of its upright box, in canvas px) is exported and sent.
 *
 * The scale is uniform and fills what the model paints, about `maxPixels`, also for small frames: a service that is handed a
 * smaller picture would stretch it to its own grid, and our edges would leave the source's.
 * @returns null for a shape so long that its short side stays under `minSide` within `maxPixels`
 */
export function planFor(source: Size, rules: Rules): Plan | null {
  const long = Math.max(source.width, source.height)
  const short = Math.min(source.width, source.height)
  if (!(short > 0) || (rules.minSide * rules.minSide * long) / short > rules.maxPixels) return null
  return closest(source, rules)
}

/**
 * The plan for the size that the export really has: it is read from the bytes, not from what was asked for (DESIGN §5).
 * A picture larger than planned, beyond rounding, is drawn at the planned size.
 */
export function planForExport(plan: Plan, exported: Size, rules: Rules): Plan {
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1
  const isAsPlanned = near(exported.width, plan.content.width) && near(exported.height, plan.content.height)
  const isSmaller =
    // In one of a few sizes a smaller picture would be mostly margin.
    rules.sizes === undefined && exported.width <= rules.maxSide && exported.height <= rules.maxSide && areaOf(exported) <= rules.maxPixels
  return (isAsPlanned || isSmaller ? place(exported, rules) : null) ?? plan
}

/** For a service that found a picture too large: half the pixels, or a quarter in the same few shapes. */
export function smaller(rules: Rules): Rules {
  return rules.sizes === undefined
    ? { ...rules, maxPixels: Math.max(rules.minSide ** 2, rules.maxPixels / 2) }
    : { ...rules, sizes: rules.sizes.map(([width, height]) => [width / 2, height / 2]) }
}

/** By how much the shape of what came back differs from what was sent, as a share. */
function shapeError(back: Size, sent: Size): number {
  return Math.abs((back.width / back.height) * (sent.height / sent.width) - 1)
}

/** A picture whose shape differs by more than this is no uniform scale of what was sent (DESIGN §5). */
const tolerance = 0.005

export function hasOtherShape(back: Size, sent: Size): boolean {
  return shapeError(back, sent) > tolerance
}

/** How the source lies on the canvas: its own size, and its transform to page coordinates. */
export type Pose = { readonly size: Size; readonly transform: Affine }

/** Whether a picture has a shape, up to rounding. */
export function hasShape({ width, height }: Size, shape: Size): boolean {
  return Math.abs(height - (width * shape.height) / shape.width) <= 1.5
}

/**
 * What an export of a node shows, by its shape. Figma does not document whether a turned node is drawn as it is seen, in its upright box,
 * or by itself (figma-audit E); null where it is neither. Of one that is not turned both are the same.
 */
export function shownBox({ size, transform }: Pose, picture: Size): 'upright' | 'own' | null {
  if (hasShape(picture, boundsOf(size, transform))) return 'upright'
  return hasShape(picture, size) ? 'own' : null
}

export function isTurned({ transform: [[a, b], [c, d]] }: Pose): boolean {
  return Math.abs(a * b) + Math.abs(c * d) > 1e-6 || Math.abs(b) + Math.abs(c) > 1e-3
}

/**
 * `imageTransform` of a CROP fill: from the unit square of the result node to the unit square of the picture that came back.
 * The result node has the source's size and rotation, the picture shows its upright box; so the node's point goes to the page, from
 * there into the upright box that was exported, into the content, into what was sent, into what came back.
 */
export function imageTransformFor(pose: Pose, plan: Plan, back: Size): Affine {
  const bounds = boundsOf(pose.size, pose.transform)
  const { sent, content } = plan
  // Another shape is covered and centred: the larger of the two scales, the rest hangs over on both sides.
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
