// The measured figures of a result, as stored in its recipe, where everybody in the file can see them (DESIGN §11).

import type { Size } from '../base/geometry.ts'
import { isRecord, readJson, readNumber, readRecord, readString } from '../base/read.ts'
import type { Fidelity } from './fidelity.ts'
import type { Whole } from './whole.ts'

export type Figures = {
  readonly version: 1
  /** Shares of the source's lines, 0 to 1. */
  readonly kept: number
  readonly added: number
  readonly unseen: number
  /** How the whole picture was reframed: canvas px, scale, radians. */
  readonly whole: Whole
  /** The largest displacement of a corner, in canvas px. */
  readonly movedBy: number
  /** Position as shares of width and height, and how much the place stands out. */
  readonly worst: { readonly x: number; readonly y: number; readonly score: number }
  /** One digit per cell, row by row; 9 is the worst. */
  readonly heat: { readonly columns: number; readonly rows: number; readonly cells: string }
  /** Whether the picture was laid back onto the lines of its source. */
  readonly isPutBack: boolean
}

/**
 * Null where all lines are new: a source without lines has no share of lines kept.
 * @param measured the size at which it was measured; `source` is its size on the canvas, both in px
 */
export function figuresOf({ kept, added, unseen, whole, movedBy, worst, heat }: Fidelity, measured: Size, source: Size): Figures | null {
  if (added === 1) return null
  const scale = source.width / measured.width
  return {
    version: 1,
    kept,
    added,
    unseen,
    whole: { ...whole, dx: whole.dx * scale, dy: whole.dy * scale },
    movedBy: movedBy * scale,
    worst: { x: worst.x / measured.width, y: worst.y / measured.height, score: worst.score },
    heat: {
      columns: heat.columns,
      rows: heat.rows,
      cells: Array.from(heat.cells, (cell) => Math.round(9 * Math.min(1, Math.max(0, cell)))).join(''),
    },
    isPutBack: false,
  }
}

function readShare(value: unknown): number {
  return readNumber(value, 0, 0, 1)
}

function readHeat(value: unknown): Figures['heat'] {
  const { columns, rows, cells } = readRecord(value)
  const heat = { columns: readNumber(columns, 0, 0, 400), rows: readNumber(rows, 0, 0, 400), cells: readString(cells) }
  return /^\d*$/.test(heat.cells) && heat.cells.length === heat.columns * heat.rows ? heat : { columns: 0, rows: 0, cells: '' }
}

/** Null where nothing was measured, or by a later version. */
export function readFigures(value: unknown): Figures | null {
  if (!isRecord(value) || value.version !== 1 || typeof value.kept !== 'number') return null
  const whole = readRecord(value.whole)
  const worst = readRecord(value.worst)
  return {
    version: 1,
    kept: readShare(value.kept),
    added: readShare(value.added),
    unseen: readShare(value.unseen),
    whole: { dx: readNumber(whole.dx, 0), dy: readNumber(whole.dy, 0), scale: readNumber(whole.scale, 1), turn: readNumber(whole.turn, 0) },
    movedBy: readNumber(value.movedBy, 0, 0),
    worst: { x: readShare(worst.x), y: readShare(worst.y), score: readNumber(worst.score, 0, 0) },
    heat: readHeat(value.heat),
    isPutBack: value.isPutBack === true,
  }
}

/** The figures in a stored recipe text. */
export function figuresIn(recipe: string): Figures | null {
  return readFigures(readRecord(readJson(recipe)).fidelity)
}
