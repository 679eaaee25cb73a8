// Converts a text to OpenPencil's form: its base style, and runs for the parts with another style.

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
    // The text is drawn once for each fill of the node; if parts have different fills, only the runs define the colours.
    ...(segments.length > 1
      ? {
          fills: [ink(1)],
          styleRuns: segments.map((part) => ({ start: part.start, length: part.end - part.start, style: styleOf(part.style) })),
        }
      : {}),
  }
}

type RunStyle = SceneNode['styleRuns'][number]['style']

/** All texts are set in Inter: the only family this host ships, and the substitute for a missing font. */
function styleOf(style: TextStyle) {
  const size = Number(style.fontSize)
  const line = style.lineHeight as { unit: string; value?: number }
  const spacing = style.letterSpacing as { unit: string; value: number }
  return {
    fontFamily: 'Inter',
    fontSize: size,
    // The shipped weights range from 400 to 800.
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

/** A run has one colour, from its topmost visible paint: a gradient gives its first stop, an image none. */
function inkOf(fills: readonly Paint[]): ReturnType<typeof fillOf> {
  const top = fills.filter((paint) => paint['visible'] !== false).at(-1)
  if (!top) return ink(0)
  if (top.type === 'SOLID') return fillOf(top)
  const [stop] = (top['gradientStops'] ?? []) as { color: { r: number; g: number; b: number; a: number } }[]
  if (!stop) return ink(0)
  const { a, ...color } = stop.color
  return fillOf({ type: 'SOLID', color, opacity: a })
}
