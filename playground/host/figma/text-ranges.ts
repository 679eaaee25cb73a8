// The range methods of texts: getRange…, setRange… and getStyledTextSegments.

import type { Node } from '../document/node.ts'
import { distinct, isRangeField, segmentsWithin, splice, styleRange, type FontName, type RangeField } from '../document/ranges.ts'
import { validate } from './check.ts'
import { follow } from './consequences.ts'
import type { Desk } from './desk.ts'
import { mixed } from './refs.ts'
import { requireFonts, requireNewFont, weightOf } from './text.ts'
import { checks, normalOf } from './write.ts'

type RangeMethod = (desk: Desk, node: Node, args: readonly unknown[]) => unknown

function getRange(field: RangeField): RangeMethod {
  return (_, node, [start, end]) => oneOrMixed(partsOf(node, start, end, [field]).map(({ style }) => style[field]))
}

const getRangeFontWeight: RangeMethod = (_, node, [start, end]) =>
  oneOrMixed(partsOf(node, start, end, ['fontName']).map(({ style }) => weightOf(style.fontName as FontName)))

const getRangeAllFontNames: RangeMethod = (_, node, [start, end]) =>
  distinct(partsOf(node, start, end, ['fontName']).map(({ style }) => style.fontName))

function setRange(field: RangeField): RangeMethod {
  return (desk, node, [start, end, value]) => {
    requireRange(node, start, end)
    const check = checks[field]
    if (check) validate('value', check, value)
    if (field === 'fontName') requireNewFont(desk, value as FontName)
    else requireFonts(desk, node)
    styleRange(node, field, Number(start), Number(end), normalOf(desk, field, value))
    follow(desk, node, field)
  }
}

const insertCharacters: RangeMethod = (desk, node, [start, text, side]) => {
  requireFonts(desk, node)
  splice(node, Number(start), Number(start), String(text), side === 'AFTER' ? 'AFTER' : 'BEFORE')
  follow(desk, node, 'characters')
}

const deleteCharacters: RangeMethod = (desk, node, [start, end]) => {
  requireFonts(desk, node)
  splice(node, Number(start), Number(end), '', 'BEFORE')
  follow(desk, node, 'characters')
}

const getStyledTextSegments: RangeMethod = (_, node, [fields, start, end]) => {
  const all = String(node.values['characters'])
  const names = (fields as readonly unknown[]).map(String)
  for (const name of names) if (!segmentFields.has(name)) throw new Error(`segment field ${name}: not implemented by this host`)
  const ranged = [...new Set(names.flatMap((name) => (name === 'fontWeight' || name === 'fontStyle' ? ['fontName'] : [name])))]
  const [from, to] = [start === undefined ? 0 : Number(start), end === undefined ? all.length : Number(end)]
  if (start !== undefined || end !== undefined) requireRange(node, from, to)
  return segmentsWithin(node, from, to, ranged.filter(isRangeField)).map((part) => ({
    characters: all.slice(part.start, part.end),
    start: part.start,
    end: part.end,
    ...Object.fromEntries(names.map((name) => [name, fieldOf(node, part.style, name)])),
  }))
}

/** For a field that this host does not support on ranges: the whole text's value, or the value that means none. */
function fieldOf(node: Node, style: Readonly<Record<RangeField, unknown>>, name: string): unknown {
  if (isRangeField(name)) return style[name]
  const font = style.fontName as FontName
  if (name === 'fontWeight') return weightOf(font)
  if (name === 'fontStyle') return /italic|oblique/i.test(font.style) ? 'ITALIC' : 'REGULAR'
  return name in none ? none[name] : node.values[name]
}

const none: Record<string, unknown> = { textStyleId: '', hyperlink: null, indentation: 0, listSpacing: 0, listOptions: { type: 'NONE' } }

const segmentFields = new Set([
  'fills',
  'fontName',
  'fontSize',
  'letterSpacing',
  'lineHeight',
  'textDecoration',
  'fontWeight',
  'fontStyle',
  'textCase',
  'fillStyleId',
  'paragraphIndent',
  'paragraphSpacing',
  ...Object.keys(none),
])

function partsOf(node: Node, start: unknown, end: unknown, fields: readonly RangeField[]) {
  requireRange(node, start, end)
  return segmentsWithin(node, Number(start), Number(end), fields)
}

function oneOrMixed(values: readonly unknown[]): unknown {
  const [first, ...others] = distinct(values)
  return others.length === 0 ? first : mixed
}

function requireRange(node: Node, start: unknown, end: unknown): void {
  for (const [name, value] of Object.entries({ start, end }))
    if (typeof value !== 'number') throw new Error(`Expected "${name}" to have type number but got ${typeof value} instead`)
  const [from, to] = [Number(start), Number(end)]
  if (from < 0) throw new Error('Expected "start" to have value >=0')
  if (to <= from) throw new Error(`Empty range selected. 'end' must be greater than 'start'`)
  const { length } = String(node.values['characters'])
  if (from >= length || to > length)
    throw new Error(
      `Range outside of available characters. 'start' must be less than node.characters.length and 'end' must be less than or equal to node.characters.length`,
    )
}

export const textRangeMethods: Record<string, RangeMethod> = {
  getRangeFills: getRange('fills'),
  getRangeFontName: getRange('fontName'),
  getRangeFontSize: getRange('fontSize'),
  getRangeLetterSpacing: getRange('letterSpacing'),
  getRangeLineHeight: getRange('lineHeight'),
  getRangeTextDecoration: getRange('textDecoration'),
  setRangeFills: setRange('fills'),
  setRangeFontName: setRange('fontName'),
  setRangeFontSize: setRange('fontSize'),
  setRangeLetterSpacing: setRange('letterSpacing'),
  setRangeLineHeight: setRange('lineHeight'),
  setRangeTextDecoration: setRange('textDecoration'),
  getRangeFontWeight,
  getRangeAllFontNames,
  getStyledTextSegments,
  insertCharacters,
  deleteCharacters,
}
