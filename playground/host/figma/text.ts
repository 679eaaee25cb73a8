// Text: the check for loaded fonts, weights by style name, and the size that follows from the characters.

import { isText, type Node } from '../document/node.ts'
import { fontsOf, type FontName } from '../document/ranges.ts'
import { descendantsOf } from '../document/scene.ts'
import type { Desk } from './desk.ts'

/** A plugin can load only the fonts that the renderer ships. */
export const fontStyles = ['Regular', 'Medium', 'Semi Bold', 'Bold', 'Extra Bold'] as const

export function isKnownFont(font: FontName): boolean {
  return font.family === 'Inter' && fontStyles.some((style) => style === font.style)
}

/** The author of a document has every font, like a designer; plugins run on a machine that has only the known ones. */
export function hasFont(desk: Desk, font: FontName): boolean {
  return !desk.isDynamic || isKnownFont(font)
}

export function hasMissingFont(desk: Desk, node: Node): boolean {
  return fontsOf(node).some((font) => !hasFont(desk, font))
}

export function fontKey(font: FontName): string {
  return `${font.family} ${font.style}`
}

export function isTextMember(name: string): boolean {
  return members.has(name)
}

/** Any change lays out the whole text again, so all its fonts must be loaded. */
export function requireFonts(desk: Desk, node: Node): void {
  for (const font of fontsOf(node)) {
    if (!desk.fonts.has(fontKey(font))) throw new Error(`Cannot write to node with unloaded font "${fontKey(font)}". ${pleaFor(font)}`)
  }
}

export function requireNewFont(desk: Desk, font: FontName): void {
  if (!desk.fonts.has(fontKey(font))) throw new Error(`Cannot use unloaded font "${fontKey(font)}". ${pleaFor(font)}`)
}

/** A moved text may be laid out again at its new place, so its fonts must be loaded (figma-use, "gotchas": appendChild and modes). */
export function requireFontsBelow(desk: Desk, node: Node): void {
  if (!desk.isDynamic) return
  for (const one of [node, ...descendantsOf(desk.scene, node.id)])
    if (isText(one.type)) for (const font of fontsOf(one)) requireMovedFont(desk, font)
}

export function requireMovedFont(desk: Desk, font: FontName): void {
  if (!desk.isDynamic || desk.fonts.has(fontKey(font)) || (desk.movesMissingFonts && !isKnownFont(font))) return
  throw new Error(`unloaded font "${fontKey(font)}". ${pleaFor(font)}`)
}

function pleaFor({ family, style }: FontName): string {
  return `Please call figma.loadFontAsync({ family: "${family}", style: "${style}" }) and await the returned promise first.`
}

export function sizeText(desk: Desk, node: Node): void {
  const resize = node.values['textAutoResize']
  if (resize !== 'WIDTH_AND_HEIGHT' && resize !== 'HEIGHT') return
  const size = desk.readyRenderer()?.measureText(node, resize === 'HEIGHT' ? node.width : undefined)
  if (!size) return
  if (resize === 'WIDTH_AND_HEIGHT') node.width = Math.max(0.01, size.width)
  node.height = Math.max(0.01, size.height)
}

/** The weight for a style name, however it is spelled: Semi Bold, SemiBold, Demi-Bold Italic. */
export function weightOf({ style }: FontName): number {
  const name = style
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/italic|oblique/, '')
  return weights[name] ?? 400
}

const weights: Record<string, number> = {
  thin: 100,
  hairline: 100,
  extralight: 200,
  ultralight: 200,
  light: 300,
  medium: 500,
  semibold: 600,
  demibold: 600,
  bold: 700,
  extrabold: 800,
  ultrabold: 800,
  black: 900,
  heavy: 900,
}

const members = new Set([
  'characters',
  'fontName',
  'fontSize',
  'textAutoResize',
  'lineHeight',
  'letterSpacing',
  'textCase',
  'textDecoration',
  'paragraphSpacing',
  'paragraphIndent',
  'textAlignHorizontal',
  'textAlignVertical',
  'maxLines',
  'textTruncation',
])
