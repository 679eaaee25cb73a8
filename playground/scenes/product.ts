// A bottle on a table: turned shapes with round light, a reflection and a soft shadow. Beside it, an empty auto-layout of details.

import { blur, centred, ellipse, flow, frame, group, linear, polygon, radial, rectangle, section, solid, text, vector } from './kit.ts'
import type { Fill, NodeSpec, SceneSpec } from './spec.ts'

const middle = 600
const standsAt = 952

/** A shape from half its outline, given from the top down and mirrored about the middle. Curves are cubic: two handles and an end. */
function turned(
  name: string,
  top: readonly [number, number],
  curves: readonly (readonly [number, number, number, number, number, number])[],
  fills: readonly Fill[],
  set = {},
): NodeSpec {
  const ends = [top, ...curves.map((curve) => [curve[4], curve[5]] as const)]
  const right = (r: number): number => middle + r
  const left = (r: number): number => middle - r
  const down = curves.map(([a, b, c, d, e, f]) => `C ${right(a)} ${b} ${right(c)} ${d} ${right(e)} ${f}`)
  const up = [...curves].reverse().map(([a, b, c, d], index) => {
    const [r, y] = ends[curves.length - 1 - index] ?? top
    return `C ${left(c)} ${d} ${left(a)} ${b} ${left(r)} ${y}`
  })
  const [lastR, lastY] = ends.at(-1) ?? top
  const path = `M ${left(top[0])} ${top[1]} L ${right(top[0])} ${top[1]} ${down.join(' ')} L ${left(lastR)} ${lastY} ${up.join(' ')} Z`
  return vector(name, path, fills, set)
}

const body: readonly (readonly [number, number, number, number, number, number])[] = [
  [44, 400, 46, 424, 60, 446],
  [86, 487, 148, 496, 148, 572],
  [148, 690, 148, 800, 148, 912],
  [148, 938, 134, standsAt, 112, standsAt],
]
const glass = linear(
  0,
  [0, '#15332f'],
  [0.1, '#2f5f57'],
  [0.2, '#6f9d92'],
  [0.28, '#3d7067'],
  [0.55, '#234c46'],
  [0.8, '#173a35'],
  [0.93, '#3a6b62'],
  [1, '#122b28'],
)
const depth = linear(90, [0, '#04110f', 0], [0.75, '#04110f', 0], [1, '#04110f', 0.5])
const metal = linear(
  0,
  [0, '#7c6a45'],
  [0.14, '#d9c79a'],
  [0.3, '#f7efd8'],
  [0.46, '#bfa873'],
  [0.75, '#8e7848'],
  [0.92, '#c9b582'],
  [1, '#6d5c39'],
)
const label = linear(0, [0, '#b9b2a4'], [0.22, '#f6f1e6'], [0.5, '#ece6d8'], [0.85, '#cfc8b8'], [1, '#a8a192'])

const bottle: NodeSpec = group(
  'Bottle',
  [
    turned('Glass', [44, 372], body, [glass, depth]),
    rectangle('Neck', [556, 318, 88, 62], [glass]),
    rectangle('Cap', [546, 232, 108, 96], [metal], { cornerRadius: 8 }),
    ellipse('Cap top', [546, 224, 108, 20], [linear(0, [0, '#cdbb8c'], [0.4, '#fff8e4'], [1, '#a48f5d'])]),
    ...[0, 1, 2].map((ring) =>
      rectangle('Ring', [546, 268 + ring * 16, 108, 3], [linear(0, [0, '#5f4f2e', 0.7], [0.3, '#fff6df', 0.5], [1, '#4f4226', 0.7])]),
    ),
    vector('Highlight', 'M 0 24 C 0 8 22 0 26 10 L 26 300 C 22 320 4 316 0 300 Z', [
      linear(90, [0, '#ffffff', 0.75], [0.5, '#ffffff', 0.3], [1, '#ffffff', 0.05]),
    ]),
    rectangle('Label', [452, 630, 296, 204], [label]),
    rectangle('Label rule', [452, 646, 296, 2], [linear(0, [0, '#7b6a3f'], [0.5, '#b59a5a'], [1, '#6d5d36'])]),
    rectangle('Label rule', [452, 816, 296, 2], [linear(0, [0, '#7b6a3f'], [0.5, '#b59a5a'], [1, '#6d5d36'])]),
    centred('Brand', [452, 672, 296], 'VERDE', 40, '#2b4540', 'Bold', { letterSpacing: { unit: 'PERCENT', value: 8 } }),
    centred('Kind', [452, 734, 296], 'Olive leaf bath oil', 17, '#4b5b56', 'Medium'),
    centred('Volume', [452, 772, 296], '250 ml', 14, '#6d7a75', 'Regular'),
  ].map((spec) => (spec.name === 'Highlight' ? { ...spec, x: 478, y: 556 } : spec)),
)

