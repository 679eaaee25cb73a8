// The laws of the geometry meter (DESIGN §11).

import { describe, expect, test } from 'vitest'
import { measureFidelity } from '../../src/core/fidelity/fidelity.ts'
import { type Box, drawn, mirrored, pixelwise, wall } from './drawing.ts'

const repainted = ['#40566b', '#d8c8a0']

describe('the geometry meter', () => {
  test('finds nothing where nothing differs', () => {
    const { kept, added, movedBy, whole, worst, heat } = measureFidelity(wall(), wall())
    expect({ kept, added, movedBy, whole }).toEqual({ kept: 1, added: 0, movedBy: 0, whole: { dx: 0, dy: 0, scale: 1, turn: 0 } })
    expect(worst.score).toBe(0)
    expect(heat.cells.every((value) => value === 0)).toBe(true)
    expect(heat.cells).toHaveLength(heat.columns * heat.rows)
  })

  test('keeps what is painted in other colours', () => {
    const { kept, movedBy } = measureFidelity(wall(), wall(undefined, repainted))
    expect(kept).toBeGreaterThan(0.94)
    expect(movedBy).toBeLessThan(0.3)
  })

  test('finds the window that is gone, and where', () => {
    const source = wall()
    const all = measureFidelity(source, wall(undefined, repainted))
    const { kept, worst } = measureFidelity(
      source,
      wall((box, index) => (index === 6 ? undefined : box), repainted),
    )
    expect(kept).toBeLessThan(all.kept - 0.04)
    expect(worst.score).toBeGreaterThan(all.worst.score + 1)
    expect(Math.abs(worst.x - 192)).toBeLessThan(40)
    expect(Math.abs(worst.y - 105)).toBeLessThan(40)
  })

  test('sees by how much the whole was moved', () => {
    const { whole } = measureFidelity(
      wall(),
      wall((box) => ({ ...box, x: box.x + 3, y: box.y - 2 }), repainted),
    )
    expect(whole.dx).toBeCloseTo(3, 0)
    expect(whole.dy).toBeCloseTo(-2, 0)
  })

  test.each([
    [9, 0],
    [-7, 5],
    [0, -9],
  ])('is not led astray by the next lines where the whole was moved by %i and %i', (dx, dy) => {
    const { whole } = measureFidelity(
      wall(),
      wall((box) => ({ ...box, x: box.x + dx, y: box.y + dy }), repainted),
    )
    expect(Math.abs(whole.dx - dx)).toBeLessThan(0.5)
    expect(Math.abs(whole.dy - dy)).toBeLessThan(0.5)
  })

  test('says the same of a mirrored pair', () => {
    const result = wall((box, index) => (index === 3 ? { ...box, x: box.x + 9 } : box), repainted)
    const first = measureFidelity(wall(), result)
    for (const [across, down] of [
      [true, false],
      [false, true],
      [true, true],
    ] as const) {
      const { kept, added, movedBy, worst } = measureFidelity(mirrored(wall(), across, down), mirrored(result, across, down))
      expect([kept, added, movedBy, worst.score]).toEqual([first.kept, first.added, first.movedBy, first.worst.score])
      expect(worst.x).toBeCloseTo(across ? 321 - first.worst.x : first.worst.x)
      expect(worst.y).toBeCloseTo(down ? 223 - first.worst.y : first.worst.y)
    }
  })

  test('says the same of a negative, and of swapped channels', () => {
    const result = wall((box, index) => (index === 3 ? undefined : box), repainted)
    const first = measureFidelity(wall(), result)
    const negative = measureFidelity(
      wall(),
      pixelwise(result, (value) => 255 - value),
    )
    expect([negative.kept, negative.added, negative.movedBy]).toEqual([first.kept, first.added, first.movedBy])
  })

  test('hears nothing in a change of contrast', () => {
    const result = wall((box, index) => (index === 3 ? undefined : box), repainted)
    const first = measureFidelity(wall(), result)
    const weak = measureFidelity(
      wall(),
      pixelwise(result, (value) => 90 + 0.4 * value),
    )
    expect(weak.kept).toBeCloseTo(first.kept, 2)
    expect(weak.movedBy).toBeCloseTo(first.movedBy, 1)
  })

  test.each<readonly [string, (amount: number) => (box: Box, index: number) => Box | undefined]>([
    ['more windows are gone', (amount) => (box, index) => (index < amount ? undefined : box)],
    ['a window moves farther', (amount) => (box, index) => (index === 5 ? { ...box, x: box.x + 4 * amount } : box)],
    ['a window is drawn larger', (amount) => (box, index) => (index === 5 ? { ...box, width: box.width + 4 * amount } : box)],
    ['the whole moves farther', (amount) => (box) => ({ ...box, x: box.x + amount })],
  ])('never praises what is worse: %s', (_, change) => {
    const scores = [0, 1, 2, 3, 4].map((amount) => measureFidelity(wall(), wall(change(amount), repainted)))
    scores.slice(1).forEach((one, i) => {
      // A line that moves from one cell of the map to the next changes the map a little.
      expect(one.worst.score).toBeGreaterThanOrEqual((scores[i]?.worst.score ?? 0) * 0.94)
      expect(one.kept).toBeLessThanOrEqual((scores[0]?.kept ?? 0) + 1e-9)
    })
    expect(scores[4]?.worst.score).toBeGreaterThan((scores[0]?.worst.score ?? 0) + 1)
  })

  test('sees a new thing, and where', () => {
    const thing = { x: 228, y: 78, width: 9, height: 50, color: [200, 40, 40] }
    const result = wall(undefined, repainted)
    const more = drawn(321, 223, [64, 86, 107], [])
    more.data.set(result.data)
    for (let y = thing.y; y < thing.y + thing.height; y++)
      for (let x = thing.x; x < thing.x + thing.width; x++) more.data.set([...thing.color, 255], 4 * (y * 321 + x))
    const [before, after] = [measureFidelity(wall(), result), measureFidelity(wall(), more)]
    expect(after.added).toBeGreaterThan(before.added)
    expect(Math.abs(after.worst.x - 232)).toBeLessThan(40)
    expect(Math.abs(after.worst.y - 103)).toBeLessThan(50)
  })

  test('sees a new thing of strokes, in a look that draws with them', () => {
    const [ink, paper] = [
      [30, 30, 40],
      [240, 238, 230],
    ]
    const outlined = (box: Box): readonly Box[] => [
      { ...box, color: ink },
      { ...box, x: box.x + 2, y: box.y + 2, width: box.width - 4, height: box.height - 4, color: paper },
    ]
    const windows: Box[] = []
    wall((box) => void windows.push(box))
    const thing = { x: 228, y: 70, width: 20, height: 70, color: ink }
    const [before, after] = [windows, [...windows, thing]].map((all) =>
      measureFidelity(wall(), drawn(321, 223, paper, all.flatMap(outlined))),
    )
    expect(after?.worst.score).toBeGreaterThan((before?.worst.score ?? 9) + 3.8)
    expect(Math.hypot((after?.worst.x ?? 0) - 238, (after?.worst.y ?? 0) - 105)).toBeLessThan(40)
  })

  test('sees a window that lies two pixels off, which no single line of it can be sure of', () => {
    const result = wall((box, index) => (index === 6 ? { ...box, x: box.x + 1.4, y: box.y + 1.4 } : box), repainted)
    const { worst } = measureFidelity(wall(), result)
    expect(worst.score).toBeGreaterThan(1)
    expect(Math.hypot(worst.x - 192, worst.y - 105)).toBeLessThan(40)
  })

  test('counts nothing where nothing counts', () => {
    const result = wall((box, index) => (index === 6 ? undefined : box), repainted)
    const ignored = new Uint8Array(321 * 223)
    for (let y = 80; y < 135; y++) ignored.fill(1, y * 321 + 160, y * 321 + 220)
    const all = measureFidelity(wall(), wall(undefined, repainted))
    expect(measureFidelity(wall(), result, { ignored }).kept).toBeCloseTo(all.kept, 2)
    expect(measureFidelity(wall(), result, { ignored: ignored.fill(1) })).toMatchObject({ kept: 1, added: 0, movedBy: 0 })
  })

  test('tells what is too dark to tell', () => {
    const black = drawn(321, 223, [0, 0, 0], [])
    expect(measureFidelity(wall(), black)).toMatchObject({ unseen: 1, worst: { score: 0 } })
    expect(measureFidelity(black, black)).toMatchObject({ kept: 1, added: 0, movedBy: 0 })
  })

  test.each([
    [1, 1],
    [1, 40],
    [3, 2],
    [7, 5],
    [53, 9],
  ])('takes a picture of %i × %i', (width, height) => {
    const one = drawn(width, height, [200, 10, 30], [{ x: 0, y: 0, width: width / 2, height, color: [0, 90, 9] }])
    const other = drawn(width, height, [9, 10, 130], [])
    const { kept, heat } = measureFidelity(one, other)
    expect(Number.isFinite(kept)).toBe(true)
    expect(heat.cells).toHaveLength(heat.columns * heat.rows)
  })

  test('refuses pictures of two sizes', () => {
    expect(() => measureFidelity(drawn(4, 4, [0, 0, 0], []), drawn(5, 4, [0, 0, 0], []))).toThrow('differ in size')
  })
})
