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

/** What a sheet is looked at in, beside the plugin's window, and how high Figma's letters over a frame are, in screen px. */
const screen = { width: 960, height: 660, title: 16 }

function lengths(cells: readonly Cell[], of: (cell: Cell) => number, at: (cell: Cell) => number): readonly number[] {
  const longest = new Map<number, number>()
  for (const cell of cells) longest.set(at(cell), Math.max(longest.get(at(cell)) ?? 0, of(cell)))
  return [...longest.values()]
}

/** How long a px of the screen is on the canvas where all the pictures are in view. */
function screenPx(cells: readonly Cell[]): number {
  const across = lengths(
    cells,
    ({ size }) => size.width,
    ({ column }) => column,
  )
  const down = lengths(
    cells,
    ({ size }) => size.height,
    ({ row }) => row,
  )
  const whole = (all: readonly number[], between: number): number => all.reduce((sum, length) => sum + length + between, between)
  return Math.max(1, whole(across, gap) / screen.width, whole(down, 2 * gap) / screen.height)
}

function highest(cells: readonly Cell[]): number {
  return most(cells.map(({ size }) => size.height))
}

/**
 * The size of the letters of headings, in px: to be read where the whole sheet is in view, no wider than their columns, and never under
 * four hundredths of the highest picture.
 */
export function headingSize(cells: readonly Cell[], columns: readonly string[]): number {
  const height = highest(cells)
  const narrowest = Math.min(...cells.map(({ size }) => size.width))
  const fitting = narrowest / (0.6 * Math.max(1, ...columns.map((heading) => heading.length)))
  return Math.round(Math.max(16, 0.04 * height, Math.min(screen.title * screenPx(cells), 0.14 * height, fitting)))
}

/** Figma writes the name of each picture above it, at any zoom in the same size: twice that stays free. */
function nameRoomOver(cells: readonly Cell[]): number {
  return Math.max(2 * gap, Math.min(2 * screen.title * screenPx(cells), 0.35 * highest(cells)))
}

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
  const nameRoom = nameRoomOver(cells)
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
