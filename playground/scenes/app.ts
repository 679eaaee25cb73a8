// A home screen with text, cards and pictures made of gradients; buttons are instances of a component.

import { ellipse, flow, frame, linear, polygon, radial, rectangle, section, shadow, solid, text, vector } from './kit.ts'
import type { Fill, NodeSpec, SceneSpec } from './spec.ts'

const ink = '#16201c'
const quiet = '#6c7671'
const green = '#1f6b4f'

const status = frame(
  'Status bar',
  [0, 0, 390, 47],
  [],
  [
    text('Time', 34, 16, '9:41', 16, ink, 'Semi Bold'),
    ...[0, 1, 2, 3].map((bar) =>
      rectangle('Signal', [300 + bar * 5, 27 - bar * 2.5, 3.4, 4 + bar * 2.5], [solid(ink)], { cornerRadius: 1 }),
    ),
    rectangle('Battery', [334, 20, 24, 12], [solid('#ffffff', 0)], { cornerRadius: 3.5, strokes: [solid(ink, 0.4)], strokeWeight: 1 }),
    rectangle('Charge', [336, 22, 17, 8], [solid(ink)], { cornerRadius: 2 }),
  ],
)

const hills = (name: string, sky: Fill, far: Fill, near: Fill, sun: string): readonly NodeSpec[] => [
  rectangle('Sky', [0, 0, 342, 190], [sky]),
  ellipse('Sun', [232, 34, 46, 46], [radial(0.5, 0.5, 0.5, 0.5, [0, sun], [0.55, sun, 0.9], [1, sun, 0.55])]),
  polygon(
    `${name}, far`,
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
    [far],
  ),
  polygon(
    `${name}, near`,
    [
      [0, 156],
      [70, 124],
      [150, 158],
      [236, 118],
      [342, 164],
      [342, 190],
      [0, 190],
    ],
    [near],
  ),
]

const hero = frame(
  'Featured trip',
  [24, 176, 342, 268],
  [solid('#ffffff')],
  [
    frame(
      'Picture',
      [0, 0, 342, 190],
      [solid('#cfe3ea')],
      hills(
        'Hills',
        linear(90, [0, '#8fc1d9'], [1, '#f7e3c8']),
        linear(90, [0, '#7f9fae'], [1, '#b7c6c5']),
        linear(90, [0, '#3f7a5d'], [1, '#245441']),
        '#fff3d0',
      ),
    ),
    frame('Tag', [16, 16, 84, 28], [solid('#ffffff', 0.92)], [text('Words', 0, 0, '3 days left', 12, green, 'Semi Bold')], {
      ...flow('HORIZONTAL', 0, [12, 6]),
      cornerRadius: 14,
    }),
    text('Title', 16, 202, 'Autumn in the Harz', 18, ink, 'Semi Bold'),
    text('Words', 16, 230, '12 km · 420 m up · moderate', 14, quiet),
    ellipse('Save', [290, 206, 36, 36], [solid('#e8f2ed')]),
    { ...vector('Heart', 'M 8 14 C 2 10 0 7 0 4 C 0 1 5 -1 8 3 C 11 -1 16 1 16 4 C 16 7 14 10 8 14 Z', [solid(green)]), x: 300, y: 218 },
  ],
  { cornerRadius: 20, effects: [shadow(0, 8, 24, 0.1, '#1a3a2e')] },
)

const card = (x: number, title: string, words: string, picture: readonly NodeSpec[]): NodeSpec =>
  frame(
    title,
    [x, 500, 163, 190],
    [solid('#ffffff')],
    [
      frame('Picture', [0, 0, 163, 112], [solid('#dddddd')], picture),
      text('Title', 14, 124, title, 15, ink, 'Semi Bold'),
      text('Words', 14, 148, words, 13, quiet),
    ],
    { cornerRadius: 16, effects: [shadow(0, 4, 14, 0.08, '#1a3a2e')] },
  )

const lake: readonly NodeSpec[] = [
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
const forest: readonly NodeSpec[] = [
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

const tabs = frame(
  'Tab bar',
  [0, 760, 390, 84],
  [solid('#ffffff')],
  [
    rectangle('Line', [0, 0, 390, 1], [solid('#e4e9e6')]),
    ...['Home', 'Map', 'Saved', 'You'].flatMap((name, index) => {
      const x = 24 + index * 90
      const hex = index === 0 ? green : '#8b948f'
      return [
        rectangle(`${name} icon`, [x + 24, 14, 22, 22], [solid(hex, index === 0 ? 1 : 0.55)], { cornerRadius: index === 2 ? 11 : 7 }),
        text(name, x + 35 - name.length * 3, 42, name, 11, hex, index === 0 ? 'Semi Bold' : 'Medium'),
      ]
    }),
    rectangle('Home indicator', [128, 72, 134, 5], [solid(ink)], { cornerRadius: 3 }),
  ],
)

const button: NodeSpec = {
  type: 'COMPONENT',
  name: 'Button',
  x: 540,
  y: 100,
  width: 160,
  height: 48,
  set: {
    ...flow('HORIZONTAL', 8, [20, 13]),
    fills: [solid(green)],
    cornerRadius: 24,
    primaryAxisAlignItems: 'CENTER',
    counterAxisAlignItems: 'CENTER',
  },
  children: [text('Words', 0, 0, 'Plan a trip', 16, '#ffffff', 'Semi Bold')],
}
const instance = (name: string, x: number, y: number): NodeSpec => ({ type: 'INSTANCE', name, of: 'Button', x, y })

const home = frame(
  'Home screen',
  [100, 100, 390, 844],
  [linear(90, [0, '#eef5f1'], [0.5, '#f6f8f6'], [1, '#f3f5f3'])],
  [
    status,
    text('Greeting', 24, 66, 'Good morning, Mira', 15, quiet, 'Medium'),
    text('Headline', 24, 88, 'Where to this\nweekend?', 30, ink, 'Bold', { lineHeight: { unit: 'PIXELS', value: 36 } }),
    ellipse('Portrait', [318, 70, 48, 48], [radial(0.4, 0.3, 0.8, 0.8, [0, '#ffe1c4'], [0.6, '#e09f78'], [1, '#a9603f'])], {
      strokes: [solid('#ffffff')],
      strokeWeight: 2,
    }),
    hero,
    text('Near you', 24, 464, 'Near you', 18, ink, 'Semi Bold'),
    text('All', 319, 467, 'See all', 14, green, 'Medium'),
    card(24, 'Lake at dusk', '24 min away', lake),
    card(203, 'Fir valley', '41 min away', forest),
    instance('Plan button', 119, 704),
    tabs,
  ],
  { cornerRadius: 40 },
)

export const app: SceneSpec = {
  page: 'App',
  nodes: [
    section('Trips', [0, 0, 800, 1044], [button, home, instance('Button, alone', 540, 180)]),
    frame(
      'Chips',
      [880, 100, 320, 40],
      [],
      ['Hiking', 'Bicycle', 'Canoe'].map((name, index) =>
        frame(
          name,
          [0, 0, 80, 36],
          [solid(index === 0 ? green : '#ffffff')],
          [text('Words', 0, 0, name, 14, index === 0 ? '#ffffff' : ink, 'Medium')],
          { ...flow('HORIZONTAL', 0, [16, 9]), cornerRadius: 18 },
        ),
      ),
      flow('HORIZONTAL', 8),
    ),
  ],
}
