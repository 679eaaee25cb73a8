// A two-storey house in clay: volumes, openings, garden. In metres; the street is in front of it (z < 0).

import { cameraAt, facesOf, type Spot } from './camera.ts'
import { blur, ellipse, group, linear, polygon, radial, solid } from './kit.ts'
import type { Fill, NodeSpec } from './spec.ts'

const camera = cameraAt([11.5, 1.75, -15.5], -35, 1330, 700, 668)

function face(name: string, spots: readonly Spot[], fill: Fill, set: Readonly<Record<string, unknown>> = {}): NodeSpec {
  return polygon(name, spots.map(camera.see), [fill], set)
}

const lit = linear(90, [0, '#f6f4f1'], [1, '#e6e3df'])
const shaded = linear(0, [0, '#c9c6c2'], [1, '#bab7b4'])
const under = linear(90, [0, '#8f8d8b'], [1, '#a5a29f'])
const glass = linear(62, [0, '#73808b'], [0.45, '#a5b0b8'], [0.55, '#8b97a0'], [1, '#5d6873'])
const glassShaded = linear(62, [0, '#59646e'], [0.5, '#7c8790'], [1, '#4b555e'])

function volume(name: string, from: Spot, to: Spot): NodeSpec {
  const { front, right } = facesOf(from, to)
  return group(name, [face('Front', front, lit), face('Side', right, shaded)])
}

/** The bottom face of a volume, seen from below. Drawn before the walls that carry it, because they hide it. */
function underside(from: Spot, to: Spot): NodeSpec {
  return face('Underside', facesOf(from, to).bottom, under)
}

type Body = readonly [Spot, Spot]
const upper: Body = [
  [-5.6, 3.4, -1.3],
  [5.3, 6.35, 7],
]
const slab: Body = [
  [-6.2, 6.35, -1.9],
  [5.9, 6.68, 7.6],
]

/** Maps a place on a wall to space: along and up, in metres. */
type Wall = (along: number, up: number) => Spot

function rect(wall: Wall, from: number, low: number, to: number, high: number): readonly Spot[] {
  return [wall(from, low), wall(to, low), wall(to, high), wall(from, high)]
}

/** An opening with panes, bars, and the reveal that shows on its far side. */
function opening(
  name: string,
  wall: Wall,
  [from, low, to, high]: readonly [number, number, number, number],
  panes: number,
  isShaded = false,
): NodeSpec {
  const reveal = isShaded ? -0.16 : 0.16
  const [left, right] = isShaded ? [from, to + reveal] : [from + reveal, to]
  const width = (right - left) / panes
  const bars = Array.from({ length: panes - 1 }, (_, index) => left + width * (index + 1))
  const tone = isShaded ? '#a8a5a2' : '#d2cfcb'
  return group(name, [
    face('Reveal', rect(wall, from, low, to, high), solid(isShaded ? '#8d8a88' : '#a9a6a3')),
    face('Glass', rect(wall, left, low + 0.04, right, high - 0.14), isShaded ? glassShaded : glass),
    ...bars.map((at) => face('Bar', rect(wall, at - 0.035, low + 0.04, at + 0.035, high - 0.14), solid(tone))),
    face('Sill', rect(wall, from - 0.06, low - 0.08, to + 0.06, low), solid(isShaded ? '#c6c3c0' : '#f7f5f2')),
  ])
}

const groundFront: Wall = (x, y) => [x, y, 0]
const groundSide: Wall = (z, y) => [4, y, z]
const upperFront: Wall = (x, y) => [x, y, -1.3]
const upperSide: Wall = (z, y) => [5.3, y, z]

function soft(name: string, spots: readonly Spot[], alpha: number, radius: number): NodeSpec {
  return face(name, spots, solid('#2b2a33', alpha), { effects: [blur(radius)] })
}

function flat(x0: number, z0: number, x1: number, z1: number, y = 0): readonly Spot[] {
  return [
    [x0, y, z0],
    [x1, y, z0],
    [x1, y, z1],
    [x0, y, z1],
  ]
}

/** Ground from the far left to the right end of what the camera, low and close, still sees in front of it. */
function strip(z0: number, z1: number, y: number): readonly Spot[] {
  const end = (z: number): number => Math.min(60, 11.5 + ((z + 15.5) * 0.819 - 0.6) / 0.574)
  return [
    [-60, y, z0],
    [end(z0), y, z0],
    [end(z1), y, z1],
    [-60, y, z1],
  ]
}

