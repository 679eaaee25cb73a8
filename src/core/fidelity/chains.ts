// Links edge points to chains along lines.

import { type Edges } from './edges.ts'

/** Chain c consists of the points `order[starts[c]]` to `order[starts[c + 1] - 1]`, from one end to the other. */
export type Chains = { readonly order: Int32Array; readonly starts: readonly number[] }

/** In px; a shorter chain says nothing about a line. */
const shortest = 6

/** The next point along a line among the eight neighbours: it lies ahead and has a similar normal. */
function nextOf(edges: Edges, width: number, taken: Uint8Array, from: number, ahead: number): number {
  const { at, nx, ny } = edges
  const [ax, ay] = [nx[from] ?? 0, ny[from] ?? 0]
  const home = edges.pixel[from] ?? 0
  let [best, next] = [0.9, -1]
  for (let dy = -1; dy <= 1; dy++)
    for (let dx = -1; dx <= 1; dx++) {
      const to = (at[home + dy * width + dx] ?? 0) - 1
      if (to < 0 || taken[to] === 1) continue
      const along = (dy * ax - dx * ay) * ahead
      if (along <= 0.3) continue
      const turn = Math.abs(ax * (nx[to] ?? 0) + ay * (ny[to] ?? 0))
      if (turn < 0.7) continue
      const score = turn + along / (dx !== 0 && dy !== 0 ? Math.SQRT2 : 1)
      if (score > best) [best, next] = [score, to]
    }
  return next
}

function walk(edges: Edges, width: number, taken: Uint8Array, from: number, direction: number, into: number[]): void {
  let [here, ahead] = [from, direction]
  for (;;) {
    const next = nextOf(edges, width, taken, here, ahead)
    if (next < 0) return
    const agree = (edges.nx[here] ?? 0) * (edges.nx[next] ?? 0) + (edges.ny[here] ?? 0) * (edges.ny[next] ?? 0)
    if (agree < 0) ahead = -ahead
    taken[next] = 1
    into.push(next)
    here = next
  }
}

/** Chains of points with a slope of at least `least`, each with at least one point of slope `strong`. */
export function chainsOf(edges: Edges, width: number, least: number, strong: number): Chains {
  const taken = new Uint8Array(edges.count)
  for (let i = 0; i < edges.count; i++) if ((edges.steep[i] ?? 0) < least) taken[i] = 1
  const order = new Int32Array(edges.count)
  const starts = [0]
  let end = 0
  for (let seed = 0; seed < edges.count; seed++) {
    if (taken[seed] === 1 || (edges.steep[seed] ?? 0) < strong) continue
    taken[seed] = 1
    const [back, forth]: [number[], number[]] = [[], []]
    walk(edges, width, taken, seed, -1, back)
    walk(edges, width, taken, seed, 1, forth)
    if (back.length + 1 + forth.length < shortest) continue
    for (let i = back.length - 1; i >= 0; i--) order[end++] = back[i] ?? 0
    order[end++] = seed
    for (const point of forth) order[end++] = point
    starts.push(end)
  }
  return { order: order.subarray(0, end), starts }
}
