// Cuts chains into fragments: short pieces of a line with one direction, each searched for separately.

import type { Chains } from './chains.ts'
import type { Edges } from './edges.ts'

export type Fragment = {
  /** Its centre. */
  readonly x: number
  readonly y: number
  /** The unit normal across it. */
  readonly nx: number
  readonly ny: number
  /** Length along the line, in px. */
  readonly length: number
  /** The mean slope of its points, in levels per pixel. */
  readonly steep: number
  /** Its weight: strong contours count more, but hairlines still count (fidelity §2). */
  readonly weight: number
  /** Its range of points in the order of the chains. */
  readonly from: number
  readonly to: number
  /** The previous and next fragment on the same line, where it continues in a similar direction; otherwise -1. */
  readonly before: number
  readonly after: number
}

/** In px. */
const usualLength = 16
const shortest = 4

/** The cosine of about 28°; a line that turns by more becomes another line. */
const sameDirection = 0.883

/** In levels per pixel; steeper lines do not count more. */
const strongFrom = 24

type Normals = { readonly nx: Float64Array; readonly ny: Float64Array }

/** Normals along a chain, oriented to the same side and averaged over three points. */
function alignedNormals(edges: Edges, { order }: Chains, from: number, to: number): Normals {
  const count = to - from
  const [rawX, rawY] = [new Float64Array(count), new Float64Array(count)]
  for (let i = 0; i < count; i++) {
    const point = order[from + i] ?? 0
    const [x, y] = [edges.nx[point] ?? 0, edges.ny[point] ?? 0]
    const sign = i > 0 && x * (rawX[i - 1] ?? 0) + y * (rawY[i - 1] ?? 0) < 0 ? -1 : 1
    rawX[i] = sign * x
    rawY[i] = sign * y
  }
  const [nx, ny] = [new Float64Array(count), new Float64Array(count)]
  for (let i = 0; i < count; i++) {
    const [a, b] = [Math.max(0, i - 1), Math.min(count - 1, i + 1)]
    const x = (rawX[a] ?? 0) + (rawX[i] ?? 0) + (rawX[b] ?? 0)
    const y = (rawY[a] ?? 0) + (rawY[i] ?? 0) + (rawY[b] ?? 0)
    const length = Math.sqrt(x * x + y * y) || 1
    nx[i] = x / length
    ny[i] = y / length
  }
  return { nx, ny }
}

/** Splits a chain where it turns: the starts of its straight sections, and its end. */
function sectionsOf({ nx, ny }: Normals): number[] {
  const cuts = [0]
  let [x, y] = [nx[0] ?? 0, ny[0] ?? 0]
  for (let i = 1; i < nx.length; i++) {
    const [hereX, hereY] = [nx[i] ?? 0, ny[i] ?? 0]
    if (x * hereX + y * hereY < sameDirection * Math.sqrt(x * x + y * y)) {
      cuts.push(i)
      x = y = 0
    }
    x += hereX
    y += hereY
  }
  cuts.push(nx.length)
  return cuts
}

function pieceOf(edges: Edges, { order }: Chains, normals: Normals, start: number, from: number, to: number): Fragment {
  let [x, y, nx, ny, steep] = [0, 0, 0, 0, 0]
  for (let i = from; i < to; i++) {
    const point = order[start + i] ?? 0
    x += edges.x[point] ?? 0
    y += edges.y[point] ?? 0
    steep += edges.steep[point] ?? 0
    nx += normals.nx[i] ?? 0
    ny += normals.ny[i] ?? 0
  }
  const count = to - from
  const size = Math.sqrt(nx * nx + ny * ny) || 1
  const [first, last] = [order[start + from] ?? 0, order[start + to - 1] ?? 0]
  const [dx, dy] = [(edges.x[last] ?? 0) - (edges.x[first] ?? 0), (edges.y[last] ?? 0) - (edges.y[first] ?? 0)]
  const length = Math.sqrt(dx * dx + dy * dy) * (count / Math.max(1, count - 1))
  const strength = Math.min(1, steep / count / strongFrom)
  return {
    x: x / count,
    y: y / count,
    nx: nx / size,
    ny: ny / size,
    length,
    steep: steep / count,
    weight: length * (0.35 + 0.65 * strength),
    from: start + from,
    to: start + to,
    before: -1,
    after: -1,
  }
}

export function fragmentsOf(edges: Edges, chains: Chains): readonly Fragment[] {
  const all: Fragment[] = []
  for (let c = 0; c + 1 < chains.starts.length; c++) {
    const [start, end] = [chains.starts[c] ?? 0, chains.starts[c + 1] ?? 0]
    const normals = alignedNormals(edges, chains, start, end)
    const cuts = sectionsOf(normals)
    for (let s = 0; s + 1 < cuts.length; s++) {
      const [from, to] = [cuts[s] ?? 0, cuts[s + 1] ?? 0]
      if (to - from < shortest) continue
      const parts = Math.max(1, Math.round((to - from) / usualLength))
      const first = all.length
      for (let part = 0; part < parts; part++) {
        const a = from + Math.round(((to - from) * part) / parts)
        const b = from + Math.round(((to - from) * (part + 1)) / parts)
        const piece = pieceOf(edges, chains, normals, start, a, b)
        all.push({ ...piece, before: part > 0 ? first + part - 1 : -1, after: part + 1 < parts ? first + part + 1 : -1 })
      }
    }
  }
  return all
}