function ball(name: string, spot: Spot, radius: number, tones: readonly [string, string, string]): NodeSpec {
  const [x, y] = camera.see(spot)
  const r = radius * camera.scaleAt(spot)
  return ellipse(name, [x - r, y - r, 2 * r, 2 * r], [radial(0.34, 0.28, 0.78, 0.78, [0, tones[0]], [0.55, tones[1]], [1, tones[2]])])
}

/** A shadow that fades by its gradient, which is cheaper to draw than a blur. */
function pool([x, , z]: Spot, radius: number, alpha: number): NodeSpec {
  const [px, py] = camera.see([x, 0, z])
  const r = radius * camera.scaleAt([x, 0, z])
  return ellipse(
    'Shadow',
    [px - r, py - r * 0.16, 2 * r, r * 0.32],
    [radial(0.5, 0.5, 0.5, 0.5, [0, '#2b2a33', alpha], [0.5, '#2b2a33', alpha * 0.55], [1, '#2b2a33', 0])],
  )
}

/** The positions of the balls of a crown, in shares of its radius, back to front. */
const crownOf = [
  [0.62, -0.1, 0.5],
  [-0.66, -0.05, 0.5],
  [0.3, 0.42, 0.55],
  [-0.36, 0.4, 0.55],
  [0, 0.72, 0.5],
  [0.05, 0.05, 0.66],
  [0.42, -0.38, 0.44],
  [-0.4, -0.36, 0.46],
  [0, -0.45, 0.42],
] as const

function tree(
  name: string,
  x: number,
  z: number,
  height: number,
  tones: readonly [string, string, string] = ['#f3f2ef', '#d9d7d3', '#a9a7a4'],
): NodeSpec {
  const trunk = 0.11
  const crown = height * 0.3
  return group(name, [
    pool([x + crown * 0.5, 0, z], crown * 1.5, 0.34),
    face(
      'Trunk',
      [
        [x - trunk, 0, z],
        [x + trunk, 0, z],
        [x + trunk * 0.6, height * 0.7, z],
        [x - trunk * 0.6, height * 0.7, z],
      ],
      linear(0, [0, '#cfccc8'], [1, '#94918f']),
    ),
    ...crownOf.map(([dx, dy, r]) => ball('Crown', [x + dx * crown, height * 0.68 + dy * crown, z], r * crown, tones)),
  ])
}

const far: readonly [string, string, string] = ['#f2f3f3', '#e4e5e6', '#cdcfd1']

