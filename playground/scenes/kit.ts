// Helpers for scenes: colours, paints, effects and shapes.

import type { Fill, NodeSpec, Rgb } from './spec.ts'

export function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16)
  return { r: ((value >> 16) & 255) / 255, g: ((value >> 8) & 255) / 255, b: (value & 255) / 255 }
}

export function solid(hex: string, opacity = 1): Fill {
  return { type: 'SOLID', color: rgb(hex), opacity }
}

type Stop = readonly [position: number, hex: string, alpha?: number]

function stopsOf(stops: readonly Stop[]): unknown {
  return stops.map(([position, hex, a = 1]) => ({ position, color: { ...rgb(hex), a } }))
}

/** A linear gradient. 0 degrees is left to right, 90 is top to bottom. */
export function linear(degrees: number, ...stops: readonly Stop[]): Fill {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  return {
    type: 'GRADIENT_LINEAR',
    gradientStops: stopsOf(stops),
    gradientTransform: [
      [cos, sin, 0.5 - cos / 2 - sin / 2],
      [-sin, cos, 0.5 + sin / 2 - cos / 2],
    ],
  }
}

/** A radial gradient. The centre and the radii are shares of the node. */
export function radial(cx: number, cy: number, rx: number, ry: number, ...stops: readonly Stop[]): Fill {
  return {
    type: 'GRADIENT_RADIAL',
    gradientStops: stopsOf(stops),
    gradientTransform: [
      [1 / (2 * rx), 0, 0.5 - cx / (2 * rx)],
      [0, 1 / (2 * ry), 0.5 - cy / (2 * ry)],
    ],
  }
}

export function shadow(x: number, y: number, radius: number, alpha: number, hex = '#000000', spread = 0): object {
  return {
    type: 'DROP_SHADOW',
    color: { ...rgb(hex), a: alpha },
    offset: { x, y },
    radius,
    spread,
    visible: true,
    blendMode: 'NORMAL',
  }
}

export function blur(radius: number): object {
  return { type: 'LAYER_BLUR', radius, visible: true }
}

type Look = Readonly<Record<string, unknown>>
type Area = readonly [x: number, y: number, width: number, height: number]

function shape(type: NodeSpec['type']) {
  return (name: string, [x, y, width, height]: Area, fills: readonly Fill[], set: Look = {}): NodeSpec => ({
    type,
    name,
    x,
    y,
    width,
    height,
    set: { fills, ...set },
  })
}

export const rectangle = shape('RECTANGLE')
export const ellipse = shape('ELLIPSE')

export function frame(name: string, area: Area, fills: readonly Fill[], children: readonly NodeSpec[], set: Look = {}): NodeSpec {
  return {
    ...shape('FRAME')(name, area, fills, set),
    children,
  }
}

export function section(name: string, [x, y, width, height]: Area, children: readonly NodeSpec[]): NodeSpec {
  return {
    type: 'SECTION',
    name,
    x,
    y,
    width,
    height,
    children,
  }
}

export function group(name: string, children: readonly NodeSpec[], set: Look = {}): NodeSpec {
  return {
    type: 'GROUP',
    name,
    x: 0,
    y: 0,
    children,
    set,
  }
}

/** A vector from an outline (M, L, C and Z) in its parent's coordinates; the node is placed where the outline is. */
export function vector(name: string, path: string, fills: readonly Fill[], set: Look = {}): NodeSpec {
  const { left, top, width, height } = extentOf(path)
  const data = path.replace(pair, (_, x, y) => `${rounded(Number(x) - left)} ${rounded(Number(y) - top)}`)
  return {
    type: 'VECTOR',
    name,
    x: rounded(left),
    y: rounded(top),
    width,
    height,
    set: { vectorPaths: [{ windingRule: 'NONZERO', data }], fills, strokes: [], ...set },
  }
}

export function polygon(name: string, points: readonly (readonly [number, number])[], fills: readonly Fill[], set: Look = {}): NodeSpec {
  return vector(name, `${points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'} ${rounded(x)} ${rounded(y)}`).join(' ')} Z`, fills, set)
}

const pair = /(-?[\d.]+) (-?[\d.]+)/g

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

/** The bounds of an outline; curves are sampled in 16 steps. */
function extentOf(path: string): { left: number; top: number; width: number; height: number } {
  const points: [number, number][] = []
  for (const [, command, rest = ''] of path.matchAll(/([MLC])([^MLCZ]*)/g)) {
    const given = [...rest.matchAll(pair)].map(([, x, y]): [number, number] => [Number(x), Number(y)])
    const from = points.at(-1)
    const [a, b, c] = given
    if (command !== 'C' || !from || !a || !b || !c) points.push(...given)
    else {
      const along = (t: number, axis: 0 | 1): number =>
        (1 - t) ** 3 * from[axis] + 3 * (1 - t) ** 2 * t * a[axis] + 3 * (1 - t) * t ** 2 * b[axis] + t ** 3 * c[axis]
      for (let step = 1; step <= 16; step++) points.push([along(step / 16, 0), along(step / 16, 1)])
    }
  }
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  return { left, top, width: Math.max(0.1, Math.max(...xs) - left), height: Math.max(0.1, Math.max(...ys) - top) }
}

export function text(
  name: string,
  x: number,
  y: number,
  characters: string,
  size: number,
  hex: string,
  style = 'Regular',
  set: Look = {},
): NodeSpec {
  return {
    type: 'TEXT',
    name,
    x,
    y,
    set: { fontName: { family: 'Inter', style }, fontSize: size, characters, fills: [solid(hex)], ...set },
  }
}

/** One line of text, centred in a width. */
export function centred(
  name: string,
  [x, y, width]: readonly [number, number, number],
  characters: string,
  size: number,
  hex: string,
  style: string,
  set: Look = {},
): NodeSpec {
  return {
    ...text(name, x, y, characters, size, hex, style, { textAlignHorizontal: 'CENTER', ...set }),
    width,
    height: Math.ceil(size * 1.3),
  }
}

/** An auto-layout; `along` is its direction. */
export function flow(along: 'HORIZONTAL' | 'VERTICAL', spacing: number, padding: number | readonly [number, number] = 0): Look {
  const [x, y] = typeof padding === 'number' ? [padding, padding] : padding
  return {
    layoutMode: along,
    itemSpacing: spacing,
    paddingLeft: x,
    paddingRight: x,
    paddingTop: y,
    paddingBottom: y,
    primaryAxisSizingMode: 'AUTO',
    counterAxisSizingMode: 'AUTO',
  }
}
