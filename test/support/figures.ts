// Measurements of a picture, as the program itself would write them.

import type { Figures } from '../../src/core/fidelity/figures.ts'
import { identity } from '../../src/core/fidelity/whole.ts'

export function someFigures(changes: Partial<Figures> = {}): Figures {
  return {
    version: 1,
    kept: 0.93,
    added: 0.02,
    unseen: 0,
    whole: identity,
    movedBy: 0,
    worst: { x: 0.5, y: 0.5, score: 0 },
    heat: { columns: 2, rows: 2, cells: '0192' },
    isPutBack: false,
    ...changes,
  }
}
