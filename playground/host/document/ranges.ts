// Styled ranges of a text: the text's own values, and the differing values of ranges of its characters.

import type { Node } from './node.ts'

export const rangeFields = ['fills', 'fontName', 'fontSize', 'letterSpacing', 'lineHeight', 'textDecoration'] as const
export type RangeField = (typeof rangeFields)[number]
export type TextStyle = Readonly<Record<RangeField, unknown>>
export type Segment = { readonly start: number; readonly end: number; readonly style: TextStyle }
export type FontName = { readonly family: string; readonly style: string }

/** Stored as the value `ranges` of a text, sorted and without overlaps; absent when the whole text has one style. */
type Range = { readonly start: number; readonly end: number; readonly style: Partial<TextStyle> }

export function isRangeField(name: string): name is RangeField {
  return rangeFields.some((field) => field === name)
}

/** The whole text as segments of one style each. An empty text has one segment of length 0. */
export function segmentsOf(node: Node): Segment[] {
  const base = baseOf(node)
  const length = String(node.values['characters']).length
  const segments: Segment[] = []
  let at = 0
  for (const { start, end, style } of rangesOf(node)) {
    if (at < start) segments.push({ start: at, end: start, style: base })
    segments.push({ start, end, style: { ...base, ...style } })
    at = end
  }
  if (at < length || segments.length === 0) segments.push({ start: at, end: length, style: base })
  return segments
}

/** The segments of a range, clipped to it, and merged where the given fields are equal. */
export function segmentsWithin(node: Node, start: number, end: number, fields: readonly RangeField[]): Segment[] {
  const joined: Segment[] = []
  for (const segment of segmentsOf(node)) {
    const cut = { ...segment, start: Math.max(start, segment.start), end: Math.min(end, segment.end) }
    if (cut.start >= cut.end) continue
    const last = joined.at(-1)
    if (last && fields.every((field) => isSame(last.style[field], cut.style[field]))) joined[joined.length - 1] = { ...last, end: cut.end }
    else joined.push(cut)
  }
  return joined
}

/** The distinct values of a field in the whole text; more than one means mixed. */
export function valuesOf(node: Node, field: RangeField): unknown[] {
  if (rangesOf(node).length === 0) return [node.values[field]]
  return distinct(segmentsOf(node).map(({ style }) => style[field]))
}

export function distinct(values: readonly unknown[]): unknown[] {
  return values.filter((value, at) => values.findIndex((other) => isSame(other, value)) === at)
}

export function fontsOf(node: Node): FontName[] {
  return valuesOf(node, 'fontName') as FontName[]
}

/** Sets a value for a range of the text. */
export function styleRange(node: Node, field: RangeField, start: number, end: number, value: unknown): void {
  const parts = segmentsOf(node).flatMap((segment): Segment[] => {
    const [from, to] = [Math.max(start, segment.start), Math.min(end, segment.end)]
    if (from >= to) return [segment]
    return [
      { ...segment, end: from },
      { start: from, end: to, style: { ...segment.style, [field]: value } },
      { ...segment, start: to },
    ].filter((part) => part.start < part.end)
  })
  restyle(node, parts)
}

/** Sets a value for the whole text, replacing that of its ranges. */
export function styleWhole(node: Node, field: RangeField, value: unknown): void {
  if (rangesOf(node).length === 0) node.values[field] = value
  else
    restyle(
      node,
      segmentsOf(node).map((part) => ({ ...part, style: { ...part.style, [field]: value } })),
    )
}

/** New text takes the style of the first old character (documented: writing `characters` resets styled ranges). */
export function rewrite(node: Node, characters: string): void {
  Object.assign(node.values, segmentsOf(node)[0]?.style)
  delete node.values['ranges']
  node.values['characters'] = characters
}

/** Replaces a range of characters; the others keep their style, and new ones take that of a neighbour. */
export function splice(node: Node, start: number, end: number, added: string, side: 'BEFORE' | 'AFTER'): void {
  const before = String(node.values['characters'])
  const [from, to] = [Math.max(0, Math.min(start, before.length)), Math.max(0, Math.min(end, before.length))]
  const segments = segmentsOf(node)
  const wanted = side === 'BEFORE' ? from - 1 : to
  const near = segments.find((part) => part.start <= wanted && wanted < part.end) ?? (wanted < 0 ? segments[0] : segments.at(-1))
  const moved = (at: number): number => at + added.length - (to - from)
  const parts = [
    ...segments.filter((part) => part.start < from).map((part) => ({ ...part, end: Math.min(part.end, from) })),
    ...(near && added !== '' ? [{ start: from, end: from + added.length, style: near.style }] : []),
    ...segments.filter((part) => part.end > to).map((part) => ({ ...part, start: moved(Math.max(part.start, to)), end: moved(part.end) })),
  ]
  node.values['characters'] = before.slice(0, from) + added + before.slice(to)
  restyle(node, parts)
}

/** Values shared by all parts are stored on the text, the rest in ranges. */
function restyle(node: Node, parts: readonly Segment[]): void {
  for (const field of rangeFields) {
    const [first, ...others] = distinct(parts.map(({ style }) => style[field]))
    if (parts.length > 0 && others.length === 0) node.values[field] = first
  }
  const base = baseOf(node)
  const ranges: Range[] = []
  for (const { start, end, style } of parts) {
    const own = Object.fromEntries(rangeFields.filter((field) => !isSame(style[field], base[field])).map((field) => [field, style[field]]))
    if (Object.keys(own).length === 0) continue
    const last = ranges.at(-1)
    if (last?.end === start && isSame(last.style, own)) ranges[ranges.length - 1] = { ...last, end }
    else ranges.push({ start, end, style: own })
  }
  if (ranges.length > 0) node.values['ranges'] = ranges
  else delete node.values['ranges']
}

function rangesOf(node: Node): readonly Range[] {
  return (node.values['ranges'] ?? []) as readonly Range[]
}

function baseOf({ values }: Node): TextStyle {
  return {
    fills: values['fills'],
    fontName: values['fontName'],
    fontSize: values['fontSize'],
    letterSpacing: values['letterSpacing'],
    lineHeight: values['lineHeight'],
    textDecoration: values['textDecoration'],
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
