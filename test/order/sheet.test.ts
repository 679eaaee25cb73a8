import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Box, bottom, right } from '../../src/core/base/geometry.ts'
import { headingSize, layOutSheet } from '../../src/core/order/sheet.ts'
import { runs } from '../support/runs.ts'

const side = fc.integer({ min: 1, max: 3000 })
const size = fc.record({ width: side, height: side })
const head = fc.record({ width: fc.integer({ min: 0, max: 900 }), height: fc.integer({ min: 0, max: 120 }) })

function overlap(a: Box, b: Box): boolean {
  return a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a)
}

describe('a contact sheet', () => {
  it('lets nothing overlap, neither pictures nor headings, and holds them all', () => {
    fc.assert(
      fc.property(
        fc.array(head, { minLength: 1, maxLength: 5 }),
        fc.array(head, { minLength: 1, maxLength: 5 }),
        fc.array(size, { minLength: 25, maxLength: 25 }),
        (rowHeads, columnHeads, sizes) => {
          const cells = rowHeads.flatMap((_, row) =>
            columnHeads.map((__, column) => ({ row, column, size: sizes[row * 5 + column] ?? { width: 1, height: 1 } })),
          )
          const plan = layOutSheet(cells, rowHeads, columnHeads)
          const boxes: Box[] = [
            ...plan.cells.map((at, index) => ({ ...at, ...(cells[index]?.size ?? { width: 0, height: 0 }) })),
            ...plan.rowHeads.map((at, index) => ({ ...at, ...(rowHeads[index] ?? { width: 0, height: 0 }) })),
            ...plan.columnHeads.map((at, index) => ({ ...at, ...(columnHeads[index] ?? { width: 0, height: 0 }) })),
          ].filter(({ width, height }) => width > 0 && height > 0)
          boxes.forEach((box, index) => {
            expect(box.x >= 0 && box.y >= 0 && right(box) <= plan.size.width && bottom(box) <= plan.size.height).toBe(true)
            for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false)
          })
        },
      ),
      runs(),
    )
  })

  it.each([
    ['one screen', 1, 1, 'Dusk'],
    ['a row of seven', 1, 7, 'Golden hour'],
    ['four rows of three', 4, 3, 'Noon'],
  ])('has headings that can be read where %s is in view, free of the names over its pictures', (_, rows, columns, longest) => {
    const size = { width: 1440, height: 1024 }
    const cells = Array.from({ length: rows * columns }, (__, nth) => ({ row: Math.floor(nth / columns), column: nth % columns, size }))
    const letters = headingSize(cells, [longest])
    const heads = (count: number) =>
      Array.from({ length: count }, () => ({ width: 0.55 * letters * longest.length, height: 1.2 * letters }))
    const plan = layOutSheet(cells, heads(rows), heads(columns))
    const zoom = Math.min(1, 960 / plan.size.width, 660 / plan.size.height)
    expect(letters).toBeGreaterThanOrEqual(0.04 * size.height)
    expect(letters * zoom).toBeGreaterThanOrEqual(9.5)
    expect(heads(1)[0]?.width).toBeLessThanOrEqual(size.width)
    const [head, first] = [plan.columnHeads[0], plan.cells[0]]
    expect(((first?.y ?? 0) - (head?.y ?? 0) - 1.2 * letters) * zoom).toBeGreaterThanOrEqual(20)
  })

  it('keeps each picture in the line of its headings', () => {
    const cells = [0, 1].flatMap((row) => [0, 1, 2].map((column) => ({ row, column, size: { width: 400, height: 300 } })))
    const plan = layOutSheet(
      cells,
      [80, 120].map((width) => ({ width, height: 20 })),
      [60, 60, 60].map((width) => ({ width, height: 20 })),
    )
    expect(plan.cells.map(({ y }) => y)).toEqual(cells.map(({ row }) => plan.rowHeads[row]?.y))
    expect(plan.cells.map(({ x }) => x)).toEqual(cells.map(({ column }) => plan.columnHeads[column]?.x))
  })
})
