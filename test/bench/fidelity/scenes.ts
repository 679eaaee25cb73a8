// Scenes of several families, a different one for each seed. `more` adds a storey, a row or a shelf.

import { type Chance, chanceOf } from './chance.ts'
import { type Point, type Role, type Scene, type Shape, box, ellipse, size } from './shapes.ts'

export type Family = 'facade' | 'room' | 'shelf' | 'screen' | 'masses' | 'sketch'
export const families: readonly Family[] = ['facade', 'room', 'shelf', 'screen', 'masses', 'sketch']

const { width, height } = size

/** Shapes in paint order; everything drawn by one `thing` call is one object. */
class Drawing {
  readonly shapes: Shape[] = []
  private object = 0
  private things = 0

  add(role: Role, shade: number, points: readonly Point[], stroke?: number): void {
    this.shapes.push({ role, shade, points, object: this.object, ...(stroke === undefined ? {} : { stroke }) })
  }

  thing(draw: () => void): void {
    this.object = ++this.things
    draw()
    this.object = 0
  }
}

function facade(seed: number, more: number): Scene {
  const [chance, d] = [chanceOf(seed, 'facade'), new Drawing()]
  const [left, right] = [chance.between(50, 130), width - chance.between(50, 130)]
  const [top, ground] = [chance.between(50, 100), height - chance.between(50, 80)]
  const [rows, columns] = [chance.whole(3, 5) + more, chance.whole(4, 7)]
  d.add('sky', 0.95, box(0, 0, width, height))
  d.add('floor', 0.6, box(0, ground, width, height - ground))
  d.add('wall', 0.8, box(left, top, right - left, ground - top))
  d.add('frame', 0.55, box(left - 10, top - 14, right - left + 20, 18))
  const [stepX, stepY] = [(right - left) / columns, (ground - top - 10) / rows]
  const [w, h] = [stepX * chance.between(0.4, 0.62), stepY * chance.between(0.45, 0.62)]
  const [hasSill, isSplit, arched] = [chance.next() < 0.6, chance.next() < 0.7, chance.next() < 0.3]
  for (let row = 0; row < rows; row++) {
    if (row > 0 && columns % 2 === 0) d.add('frame', 0.66, box(left, top + row * stepY + 4, right - left, 4))
    for (let column = 0; column < columns; column++) {
      const [x, y] = [left + (column + 0.5) * stepX - w / 2, top + 10 + (row + 0.5) * stepY - h / 2]
      const isDoor = row === rows - 1 && column === Math.floor(columns / 2)
      d.thing(() => {
        if (isDoor) {
          d.add('wood', 0.3, box(x, y, w, ground - y))
          d.add('glass', 0.45, box(x + w * 0.2, y + 8, w * 0.6, h * 0.4))
          return
        }
        d.add('frame', 0.92, box(x - 4, y - 4, w + 8, h + 8))
        d.add('glass', 0.35, arched ? archOf(x, y, w, h) : box(x, y, w, h))
        if (isSplit) d.add('frame', 0.92, box(x + w / 2 - 2, y, 4, h))
        if (hasSill) d.add('frame', 0.5, box(x - 8, y + h + 4, w + 16, 5))
      })
    }
  }
  return d.shapes
}

function archOf(x: number, y: number, w: number, h: number): Point[] {
  const top = Array.from({ length: 13 }, (_, i): Point => {
    const angle = Math.PI - (Math.PI * i) / 12
    return [x + w / 2 + (w / 2) * Math.cos(angle), y + w / 4 - (w / 4) * Math.sin(angle)]
  })
  return [...top, [x + w, y + h], [x, y + h]]
}

