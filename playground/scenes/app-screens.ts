// The screens beside the home screen: one trip, and the saved trips. Their sizes differ, as in real files.

import { chip, forest, green, ink, instance, lake, quiet, statusOf, tabsOf } from './app-kit.ts'
import { centred, ellipse, flow, frame, linear, radial, rectangle, shadow, solid, text, vector } from './kit.ts'
import type { NodeSpec } from './spec.ts'

const paper = linear(90, [0, '#eef5f1'], [0.5, '#f6f8f6'], [1, '#f3f5f3'])
const soft = shadow(0, 4, 14, 0.08, '#1a3a2e')

function heart(x: number, y: number): NodeSpec {
  return {
    ...vector('Heart', 'M 8 14 C 2 10 0 7 0 4 C 0 1 5 -1 8 3 C 11 -1 16 1 16 4 C 16 7 14 10 8 14 Z', [solid(green)]),
    x,
    y,
  }
}

function fact(x: number, value: string, label: string): NodeSpec {
  return frame(
    label,
    [x, 412, 106, 72],
    [solid('#ffffff')],
    [centred('Value', [0, 14, 106], value, 18, ink, 'Semi Bold'), centred('Label', [0, 41, 106], label, 12, quiet, 'Regular')],
    { cornerRadius: 16, effects: [soft] },
  )
}

function stop(index: number, name: string, words: string): readonly NodeSpec[] {
  const y = 548 + index * 60
  return [
    ellipse('Stop', [28, y + 8, 16, 16], [solid(index === 0 ? green : '#ffffff')], { strokes: [solid(green)], strokeWeight: 3 }),
    text('Name', 62, y, name, 16, ink, 'Semi Bold'),
    text('Words', 62, y + 22, words, 14, quiet),
  ]
}

export const trip = frame(
  'Trip screen',
  [550, 100, 390, 844],
  [paper],
  [
    frame(
      'Picture',
      [0, 0, 390, 300],
      [linear(90, [0, '#8fc1d9'], [1, '#f7e3c8'])],
      [
        ellipse('Sun', [270, 64, 62, 62], [radial(0.5, 0.5, 0.5, 0.5, [0, '#fff3d0'], [0.55, '#fff3d0', 0.9], [1, '#fff3d0', 0.55])]),
        vector('Far', 'M 0 214 L 72 128 L 128 186 L 204 84 L 286 198 L 338 146 L 390 206 L 390 300 L 0 300 Z', [
          linear(90, [0, '#7f9fae'], [1, '#b7c6c5']),
        ]),
        vector('Near', 'M 0 252 L 84 202 L 176 254 L 274 196 L 390 262 L 390 300 L 0 300 Z', [linear(90, [0, '#3f7a5d'], [1, '#245441'])]),
      ],
    ),
    statusOf(390),
    ellipse('Back', [24, 60, 40, 40], [solid('#ffffff', 0.92)]),
    vector('Arrow', 'M 47 70 L 37 80 L 47 90 L 49.5 87.5 L 42 80 L 49.5 72.5 Z', [solid(ink)]),
    text('Title', 24, 324, 'Autumn in the Harz', 28, ink, 'Bold'),
    text('Words', 24, 364, 'A round trip over two ridges', 15, quiet, 'Medium'),
    fact(24, '12 km', 'Distance'),
    fact(142, '420 m', 'Climb'),
    fact(260, '4 h', 'On foot'),
    text('The way', 24, 512, 'The way', 18, ink, 'Semi Bold'),
    rectangle('Line', [34, 564, 4, 120], [solid('#cfe0d7')], { cornerRadius: 2 }),
    ...stop(0, 'Torfhaus', 'Car park and bus stop'),
    ...stop(1, 'Eckersprung', 'Spring and a bench'),
    ...stop(2, 'Brocken', 'Summit, 1141 m'),
    instance('Plan button', 119, 744),
    rectangle('Home indicator', [128, 826, 134, 5], [solid(ink)], { cornerRadius: 3 }),
  ],
  { cornerRadius: 40 },
)

const downs: readonly NodeSpec[] = [
  rectangle('Sky', [0, 0, 112, 90], [linear(90, [0, '#8fc1d9'], [1, '#f7e3c8'])]),
  ellipse('Sun', [78, 12, 18, 18], [solid('#fff3d0')]),
  vector('Far', 'M 0 58 L 24 32 L 46 54 L 70 26 L 112 60 L 112 90 L 0 90 Z', [linear(90, [0, '#7f9fae'], [1, '#b7c6c5'])]),
  vector('Near', 'M 0 74 L 34 60 L 66 76 L 112 62 L 112 90 L 0 90 Z', [linear(90, [0, '#3f7a5d'], [1, '#245441'])]),
]
const shore: readonly NodeSpec[] = [
  rectangle('Sky', [0, 0, 112, 40], [linear(90, [0, '#a9d3e0'], [1, '#e9f3ee'])]),
  rectangle('Sea', [0, 40, 112, 50], [linear(90, [0, '#5fa3b5'], [1, '#2f7288'])]),
  vector('Sand', 'M 0 90 L 0 70 C 28 58 48 66 72 60 C 90 56 100 48 112 46 L 112 90 Z', [linear(90, [0, '#f2dfb8'], [1, '#d9b988'])]),
]

function row(index: number, name: string, words: string, picture: readonly NodeSpec[]): NodeSpec {
  return frame(
    name,
    [24, 208 + index * 122, 327, 106],
    [solid('#ffffff')],
    [
      frame('Picture', [8, 8, 112, 90], [solid('#dddddd')], picture, { cornerRadius: 12 }),
      text('Title', 134, 24, name, 16, ink, 'Semi Bold'),
      text('Words', 134, 50, words, 13, quiet),
      heart(293, 46),
    ],
    { cornerRadius: 18, effects: [soft] },
  )
}

export const saved = frame(
  'Saved screen',
  [1000, 100, 375, 812],
  [paper],
  [
    statusOf(375),
    text('Headline', 24, 72, 'Saved trips', 30, ink, 'Bold'),
    frame('Filter', [24, 134, 320, 40], [], [chip('All', true), chip('Hiking', false), chip('Bicycle', false)], flow('HORIZONTAL', 8)),
    row(0, 'Lake at dusk', '24 min away', lake),
    row(1, 'Fir valley', '41 min away', forest),
    row(2, 'Autumn hills', '1 h 10 min away', downs),
    row(3, 'Long shore', '1 h 40 min away', shore),
    tabsOf(375, 812, 'Saved'),
  ],
  { cornerRadius: 40 },
)
