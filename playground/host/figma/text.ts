// Text: the font gate and the size that follows from the words.

import type { Node } from '../document/node.ts'
import type { Desk } from './desk.ts'

export type FontName = { readonly family: string; readonly style: string }

/** Only what the renderer ships can be loaded. */
export const fontStyles = ['Regular', 'Medium', 'Semi Bold', 'Bold', 'Extra Bold'] as const

export const isKnownFont = (font: FontName): boolean => font.family === 'Inter' && fontStyles.some((style) => style === font.style)

export const fontKey = (font: FontName): string => `${font.family} ${font.style}`

export const isTextMember = (name: string): boolean => members.has(name)

export const requireFont = (desk: Desk, node: Node, name: string, value: unknown): void => {
  const font = (name === 'fontName' ? value : node.values['fontName']) as FontName
  if (desk.fonts.has(fontKey(font))) return
  const plea = `Please call figma.loadFontAsync({ family: "${font.family}", style: "${font.style}" }) and await the returned promise first.`
  throw new Error(
    name === 'fontName'
      ? `Cannot use unloaded font "${fontKey(font)}". ${plea}`
      : `Cannot write to node with unloaded font "${fontKey(font)}". ${plea}`,
  )
}

export const sizeText = (desk: Desk, node: Node): void => {
  const resize = node.values['textAutoResize']
  if (resize !== 'WIDTH_AND_HEIGHT' && resize !== 'HEIGHT') return
  const size = desk.readyRenderer()?.measureText(node, resize === 'HEIGHT' ? node.width : undefined)
  if (!size) return
  if (resize === 'WIDTH_AND_HEIGHT') node.width = Math.max(0.01, size.width)
  node.height = Math.max(0.01, size.height)
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
