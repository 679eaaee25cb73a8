// Reads the live texts of a result, with everything that decides how they look. Only reads, never writes (law 7).

import type { Rgba } from '../../core/readability/contrast.ts'
import { type Affine, type Box, multiply, inverse } from '../../core/base/geometry.ts'
import { cutText } from '../../core/base/text.ts'
import type { LiveText } from '../../core/readability/readability.ts'
import { productsIn, resultLayersOf } from '../live/result-layers.ts'
import { isText } from '../live/layer-kinds.ts'
import { childrenOf } from '../live/parts.ts'
import { isBlending } from '../selection/paint.ts'

/** `path` leads from the result to the text as child indices, which are the same in a copy of the result. */
export type FoundText = { readonly path: readonly number[]; readonly text: LiveText }

/** Long enough to tell texts apart in a list. */
const shownLength = 60

function wordsOf(characters: string): string {
  const line = characters.replace(/\s+/g, ' ').trim()
  return line.length > shownLength ? `${cutText(line, shownLength).trimEnd()}…` : line
}

function over(top: Rgba, under: Rgba): Rgba {
  const a = top.a + under.a * (1 - top.a)
  if (a === 0) return under
  const mix = (upper: number, lower: number): number => (upper * top.a + lower * under.a * (1 - top.a)) / a
  return { r: mix(top.r, under.r), g: mix(top.g, under.g), b: mix(top.b, under.b), a }
}

/** The colours that a paint may show: one colour, or the stops of a gradient. Null when they cannot be determined. */
function colorsOfPaint(paint: Paint): readonly Rgba[] | null {
  if (paint.blendMode !== undefined && paint.blendMode !== 'NORMAL' && paint.blendMode !== 'PASS_THROUGH') return null
  const { opacity = 1 } = paint
  if (paint.type === 'SOLID') return [{ ...paint.color, a: opacity }]
  return 'gradientStops' in paint ? paint.gradientStops.map(({ color }) => ({ ...color, a: color.a * opacity })) : null
}

/** The colours that a stack of paints, lowest first, may show. Null when they cannot be determined. */
function colorsOfStack(paints: readonly Paint[]): readonly Rgba[] | null {
  return paints
    .filter(({ visible, opacity }) => visible !== false && opacity !== 0)
    .reduce<readonly Rgba[] | null>(
      (under, paint) => {
        const top = colorsOfPaint(paint)
        // An opaque paint covers everything below it.
        if (top === null || top.every(({ a }) => a === 1)) return top
        return under === null ? null : top.flatMap((upper) => under.map((lower) => over(upper, lower)))
      },
      [{ r: 0, g: 0, b: 0, a: 0 }],
    )
}

/** Whether the weight is 700 or more, judged by the style name, since a font reports nothing else. Semi-bold is 600. */
function isBold({ style }: FontName): boolean {
  return /bold|black|heavy/i.test(style) && !/semi|demi/i.test(style)
}

type Piece = { readonly fills: readonly Paint[]; readonly fontSize: number; readonly fontName: FontName }

type Text = TextNode | TextPathNode

/** Reads segments only when a text has several styles: there may be hundreds of texts, and each call takes time. */
function piecesOf(node: Text): readonly Piece[] {
  const { fills, fontSize, fontName } = node
  if (typeof fills !== 'symbol' && typeof fontSize !== 'symbol' && typeof fontName !== 'symbol') return [{ fills, fontSize, fontName }]
  if (node.type === 'TEXT') return node.getStyledTextSegments(['fills', 'fontSize', 'fontName'])
  // A text on a path offers no segments, so it is read letter by letter; a single letter is never mixed.
  return [...Array(node.characters.length).keys()].map((at) => ({
    fills: node.getRangeFills(at, at + 1) as readonly Paint[],
    fontSize: node.getRangeFontSize(at, at + 1) as number,
    fontName: node.getRangeFontName(at, at + 1) as FontName,
  }))
}

/** In a text with several styles, the smallest letters decide which contrast it needs. */
function typeOf(node: Text, alpha: number, isBlended: boolean): LiveText['type'] {
  const pieces = piecesOf(node)
  const colors = pieces.map(({ fills }) => colorsOfStack(fills))
  if (isBlended || colors.includes(null)) return null
  return {
    size: Math.min(...pieces.map(({ fontSize }) => fontSize)),
    isBold: pieces.every(({ fontName }) => isBold(fontName)),
    colors: colors
      .flatMap((some) => some ?? [])
      .map((color) => ({ ...color, a: color.a * alpha }))
      .filter(({ a }) => a > 0),
  }
}

function isUpright([[a, b], [c, d]]: Affine): boolean {
  return Math.hypot(a - 1, b, c, d - 1) < 1e-4
}

/** The box around the letters, since a text's own box is often as wide as its column. A rotated text gets its whole box. */
function lettersBox(node: Text): Box {
  const { width, height, absoluteTransform: place, absoluteRenderBounds: rendered } = node
  const whole = { x: 0, y: 0, width, height }
  if (rendered === null || !isUpright(place)) return whole
  const [left, top] = [Math.max(0, rendered.x - place[0][2]), Math.max(0, rendered.y - place[1][2])]
  const right = Math.min(width, rendered.x + rendered.width - place[0][2])
  const bottom = Math.min(height, rendered.y + rendered.height - place[1][2])
  return right > left && bottom > top ? { x: left, y: top, width: right - left, height: bottom - top } : whole
}

const statusBar = /\bstatus[ _-]?bar\b/i

/** What a layer inherits from its ancestors. */
type Inherited = { readonly isLive: boolean; readonly alpha: number; readonly isBlended: boolean; readonly path: readonly number[] }

/**
 * All visible live texts of a result, in layer order. Texts on a product belong to the product: no picture lies behind them, and nothing may be laid
 * over them.
 */
export function liveTexts(frame: FrameNode): readonly FoundText[] {
  const live = new Set<string>()
  const ancestors = new Set<string>()
  const products = new Set(productsIn(frame).map(({ id }) => id))
  for (const part of resultLayersOf(frame, 'live')) {
    live.add(part.id)
    for (let at = part.parent; at !== null && at.id !== frame.id; at = at.parent) ancestors.add(at.id)
  }
  const plane = inverse(frame.absoluteTransform)
  const found: FoundText[] = []

  const add = (node: Text, { alpha, isBlended, path }: Inherited): void => {
    const words = wordsOf(node.characters)
    const type = words === '' ? null : typeOf(node, alpha, isBlended)
    if (words === '' || type?.colors.length === 0) return
    found.push({ path, text: { id: node.id, words, type, box: lettersBox(node), transform: multiply(plane, node.absoluteTransform) } })
  }

  const visit = (node: SceneNode, outside: Inherited): void => {
    const alpha = outside.alpha * ('opacity' in node ? node.opacity : 1)
    // A status bar in a phone mockup is not meant to be read.
    if (!node.visible || alpha === 0 || statusBar.test(node.name)) return
    const here = { ...outside, alpha, isBlended: outside.isBlended || isBlending(node) }
    if (isText(node)) return add(node, here)
    for (const [index, child] of childrenOf(node).entries()) {
      if (products.has(child.id)) continue
      const isLive = here.isLive || live.has(child.id)
      if (isLive || ancestors.has(child.id)) visit(child, { ...here, isLive, path: [...here.path, index] })
    }
  }

  if (live.size > 0) visit(frame, { isLive: false, alpha: 1, isBlended: false, path: [] })
  return found
}
