// Divides the source into the areas between its lines. An area is assumed to have one material, so the same texture is usual everywhere in it.

/** Side in px of the squares that are assigned to areas. */
export const square = 4

export type Regions = {
  readonly columns: number
  readonly rows: number
  /** For each square the number of its area; 0 where a line runs. */
  readonly area: Int32Array
  readonly count: number
}

/** @param lines pixels on lines */
export function regionsOf(lines: Int32Array, width: number, height: number): Regions {
  const [columns, rows] = [Math.ceil(width / square), Math.ceil(height / square)]
  const area = new Int32Array(columns * rows).fill(-1)
  for (const at of lines) area[Math.floor(Math.floor(at / width) / square) * columns + Math.floor((at % width) / square)] = 0
  let areas = 0
  const open: number[] = []
  for (let seed = 0; seed < area.length; seed++) {
    if (area[seed] !== -1) continue
    area[seed] = ++areas
    open.push(seed)
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const column = at % columns
      if (column > 0) visit(at - 1)
      if (column + 1 < columns) visit(at + 1)
      if (at >= columns) visit(at - columns)
      if (at + columns < area.length) visit(at + columns)
    }
  }
  function visit(at: number): void {
    if (area[at] !== -1) return
    area[at] = areas
    open.push(at)
  }
  return { columns, rows, area, count: areas + 1 }
}

export function areaAt({ columns, rows, area }: Regions, x: number, y: number): number {
  const column = Math.min(columns - 1, Math.max(0, Math.floor(x / square)))
  return area[Math.min(rows - 1, Math.max(0, Math.floor(y / square))) * columns + column] ?? 0
}
