// Three screens of an app with text, cards and pictures made of gradients; buttons are instances of a component.

import { chip, forest, green, hills, ink, instance, lake, quiet, statusOf, tabsOf } from './app-kit.ts'
import { saved, trip } from './app-screens.ts'
import { ellipse, flow, frame, linear, radial, section, shadow, solid, text, vector } from './kit.ts'
import type { NodeSpec, SceneSpec } from './spec.ts'

const hero = frame(
  'Featured trip',
  [24, 176, 342, 268],
  [solid('#ffffff')],
  [
    frame('Picture', [0, 0, 342, 190], [solid('#cfe3ea')], hills),
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

function card(x: number, title: string, words: string, picture: readonly NodeSpec[]): NodeSpec {
  return frame(
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
}

const button: NodeSpec = {
  type: 'COMPONENT',
  name: 'Button',
  x: 100,
  y: 1016,
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

const home = frame(
  'Home screen',
  [100, 100, 390, 844],
  [linear(90, [0, '#eef5f1'], [0.5, '#f6f8f6'], [1, '#f3f5f3'])],
  [
    statusOf(390),
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
    tabsOf(390, 844, 'Home'),
  ],
  { cornerRadius: 40 },
)

export const app: SceneSpec = {
  page: 'App',
  nodes: [
    section('Trips', [0, 0, 1455, 1164], [button, home, trip, saved, instance('Button, alone', 300, 1016)]),
    frame(
      'Chips',
      [0, -120, 320, 40],
      [],
      ['Hiking', 'Bicycle', 'Canoe'].map((name, index) => chip(name, index === 0)),
      flow('HORIZONTAL', 8),
    ),
  ],
}
