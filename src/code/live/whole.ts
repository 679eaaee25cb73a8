// The error for a source whose layers cannot stay live, because its copies cannot be made or would look different.

import type { Whole } from '../../core/live/live.ts'

/** Thrown while copies are made. */
export class NotLiftable extends Error {
  // Only declared: esbuild would compile a real class field to a helper function in es2017.
  declare readonly whole: Whole

  constructor(whole: Whole) {
    super(whole.kind === 'font' ? `the font ${whole.name} cannot be had` : 'a variable mode cannot be carried over')
    this.whole = whole
  }
}
