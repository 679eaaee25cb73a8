// A villa as a clay render in its section, surrounded by unusual frames that a plugin meets in real files.

import { flow, frame, group, linear, rectangle, section, solid, text } from './kit.ts'
import type { NodeSpec, SceneSpec } from './spec.ts'
import { villa } from './villa.ts'

const sky = rectangle('Sky', [0, 0, 1440, 760], [linear(90, [0, '#d5dce2'], [0.72, '#f1f2f2'], [1, '#f6f4f0'])])

const note: NodeSpec = frame(
  'Brief',
  [100, 1320, 320, 100],
  [solid('#fff4d6')],
  [
    text('Title', 0, 0, 'Brief', 14, '#5c4a12', 'Semi Bold'),
    text('Words', 0, 0, 'Quick studies of the street side:\nlime render, timber, brick.\nEvening light for the client.', 14, '#5c4a12'),
  ],
  { ...flow('VERTICAL', 6, 20), cornerRadius: 8 },
)

const turned: NodeSpec = {
  ...frame(
    'Detail, turned',
    [560, 1400, 240, 160],
    [linear(90, [0, '#dfe3e6'], [1, '#f7f6f4'])],
    [
      rectangle('Slab', [20, 96, 200, 44], [linear(90, [0, '#d6d3cf'], [1, '#b9b6b2'])]),
      rectangle('Post', [96, 24, 48, 76], [linear(0, [0, '#f3f1ee'], [1, '#c4c1bd'])]),
    ],
    { cornerRadius: 12 },
  ),
  rotation: 12,
}

const tiny = frame('Tiny', [860, 1320, 24, 24], [linear(45, [0, '#dfe3e6'], [1, '#a9adb1'])], [])

export const building: SceneSpec = {
  page: 'Building',
  nodes: [
    section('Villa', [0, 0, 1640, 1224], [frame('Villa, street view', [100, 100, 1440, 1024], [solid('#d2d0cd')], [sky, ...villa])]),
    note,
    turned,
    tiny,
    group('Loose shapes', [
      rectangle('Plate', [960, 1320, 120, 120], [solid('#e4e1dc')]),
      rectangle('Plate', [1000, 1360, 120, 120], [linear(90, [0, '#ffffff'], [1, '#c9c6c2'])]),
    ]),
  ],
}
