// What the screens of the app share: colours, bars, and landscape pictures.

import { ellipse, flow, frame, linear, polygon, radial, rectangle, solid, text } from './kit.ts'
import type { NodeSpec } from './spec.ts'

export const ink = '#16201c'
export const quiet = '#6c7671'
export const green = '#1f6b4f'

/** The status bar of a screen this wide: the clock on the left, the signal on the right. */
export function statusOf(width: number): NodeSpec {
  return frame(
    'Status bar',
    [0, 0, width, 47],
    [],
    [
      text('Time', 34, 16, '9:41', 16, ink, 'Semi Bold'),
      ...[0, 1, 2, 3].map((bar) =>
        rectangle('Signal', [width - 90 + bar * 5, 27 - bar * 2.5, 3.4, 4 + bar * 2.5], [solid(ink)], { cornerRadius: 1 }),
      ),
      rectangle('Battery', [width - 56, 20, 24, 12], [solid('#ffffff', 0)], {
        cornerRadius: 3.5,
        strokes: [solid(ink, 0.4)],
        strokeWeight: 1,
      }),
      rectangle('Charge', [width - 54, 22, 17, 8], [solid(ink)], { cornerRadius: 2 }),
    ],
  )
}

/** The tab bar at the bottom of a screen of this size, with one tab selected. */
export function tabsOf(width: number, height: number, chosen: string): NodeSpec {
  return frame(
    'Tab bar',
    [0, height - 84, width, 84],
    [solid('#ffffff')],
    [
      rectangle('Line', [0, 0, width, 1], [solid('#e4e9e6')]),
      ...['Home', 'Map', 'Saved', 'You'].flatMap((name, index) => {
        const x = 24 + index * ((width - 30) / 4)
        const hex = name === chosen ? green : '#8b948f'
        return [
          rectangle(`${name} icon`, [x + 24, 14, 22, 22], [solid(hex, name === chosen ? 1 : 0.55)], { cornerRadius: index === 2 ? 11 : 7 }),
          text(name, x + 35 - name.length * 3, 42, name, 11, hex, name === chosen ? 'Semi Bold' : 'Medium'),
        ]
      }),
      rectangle('Home indicator', [(width - 134) / 2, 72, 134, 5], [solid(ink)], { cornerRadius: 3 }),
    ],
  )
}

/** 342 × 190. */
export const hills: readonly NodeSpec[] = [
  rectangle('Sky', [0, 0, 342, 190], [linear(90, [0, '#8fc1d9'], [1, '#f7e3c8'])]),
  ellipse('Sun', [232, 34, 46, 46], [radial(0.5, 0.5, 0.5, 0.5, [0, '#fff3d0'], [0.55, '#fff3d0', 0.9], [1, '#fff3d0', 0.55])]),
  polygon(
    'Hills, far',
    [
      [0, 128],
      [58, 74],
      [104, 112],
      [168, 52],
      [238, 120],
      [290, 84],
      [342, 122],
      [342, 190],
      [0, 190],
    ],
    [linear(90, [0, '#7f9fae'], [1, '#b7c6c5'])],
  ),
  polygon(
    'Hills, near',
    [
      [0, 156],
      [70, 124],
      [150, 158],
      [236, 118],
      [342, 164],
      [342, 190],
      [0, 190],
    ],
    [linear(90, [0, '#3f7a5d'], [1, '#245441'])],
  ),
]

/** 163 × 112, like the forest. */
export const lake: readonly NodeSpec[] = [
  rectangle('Sky', [0, 0, 163, 62], [linear(90, [0, '#f2b59a'], [1, '#fbe6c9'])]),
  polygon(
    'Ridge',
    [
      [0, 62],
      [40, 26],
      [82, 54],
      [120, 34],
      [163, 62],
    ],
    [linear(90, [0, '#6f5d78'], [1, '#a98a94'])],
  ),
  rectangle('Lake', [0, 62, 163, 50], [linear(90, [0, '#e8b79f'], [0.5, '#8f86a0'], [1, '#54617f'])]),
]
export const forest: readonly NodeSpec[] = [
  rectangle('Mist', [0, 0, 163, 112], [linear(90, [0, '#dfeae2'], [1, '#9dbfa9'])]),
  ...[
    [12, 78, '#86ab96'],
    [48, 86, '#6b977f'],
    [92, 76, '#7aa38b'],
    [128, 88, '#5d8b72'],
    [28, 98, '#3f7059'],
    [74, 102, '#2f5f4a'],
    [110, 100, '#396a54'],
  ].map(([x, base, hex]) =>
    polygon(
      'Fir',
      [
        [Number(x), Number(base) + 14],
        [Number(x) + 15, Number(base) - 52],
        [Number(x) + 30, Number(base) + 14],
      ],
      [solid(String(hex))],
    ),
  ),
]

export function instance(name: string, x: number, y: number): NodeSpec {
  return { type: 'INSTANCE', name, of: 'Button', x, y }
}

export function chip(name: string, isChosen: boolean): NodeSpec {
  return frame(
    name,
    [0, 0, 80, 36],
    [solid(isChosen ? green : '#ffffff')],
    [text('Words', 0, 0, name, 14, isChosen ? '#ffffff' : ink, 'Medium')],
    { ...flow('HORIZONTAL', 0, [16, 9]), cornerRadius: 18 },
  )
}