function roomShell(d: Drawing, chance: Chance): { l: number; t: number; r: number; b: number } {
  const [l, t] = [chance.between(140, 240), chance.between(80, 140)]
  const [r, b] = [width - chance.between(140, 240), height - chance.between(150, 210)]
  d.add('wall', 0.82, box(l, t, r - l, b - t))
  d.add('sky', 0.95, [
    [0, 0],
    [width, 0],
    [r, t],
    [l, t],
  ])
  d.add('floor', 0.5, [
    [l, b],
    [r, b],
    [width, height],
    [0, height],
  ])
  d.add('side', 0.68, [
    [0, 0],
    [l, t],
    [l, b],
    [0, height],
  ])
  d.add('side', 0.74, [
    [width, 0],
    [r, t],
    [r, b],
    [width, height],
  ])
  return { l, t, r, b }
}

function room(seed: number, more: number): Scene {
  const [chance, d] = [chanceOf(seed, 'room'), new Drawing()]
  const { l, t, r, b } = roomShell(d, chance)
  const panes = chance.whole(2, 3) + more
  const [wx, wy, ww, wh] = [l + (r - l) * 0.12, t + (b - t) * 0.15, (r - l) * 0.4, (b - t) * 0.5]
  d.thing(() => {
    d.add('frame', 0.95, box(wx - 6, wy - 6, ww + 12, wh + 12))
    for (let pane = 0; pane < panes; pane++) d.add('glass', 0.4, box(wx + (pane * ww) / panes + 2, wy, ww / panes - 4, wh))
  })
  d.thing(() => {
    const [x, y] = [r - (r - l) * 0.32, t + (b - t) * chance.between(0.15, 0.3)]
    d.add('frame', 0.3, box(x, y, 80, 60))
    d.add('label', 0.6, box(x + 6, y + 6, 68, 48))
  })
  d.thing(() => sofa(d, chance.between(160, 260), b - 20, chance.between(200, 260)))
  d.thing(() => {
    const [x, y] = [chance.between(520, 620), chance.between(480, 520)]
    d.add('wood', 0.45, ellipse(x, y, 80, 20))
    d.add('wood', 0.3, box(x - 50, y + 10, 8, 60))
    d.add('wood', 0.3, box(x + 42, y + 10, 8, 60))
  })
  d.thing(() => {
    const [x, y] = [chance.between(380, 470), chance.between(60, 90)]
    d.add('metal', 0.2, box(x - 2, 0, 4, y))
    d.add('metal', 0.35, [
      [x - 16, y],
      [x + 16, y],
      [x + 44, y + 44],
      [x - 44, y + 44],
    ])
  })
  d.thing(() => {
    const [x, y] = [chance.between(60, 110), chance.between(330, 380)]
    d.add('body', 0.4, [
      [x - 26, y + 60],
      [x + 26, y + 60],
      [x + 18, y + 120],
      [x - 18, y + 120],
    ])
    for (let leaf = 0; leaf < 6; leaf++)
      d.add('leaf', 0.3 + 0.06 * leaf, ellipse(x + 14 * (leaf - 2.5), y + 14 * Math.abs(leaf - 2.5) - 4, 10, 44, 20))
  })
  return d.shapes
}

function sofa(d: Drawing, x: number, y: number, w: number): void {
  d.add('cloth', 0.55, box(x, y - 70, w, 70))
  d.add('cloth', 0.62, box(x + 16, y - 20, w / 2 - 18, 34))
  d.add('cloth', 0.62, box(x + w / 2 + 2, y - 20, w / 2 - 18, 34))
  d.add('cloth', 0.45, box(x - 14, y - 40, 30, 84))
  d.add('cloth', 0.45, box(x + w - 16, y - 40, 30, 84))
  d.add('cloth', 0.4, box(x + 16, y + 14, w - 32, 30))
}

function shelf(seed: number, more: number): Scene {
  const [chance, d] = [chanceOf(seed, 'shelf'), new Drawing()]
  d.add('wall', 0.85, box(0, 0, width, height))
  const rows = chance.whole(2, 3) + more
  for (let row = 0; row < rows; row++) {
    const board = (height * (row + 1)) / rows - 20
    const room = height / rows - 50
    d.add('wood', 0.45, box(30, board, width - 60, 12))
    d.add('wood', 0.35, box(30, board + 12, width - 60, 5))
    let x = 50
    const things = chanceOf(seed, `shelf ${row}`)
    while (x < width - 130) {
      const w = things.between(34, 90)
      const h = Math.min(room, things.between(60, 170))
      const [kind, at] = [things.whole(0, 4), x]
      d.thing(() => good(d, things, kind, at, board, w, h))
      x += w + things.between(6, 34)
    }
  }
  return d.shapes
}

