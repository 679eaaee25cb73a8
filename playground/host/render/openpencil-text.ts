// A text of ours in OpenPencil's words: its own style, and runs where parts of it have another.

import type { SceneNode } from '@open-pencil/scene-graph'
import type { Node } from '../document/node.ts'
import { segmentsOf, type FontName, type TextStyle } from '../document/ranges.ts'
import type { Paint } from '../figma/paints.ts'
import { weightOf } from '../figma/text.ts'
import { fillOf } from './openpencil-paints.ts'

export function textOf(node: Node): Partial<SceneNode> {
  const { values } = node
  const segments = segmentsOf(node)
  const { fills: _, ...style } = styleOf((segments[0]?.style ?? values) as TextStyle)
  return {
    ...style,
    text: String(values['characters']),
    textAlignHorizontal: values['textAlignHorizontal'] as SceneNode['textAlignHorizontal'],
    textAlignVertical: values['textAlignVertical'] as SceneNode['textAlignVertical'],
    textAutoResize: values['textAutoResize'] as SceneNode['textAutoResize'],
    textCase: values['textCase'] as SceneNode['textCase'],
    // The words are drawn once for each fill of the node; with fills by parts, the runs alone say the colours.
    ...(segments.length > 1
      ? {
          fills: [ink(1)],
          styleRuns: segments.map((part) => ({ start: part.start, length: part.end - part.start, style: styleOf(part.style) })),
        }
      : {}),
  }
}

type RunStyle = SceneNode['styleRuns'][number]['style']

/** All texts are set in Inter: the one family this host ships, and what stands in for a missing font. */
function styleOf(style: TextStyle) {
  const size = Number(style.fontSize)
  const line = style.lineHeight as { unit: string; value?: number }
  const spacing = style.letterSpacing as { unit: string; value: number }
  return {
    fontFamily: 'Inter',
    fontSize: size,
    // 800 is the heaviest that ships, 400 the lightest.
    fontWeight: Math.max(400, Math.min(800, weightOf(style.fontName as FontName))),
    lineHeight: line.unit === 'AUTO' ? null : line.unit === 'PIXELS' ? (line.value ?? size) : (size * (line.value ?? 100)) / 100,
    letterSpacing: spacing.unit === 'PIXELS' ? spacing.value : (size * spacing.value) / 100,
    textDecoration: style.textDecoration as SceneNode['textDecoration'],
    fills: [inkOf(style.fills as readonly Paint[])],
  } satisfies RunStyle
}

function ink(opacity: number): ReturnType<typeof fillOf> {
  return fillOf({ type: 'SOLID', color: { r: 0, g: 0, b: 0 }, opacity })
}

/** A run has one colour: of its visible paints the topmost. Of a gradient it is the first stop, of a picture none. */
function inkOf(fills: readonly Paint[]): ReturnType<typeof fillOf> {
  const top = fills.filter((paint) => paint['visible'] !== false).at(-1)
  if (!top) return ink(0)
  if (top.type === 'SOLID') return fillOf(top)
  const [stop] = (top['gradientStops'] ?? []) as { color: { r: number; g: number; b: number; a: number } }[]
  if (!stop) return ink(0)
  const { a, ...color } = stop.color
  return fillOf({ type: 'SOLID', color, opacity: a })
}
