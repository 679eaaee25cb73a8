// A source of which nothing can stay live, whatever was chosen: its copies cannot be made, or would look other than it.

import type { Whole } from '../../core/live/live.ts'

/** Thrown while copies are made. */
export class NotLiftable extends Error {
  // Declared only: esbuild would give a class field a helper in es2017.
  declare readonly whole: Whole

  constructor(whole: Whole) {
    super(whole.kind === 'font' ? `the font ${whole.name} cannot be had` : 'a variable mode cannot be carried over')
    this.whole = whole
  }
}
