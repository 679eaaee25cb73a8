// The cells of the heat map, and the windows around them.

type Cells = { readonly width: number; readonly height: number; readonly columns: number; readonly rows: number }

export type Grid = Cells & {
  /** The window around each cell. */
  readonly windows: readonly Window[]
}

/** Approximate side of a cell, in px. */
const cellSize = 25

export function gridOf(width: number, height: number): Grid {
  const cells = { width, height, columns: Math.max(1, Math.ceil(width / cellSize)), rows: Math.max(1, Math.ceil(height / cellSize)) }
  return { ...cells, windows: Array.from({ length: cells.columns * cells.rows }, (_, cell) => windowOf(cells, cell)) }
}

export function cellAt({ width, height, columns, rows }: Grid, x: number, y: number): number {
  const column = Math.min(columns - 1, Math.floor((x * columns) / width))
  return Math.min(rows - 1, Math.floor((y * rows) / height)) * columns + column
}

export function middleOf({ width, height, columns, rows }: Grid, cell: number): { readonly x: number; readonly y: number } {
  return { x: (((cell % columns) + 0.5) * width) / columns, y: ((Math.floor(cell / columns) + 0.5) * height) / rows }
}

/** Neighbouring cells count for a cell too, but less. */
const besideShare = 0.6

/** The weight of a cell in another's window, by its distance in cells along the longer axis. The outermost cells have no weight. */
const shares = [1, besideShare, 0]

/** The cells around a cell, up to two to each side, and their weights in its window. */
export type Window = { readonly cells: readonly number[]; readonly shares: readonly number[] }

function windowOf({ columns, rows }: Cells, cell: number): Window {
  const [column, row] = [cell % columns, Math.floor(cell / columns)]
  const [cells, parts]: [number[], number[]] = [[], []]
  for (let y = Math.max(0, row - 2); y <= Math.min(rows - 1, row + 2); y++)
    for (let x = Math.max(0, column - 2); x <= Math.min(columns - 1, column + 2); x++) {
      cells.push(y * columns + x)
      parts.push(shares[Math.max(Math.abs(x - column), Math.abs(y - row))] ?? 0)
    }
  return { cells, shares: parts }
}
