// Solves a small system of linear equations.

/** Gaussian elimination with partial pivoting. Each row ends with its right-hand side; the rows are modified. */
export function solve(rows: Float64Array[]): Float64Array {
  const size = rows.length
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0
  for (let i = 0; i < size; i++) {
    let pivot = i
    for (let row = i + 1; row < size; row++) if (Math.abs(at(row, i)) > Math.abs(at(pivot, i))) pivot = row
    const [one, other] = [rows[i], rows[pivot]]
    if (one === undefined || other === undefined) break
    rows[i] = other
    rows[pivot] = one
    for (let row = i + 1; row < size; row++) {
      const target = rows[row]
      const factor = at(row, i) / at(i, i)
      if (target !== undefined) for (let column = i; column <= size; column++) target[column] = at(row, column) - factor * at(i, column)
    }
  }
  const found = new Float64Array(size)
  for (let i = size - 1; i >= 0; i--) {
    let sum = at(i, size)
    for (let column = i + 1; column < size; column++) sum -= at(i, column) * (found[column] ?? 0)
    found[i] = sum / at(i, i)
  }
  return found
}
