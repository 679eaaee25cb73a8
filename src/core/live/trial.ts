// Compares a small drawing of the source with one of its result from a model that changes nothing, before anything is sent. Layers that look
// different go into the picture.

import { overlaps } from '../base/box.ts'
import type { Box } from '../base/geometry.ts'
import type { Pixels } from '../picture/pixels.ts'
import type { NamedLayer } from '../selection/subject.ts'
import type { Role } from './part.ts'
import type { StuckLayer } from './stuck.ts'

/** `box`: what the layer renders to, in pixels of the trial. */
export type TrialLayer = NamedLayer & { readonly role: Role; readonly box: Box }

/** Two PNGs of the same size. */
export type LiveTrial = {
  readonly source: Uint8Array
  readonly laid: Uint8Array
  /** Inner layers before the layers that hold them. */
  readonly layers: readonly TrialLayer[]
}

/** In px. */
const cellSide = 8

/** Colour levels, averaged over a cell. Edges that are merely antialiased twice stay below this. */
const mostApart = 3

/** The average difference of two pictures in each cell, in colour levels, row by row from the top left. Transparency is drawn on white. */
function cellsApart(a: Pixels, b: Pixels): { readonly columns: number; readonly sums: Float32Array } {
  const columns = Math.ceil(a.width / cellSide)
  const sums = new Float32Array(columns * Math.ceil(a.height / cellSide))
  for (let y = 0; y < a.height; y++)
    for (let x = 0; x < a.width; x++) {
      const at = 4 * (y * a.width + x)
      const [alphaA, alphaB] = [a.rgba[at + 3] ?? 0, b.rgba[at + 3] ?? 0]
      let sum = 0
      for (let k = at; k < at + 3; k++) sum += Math.abs(((a.rgba[k] ?? 0) - 255) * alphaA - ((b.rgba[k] ?? 0) - 255) * alphaB)
      const cell = Math.floor(y / cellSide) * columns + Math.floor(x / cellSide)
      sums[cell] = (sums[cell] ?? 0) + sum / (3 * 255 * cellSide * cellSide)
    }
  return { columns, sums }
}

function differingCells(a: Pixels, b: Pixels): readonly Box[] {
  const { columns, sums } = cellsApart(a, b)
  const cells: Box[] = []
  sums.forEach((apart, cell) => {
    if (apart <= mostApart) return
    const [x, y] = [(cell % columns) * cellSide, Math.floor(cell / columns) * cellSide]
    cells.push({ x, y, width: cellSide, height: cellSide })
  })
  return cells
}

/**
 * The layers where two drawings of the same size differ: the live ones there; if there are none, a holder there; otherwise all live layers. A product
 * is reported, but stays live. Null when the drawings cannot be compared.
 */
export function stuckInTrial(source: Pixels, laid: Pixels, layers: readonly TrialLayer[]): readonly StuckLayer[] | null {
  if (source.width !== laid.width || source.height !== laid.height) return null
  const blamed = new Set<TrialLayer>()
  for (const cell of differingCells(source, laid)) {
    const there = layers.filter(({ box }) => overlaps(box, cell))
    const live = there.filter(({ role }) => role !== 'holds')
    const holder = there.find(({ role }) => role === 'holds')
    const guilty = live.length > 0 ? live : holder !== undefined ? [holder] : layers.filter(({ role }) => role === 'live')
    for (const layer of guilty) blamed.add(layer)
  }
  return [...blamed].map(({ id, name, role }) => ({ id, name, why: role === 'product' ? 'twice' : 'differs' }))
}