function good(d: Drawing, chance: Chance, kind: number, x: number, y: number, w: number, h: number): void {
  const shade = chance.between(0.3, 0.65)
  if (kind === 0) {
    d.add('body', shade, box(x, y - h, w, h))
    d.add('label', 0.95, box(x + w * 0.15, y - h * 0.7, w * 0.7, h * 0.35))
  } else if (kind === 1) {
    const n = w * 0.18
    const [a, b, m] = [y - h * 0.62, y - h, x + w / 2]
    d.add('glass', shade, [
      [x, y],
      [x, a],
      [m - n, a - h * 0.12],
      [m - n, b],
      [m + n, b],
      [m + n, a - h * 0.12],
      [x + w, a],
      [x + w, y],
    ])
    d.add('label', 0.9, box(x, y - h * 0.45, w, h * 0.28))
  } else if (kind === 2) {
    d.add('metal', shade, box(x, y - h * 0.6, w, h * 0.6))
    d.add('metal', shade + 0.25, ellipse(x + w / 2, y - h * 0.6, w / 2, w * 0.12))
  } else if (kind === 3) {
    for (let book = 0, at = x; at < x + w - 8; book++) {
      const thick = chance.between(9, 17)
      d.add(book % 2 === 0 ? 'cloth' : 'label', chance.between(0.3, 0.75), box(at, y - h * chance.between(0.6, 0.9), thick, 1))
      const last = d.shapes.pop()
      const top = last?.points[0]?.[1] ?? y
      d.add(book % 2 === 0 ? 'cloth' : 'label', chance.between(0.3, 0.75), box(at, top, thick, y - top))
      at += thick + 1
    }
  } else {
    d.add('body', shade, ellipse(x + w / 2, y - h * 0.3, w / 2, h * 0.3))
    d.add('body', shade - 0.1, box(x + w * 0.35, y - h * 0.72, w * 0.3, h * 0.2))
  }
}

function screen(seed: number, more: number): Scene {
  const [chance, d] = [chanceOf(seed, 'screen'), new Drawing()]
  d.add('wall', 0.97, box(0, 0, width, height))
  const bar = chance.between(44, 64)
  d.add('frame', 0.3, box(0, 0, width, bar))
  d.add('label', 0.85, ellipse(34, bar / 2, 14, 14))
  const side = chance.next() < 0.5 ? chance.between(140, 180) : 0
  if (side > 0) {
    d.add('side', 0.9, box(0, bar, side, height - bar))
    for (let item = 0; item < 6; item++) d.thing(() => words(d, chance, 24, bar + 40 + 44 * item, side - 50, 1))
  }
  const [columns, rows] = [chance.whole(2, 3), 2 + more]
  const [w, h] = [(width - side - 30) / columns - 20, (height - bar - 30) / rows - 20]
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const [x, y] = [side + 30 + column * (w + 20), bar + 30 + row * (h + 20)]
      d.add('label', 1, box(x, y, w, h))
      d.add('frame', 0.8, [...box(x, y, w, h), [x, y]], 1)
      d.thing(() => {
        d.add('body', chance.between(0.4, 0.75), box(x + 12, y + 12, w - 24, h * 0.42))
        if (chance.next() < 0.6) d.add('cloth', 0.5, ellipse(x + w / 2, y + 12 + h * 0.21, h * 0.12, h * 0.12))
        else
          d.add('leaf', 0.55, [
            [x + 24, y + h * 0.45],
            [x + w * 0.4, y + 26],
            [x + w * 0.75, y + h * 0.45],
          ])
      })
      d.thing(() => words(d, chance, x + 14, y + h * 0.56, w - 40, 2))
      d.thing(() => d.add('metal', 0.35, box(x + 14, y + h - 40, w * 0.4, 26)))
    }
  return d.shapes
}