/** Waxed wood reflects the dark of the glass but not its outline. */
const reflection = polygon(
  'Reflection',
  [
    [476, 940],
    [724, 940],
    [716, 1120],
    [484, 1120],
  ],
  [linear(90, [0, '#3a2a1c', 0.3], [0.4, '#3a2a1c', 0.12], [1, '#3a2a1c', 0])],
  { effects: [blur(36)] },
)

function stone(x: number, y: number, width: number, height: number): NodeSpec {
  return group('Stone', [
    ellipse(
      'Shadow',
      [x - width * 0.08, y + height * 0.62, width * 1.3, height * 0.5],
      [radial(0.5, 0.5, 0.5, 0.5, [0, '#3a2a1c', 0.5], [1, '#3a2a1c', 0])],
    ),
    ellipse('Stone', [x, y, width, height], [radial(0.36, 0.24, 0.8, 0.9, [0, '#f4efe8'], [0.5, '#cfc6ba'], [1, '#857a6d'])]),
  ])
}

function leaf(x: number, y: number, rotation: number, scale = 1): NodeSpec {
  return {
    ...vector(
      'Leaf',
      `M 0 ${20 * scale} C ${30 * scale} ${-8 * scale} ${100 * scale} ${-6 * scale} ${140 * scale} ${20 * scale} C ${100 * scale} ${44 * scale} ${30 * scale} ${46 * scale} 0 ${20 * scale} Z`,
      [linear(70, [0, '#b6c6a2'], [0.49, '#8ba37a'], [0.51, '#738d66'], [1, '#5a7350'])],
    ),
    x,
    y,
    rotation,
  }
}

const bottleOnTable = frame(
  'Bottle on table',
  [100, 100, 1200, 1200],
  [solid('#e9dfd3')],
  [
    rectangle('Wall', [0, 0, 1200, 820], [linear(100, [0, '#f3ece3'], [0.55, '#e6dbcd'], [1, '#d3c4b3'])]),
    ellipse('Light on the wall', [-120, -80, 980, 900], [radial(0.5, 0.5, 0.5, 0.5, [0, '#fffaf2', 0.9], [1, '#fffaf2', 0])]),
    polygon(
      'Window light',
      [
        [730, -120],
        [970, -120],
        [700, 820],
        [430, 820],
      ],
      [linear(90, [0, '#fffdf8', 0.34], [1, '#fffdf8', 0.06])],
      { effects: [blur(48)] },
    ),
    rectangle('Table', [0, 800, 1200, 400], [linear(90, [0, '#a98867'], [0.16, '#bb9a77'], [1, '#8a6a4b'])]),
    rectangle('Sheen', [0, 800, 1200, 400], [linear(0, [0, '#ffffff', 0], [0.36, '#fff3df', 0.34], [0.72, '#ffffff', 0])]),
    rectangle('Edge', [0, 798, 1200, 4], [linear(90, [0, '#7d6146', 0.55], [1, '#c9a985', 0.2])]),
    vector(
      'Cast shadow',
      'M 0 60 C 120 0 330 -6 560 10 C 600 40 420 130 240 150 C 110 160 -20 120 0 60 Z',
      [linear(0, [0, '#2b1b10', 0.62], [0.5, '#2b1b10', 0.28], [1, '#2b1b10', 0])],
      { effects: [blur(30)] },
    ),
    reflection,
    ellipse('Contact', [424, 918, 352, 56], [radial(0.5, 0.5, 0.5, 0.5, [0, '#5a3c22', 0.75], [0.7, '#5a3c22', 0.45], [1, '#5a3c22', 0])], {
      effects: [blur(14)],
    }),
    bottle,
    stone(196, 900, 150, 92),
    stone(326, 1012, 104, 62),
    leaf(812, 968, 12, 1.25),
    leaf(866, 1010, -18, 1.05),
  ].map((spec) => (spec.name === 'Cast shadow' ? { ...spec, x: 560, y: 872 } : spec)),
)

function swatch(name: string, hex: string): NodeSpec {
  return frame(
    name,
    [0, 0, 220, 56],
    [solid('#ffffff')],
    [ellipse('Dot', [0, 0, 24, 24], [solid(hex)]), text('Name', 0, 0, name, 14, '#333333', 'Medium')],
    {
      ...flow('HORIZONTAL', 12, 16),
      counterAxisAlignItems: 'CENTER',
      cornerRadius: 8,
    },
  )
}

export const product: SceneSpec = {
  page: 'Product',
  nodes: [
    section('Bath oil', [0, 0, 1400, 1400], [bottleOnTable]),
    frame(
      'Palette',
      [100, 1480, 260, 300],
      [solid('#efe9e1')],
      [swatch('Olive glass', '#2f5f57'), swatch('Brushed brass', '#bfa873'), swatch('Warm stone', '#cfc6ba')],
      {
        ...flow('VERTICAL', 12, 20),
        cornerRadius: 12,
      },
    ),
  ],
}
