// Computes the layout of a contact sheet: the places of its pictures and headings. Sizes in canvas px, relative to the sheet's upper left corner.

import type { Point, Size } from '../base/geometry.ts'
import { gap } from './placement.ts'

export type Cell = { readonly row: number; readonly column: number; readonly size: Size }

export type SheetPlan = {
  readonly size: Size
  /** In the order of the given cells. */
  readonly cells: readonly Point[]
  readonly rowHeads: readonly Point[]
  readonly columnHeads: readonly Point[]
}

function most(numbers: readonly number[]): number {
  return Math.max(0, ...numbers)
}

/** In screen px: the area in which a sheet is viewed, beside the plugin's window, and the height of Figma's frame titles. */
const screen = { width: 960, height: 660, title: 16 }

function lengths(cells: readonly Cell[], of: (cell: Cell) => number, at: (cell: Cell) => number): readonly number[] {
  const longest = new Map<number, number>()
  for (const cell of cells) longest.set(at(cell), Math.max(longest.get(at(cell)) ?? 0, of(cell)))
  return [...longest.values()]
}

/** The length of a screen px on the canvas when all pictures are in view. */
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
 * The font size of headings, in px: readable when the whole sheet is in view, not wider than their columns, and at least 4 % of the highest picture.
 */
export function headingSize(cells: readonly Cell[], columns: readonly string[]): number {
  const height = highest(cells)
  const narrowest = Math.min(...cells.map(({ size }) => size.width))
  const fitting = narrowest / (0.6 * Math.max(1, ...columns.map((heading) => heading.length)))
  return Math.round(Math.max(16, 0.04 * height, Math.min(screen.title * screenPx(cells), 0.14 * height, fitting)))
}

/** The space for Figma's frame titles, which appear above each picture at a constant size on screen. Twice that height is left free. */
function nameRoomOver(cells: readonly Cell[]): number {
  return Math.max(2 * gap, Math.min(2 * screen.title * screenPx(cells), 0.35 * highest(cells)))
}

/** The start of each length when they follow one another with a gap of `between`. */
function starts(from: number, lengths: readonly number[], between: number): readonly number[] {
  return lengths.map((_, index) => lengths.slice(0, index).reduce((sum, length) => sum + length + between, from))
}

/**
 * @param rowHeads sizes of the headings left of the rows; empty ones take no space
 * @param columnHeads sizes of the headings above the columns
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