function words(d: Drawing, chance: Chance, x: number, y: number, w: number, lines: number): void {
  for (let line = 0; line < lines; line++) {
    const end = x + w * chance.between(0.6, 1)
    for (let at = x; at < end;) {
      const long = chance.between(14, 46)
      for (let letter = at; letter < at + long; letter += 6)
        d.add('ink', 0.15, box(letter, y + 18 * line + (chance.next() < 0.4 ? -3 : 0), 3.2, chance.between(7, 10)))
      at += long + 7
    }
  }
}

function masses(seed: number, more: number): Scene {
  const [chance, d] = [chanceOf(seed, 'masses'), new Drawing()]
  d.add('sky', 0.96, box(0, 0, width, height))
  d.add('floor', 0.7, [
    [0, 330],
    [width, 300],
    [width, height],
    [0, height],
  ])
  const count = chance.whole(6, 9)
  for (let i = 0; i < count; i++) {
    const y = 360 + (200 * i) / count
    const [x, w, deep] = [chance.between(20, 600), chance.between(70, 150), chance.between(40, 80)]
    const h = chance.between(80, 240)
    const floors = chance.whole(2, 4) + more
    d.thing(() => {
      const [sx, sy] = [deep, deep * 0.45]
      d.add('wall', 0.75, box(x, y - h, w, h))
      d.add('side', 0.45, [
        [x + w, y - h],
        [x + w + sx, y - h - sy],
        [x + w + sx, y - sy],
        [x + w, y],
      ])
      d.add('frame', 0.92, [
        [x, y - h],
        [x + sx, y - h - sy],
        [x + w + sx, y - h - sy],
        [x + w, y - h],
      ])
      for (let floor = 1; floor < floors; floor++) {
        const at = y - (h * floor) / floors
        d.add('frame', 0.6, box(x, at, w, 2.5))
        d.add('frame', 0.35, [
          [x + w, at],
          [x + w + sx, at - sy],
          [x + w + sx, at - sy + 2.5],
          [x + w, at + 2.5],
        ])
      }
    })
  }
  return d.shapes
}

/** The outlines of another scene as if drawn by hand: wobbly, and not quite closed. */
function sketch(seed: number, more: number): Scene {
  const base = [facade, room, shelf, masses][seed % 4] ?? room
  const chance = chanceOf(seed, 'sketch')
  const all: Shape[] = [{ role: 'label', shade: 0.98, points: box(0, 0, width, height), object: 0 }]
  for (const shape of base(seed + 100, more)) {
    if (shape.points.some(([x, y]) => x <= 0 && y <= 0) && shape.role === 'sky') continue
    const [px, py, phase] = [chance.between(-1.2, 1.2), chance.between(-1.2, 1.2), chance.between(0, 6)]
    const first = shape.points[0]
    const open = first === undefined ? shape.points : [...shape.points, first]
    all.push({ ...shape, role: shape.role, shade: 0.96, points: shape.points })
    const wobble = (x: number, y: number): Point => [x + px + 0.9 * Math.sin(y / 17 + phase), y + py + 0.9 * Math.sin(x / 19 + phase)]
    const dense: Point[] = []
    open.forEach(([x, y], i) => {
      const next = open[i + 1]
      if (next === undefined) return
      for (let part = 0; part <= 12; part++) dense.push(wobble(x + ((next[0] - x) * part) / 12, y + ((next[1] - y) * part) / 12))
    })
    all.push({ role: 'ink', shade: 0.15, points: dense, object: shape.object, stroke: 1.6 })
  }
  return all
}

export function sceneOf(family: Family, seed: number, more = 0): Scene {
  return { facade, room, shelf, screen, masses, sketch }[family](seed, more)
}
