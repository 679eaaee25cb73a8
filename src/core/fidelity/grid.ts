// The cells of the heat map, and windows of them.

export type Grid = { readonly width: number; readonly height: number; readonly columns: number; readonly rows: number }

/** Pixels of a cell's side, about. */
const cellSize = 25

export function gridOf(width: number, height: number): Grid {
  return { width, height, columns: Math.max(1, Math.ceil(width / cellSize)), rows: Math.max(1, Math.ceil(height / cellSize)) }
}

export function cellAt({ width, height, columns, rows }: Grid, x: number, y: number): number {
  const column = Math.min(columns - 1, Math.floor((x * columns) / width))
  return Math.min(rows - 1, Math.floor((y * rows) / height)) * columns + column
}

export function middleOf({ width, height, columns, rows }: Grid, cell: number): { readonly x: number; readonly y: number } {
  return { x: (((cell % columns) + 0.5) * width) / columns, y: ((Math.floor(cell / columns) + 0.5) * height) / rows }
}

/** What lies beside a cell counts for it as well, but less. */
const besideShare = 0.6

/** Calls for each cell around, two to each side, with its share in the window; farther out it is 0. */
export function around({ columns, rows }: Grid, cell: number, visit: (other: number, share: number) => void): void {
  const [column, row] = [cell % columns, Math.floor(cell / columns)]
  for (let y = Math.max(0, row - 2); y <= Math.min(rows - 1, row + 2); y++)
    for (let x = Math.max(0, column - 2); x <= Math.min(columns - 1, column + 2); x++) {
      const far = Math.max(Math.abs(x - column), Math.abs(y - row))
      visit(y * columns + x, far === 0 ? 1 : far === 1 ? besideShare : 0)
    }
}

/** Sums by a key, such as the kind of a line or an area of the source. */
export type Sums = Map<number, number>

export function addTo(sums: Sums, key: number, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value)
}
