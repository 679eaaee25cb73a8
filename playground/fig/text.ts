// Converts a text of a .fig file to the plugin API's form.

import type { SceneNode, StyleRun } from '@open-pencil/scene-graph'
import { paintsOf, type Value } from './paints.ts'

const styles = ['Thin', 'Extra Light', 'Light', 'Regular', 'Medium', 'Semi Bold', 'Bold', 'Extra Bold', 'Black'] as const

/** The style name for a weight from 100 to 900. */
function styleName(weight: number, isItalic: boolean): string {
  const name = styles[Math.max(0, Math.min(8, Math.round(weight / 100) - 1))] ?? 'Regular'
  if (!isItalic) return name
  return name === 'Regular' ? 'Italic' : `${name} Italic`
}

type Style = StyleRun['style']

/** Only what a run sets itself; it inherits the rest from its text. */
function rangeStyle(style: Style, text: SceneNode): Value {
  const hasFont = style.fontFamily !== undefined || style.fontWeight !== undefined || style.italic !== undefined
  const font = {
    family: style.fontFamily ?? text.fontFamily,
    style: styleName(style.fontWeight ?? text.fontWeight, style.italic ?? text.italic),
  }
  return {
    ...(hasFont ? { fontName: font } : {}),
    ...(style.fontSize === undefined ? {} : { fontSize: style.fontSize }),
    ...(style.fills === undefined ? {} : { fills: paintsOf(style.fills) }),
    ...(style.lineHeight === undefined ? {} : { lineHeight: lineHeight(style.lineHeight) }),
    ...(style.letterSpacing === undefined ? {} : { letterSpacing: { unit: 'PIXELS', value: style.letterSpacing } }),
    ...(style.textDecoration === undefined ? {} : { textDecoration: style.textDecoration }),
  }
}

function lineHeight(px: number | null): Value {
  return px === null ? { unit: 'AUTO' } : { unit: 'PIXELS', value: px }
}

export function textFields(node: SceneNode): Value {
  const ranges = node.styleRuns
    .filter(({ length }) => length > 0)
    .map(({ start, length, style }) => ({ start, end: start + length, style: rangeStyle(style, node) }))
    .filter(({ style }) => Object.keys(style).length > 0)
    .sort((a, b) => a.start - b.start)
  return {
    characters: node.text,
    fontName: { family: node.fontFamily, style: styleName(node.fontWeight, node.italic) },
    fontSize: node.fontSize,
    lineHeight: lineHeight(node.lineHeight),
    letterSpacing: { unit: 'PIXELS', value: node.letterSpacing },
    textAlignHorizontal: node.textAlignHorizontal,
    textAlignVertical: node.textAlignVertical,
    textAutoResize: node.textAutoResize,
    textCase: node.textCase,
    textDecoration: node.textDecoration,
    textTruncation: node.textTruncation,
    maxLines: node.maxLines,
    autoRename: node.autoRename,
    ...(ranges.length > 0 ? { ranges } : {}),
  }
}
