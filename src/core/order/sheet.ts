// A contact sheet: where its pictures and headings go. Sizes in canvas px, places from the sheet's upper left corner.

import type { Point, Size } from '../base/geometry.ts'
import { gap } from './placement.ts'

export type Cell = { readonly row: number; readonly column: number; readonly size: Size }

export type SheetPlan = {
  readonly size: Size
  /** In the order in which the cells came. */
  readonly cells: readonly Point[]
  readonly rowHeads: readonly Point[]
  readonly columnHeads: readonly Point[]
}

function most(numbers: readonly number[]): number {
  return Math.max(0, ...numbers)
}

/** Figma writes the name of each picture above it, at any zoom in the same size. */
const nameRoom = 2 * gap

/** Where each of these begins when they stand one behind the other. */
function starts(from: number, lengths: readonly number[], between: number): readonly number[] {
  return lengths.map((_, index) => lengths.slice(0, index).reduce((sum, length) => sum + length + between, from))
}

/**
 * @param rowHeads sizes of the headings, left of their rows; empty ones take no room
 * @param columnHeads sizes of the headings, above their columns
 */
export function layOutSheet(cells: readonly Cell[], rowHeads: readonly Size[], columnHeads: readonly Size[]): SheetPlan {
  const widths = columnHeads.map(({ width }, column) =>
    most([width, ...cells.filter((cell) => cell.column === column).map(({ size }) => size.width)]),
  )
  const heights = rowHeads.map(({ height }, row) =>
    most([height, ...cells.filter((cell) => cell.row === row).map(({ size }) => size.height)]),
  )
  const besides = most(rowHeads.map(({ width }) => width))
  const above = most(columnHeads.map(({ height }) => height))
  const xs = starts(gap + (besides > 0 ? besides + gap / 2 : 0), widths, gap)
  const ys = starts(gap + (above > 0 ? above + nameRoom : 0), heights, nameRoom)
  const [x, y] = [(column: number): number => xs[column] ?? gap, (row: number): number => ys[row] ?? gap]
  return {
    size: {
      width: x(widths.length - 1) + (widths[widths.length - 1] ?? 0) + gap,
      height: y(heights.length - 1) + (heights[heights.length - 1] ?? 0) + gap,
    },
    cells: cells.map(({ row, column }) => ({ x: x(column), y: y(row) })),
    rowHeads: rowHeads.map((_, row) => ({ x: gap, y: y(row) })),
    columnHeads: columnHeads.map(({ height }, column) => ({ x: x(column), y: gap + above - height })),
  }
}