export const villa: readonly NodeSpec[] = [
  group('Background', [
    tree('Far tree', -19, 16, 8, far),
    tree('Far tree', -13, 14, 6.4, far),
    tree('Far tree', 4, 19, 7.4, far),
    tree('Far tree', 12, 17, 6, far),
    tree('Far tree', 9, 22, 8.6, far),
  ]),
  group('Ground', [
    face('Lawn', strip(-9.2, 90, 0), linear(90, [0, '#eceae7'], [0.5, '#e2e0dc'], [1, '#d8d6d2'])),
    face('Street', strip(-14.9, -11, -0.12), linear(90, [0, '#cfcdca'], [1, '#dddbd8'])),
    face('Pavement', strip(-11, -9.2, 0.02), solid('#e9e7e4')),
    face(
      'Kerb',
      [
        [-60, 0.02, -11],
        [16.8, 0.02, -11],
        [16.8, -0.12, -11],
        [-60, -0.12, -11],
      ],
      solid('#c4c1be'),
    ),
    face('Path', flat(-2.9, -9.2, -0.7, -3.9, 0.01), linear(90, [0, '#f4f2f0'], [1, '#efedea'])),
    face('Drive', flat(6.4, -11, 9, 5, 0.02), linear(90, [0, '#dddad6'], [1, '#e4e2de'])),
  ]),
  group('Shadows', [
    soft(
      'House on lawn',
      [
        [4.6, 0, -2.6],
        [11.5, 0, 1.5],
        [12.2, 0, 9.4],
        [4.4, 0, 9.2],
      ],
      0.3,
      16,
    ),
    face('Terrace on lawn', flat(-9, -3.75, 5.7, -3.3), linear(90, [0, '#2b2a33', 0.34], [1, '#2b2a33', 0.03])),
  ]),
  group('Terrace', [
    face('Top', flat(-9, -3.3, 5.5, 8.6, 0.32), linear(90, [0, '#e9e6e3'], [1, '#f5f3f0'])),
    volume('Edge', [-9, 0, -3.3], [5.5, 0.32, 8.6]),
    volume('Step', [-3.1, 0, -3.95], [-0.5, 0.16, -3.3]),
    face('Step top', flat(-3.1, -3.95, -0.5, -3.3, 0.16), solid('#f6f4f1')),
    face('Under the upper floor', flat(-5.6, -1.3, 5.3, 0.1, 0.33), linear(90, [0, '#2b2a33', 0.4], [1, '#2b2a33', 0.1])),
  ]),
  group('Ground floor', [
    underside(...upper),
    volume('Walls', [-8, 0.32, 0], [4, 3.4, 8]),
    opening('Garden doors', groundFront, [-7.5, 0.36, -3.7, 2.9], 4),
    opening('Kitchen window', groundFront, [0.5, 1.2, 3.4, 2.7], 3),
    group('Entrance', [
      face('Recess', rect(groundFront, -2.8, 0.34, -0.9, 2.75), solid('#8f8c89')),
      face('Door', rect(groundFront, -2.45, 0.34, -1.35, 2.62), linear(0, [0, '#bdb9b5'], [1, '#aeaaa6'])),
      face('Side light', rect(groundFront, -1.25, 0.34, -0.95, 2.62), glass),
      face('Handle', rect(groundFront, -1.56, 1.2, -1.5, 1.9), solid('#f4f2ef')),
    ]),
    opening('Study window', groundSide, [1.6, 0.9, 5.8, 2.7], 3, true),
    face('Shade of the upper floor', rect(groundFront, -5.2, 2.35, 4, 3.4), linear(90, [0, '#3a3940', 0.42], [1, '#3a3940', 0.02])),
    face(
      'Roof edge',
      rect((x, y) => [x, y, -0.25], -8.3, 3.4, -5.4, 3.66),
      lit,
    ),
  ]),
  group('Upper floor', [
    underside(...slab),
    volume('Walls', ...upper),
    opening('Long window', upperFront, [-5, 4.2, -0.7, 5.75], 4),
    opening('Corner window', upperFront, [1.1, 3.75, 5.05, 5.75], 3),
    opening('Bath window', upperSide, [-0.8, 3.75, 1.5, 5.75], 2, true),
    group(
      'Louvres',
      Array.from({ length: 12 }, (_, index) => {
        const at = 2.6 + index * 0.32
        return face('Slat', rect(upperSide, at, 3.7, at + 0.13, 6), linear(0, [0, '#a09d9a'], [1, '#dad7d3']))
      }),
    ),
  ]),
  group('Roof', [
    volume('Slab', ...slab),
    face('Eaves shade', rect(upperFront, -5.6, 5.9, 5.3, 6.35), linear(90, [0, '#3a3940', 0.3], [1, '#3a3940', 0])),
    face('Side shade', rect(upperSide, -1.3, 6, 7, 6.35), linear(90, [0, '#2a2930', 0.3], [1, '#2a2930', 0])),
  ]),
  group('Garden', [
    tree('Tree', -10.8, 1.5, 6.8),
    volume('Planter', [-8.4, 0.32, -3], [-5.2, 0.8, -2.3]),
    ...[-8, -7.3, -6.6, -5.9].map((x) => ball('Shrub', [x, 1, -2.65], 0.42, ['#f1f0ed', '#d5d3cf', '#a7a5a2'])),
    face('Wall on lawn', flat(-17, -7.6, -4.4, -7.2), linear(90, [0, '#2b2a33', 0.3], [1, '#2b2a33', 0])),
    volume('Garden wall', [-17, 0, -7.2], [-4.6, 0.95, -6.9]),
    face('Coping', flat(-17, -7.3, -4.5, -6.8, 0.97), solid('#faf8f6')),
    ball('Hedge', [7.3, 0.55, 6.2], 0.8, ['#eeede9', '#d3d1cd', '#a5a3a0']),
    ball('Hedge', [8.6, 0.5, 6.6], 0.7, ['#eeede9', '#d3d1cd', '#a5a3a0']),
    tree('Young tree', 10.4, 2.2, 5),
  ]),
]
