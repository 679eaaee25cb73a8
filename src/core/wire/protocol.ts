// Across the wire: what the window asks about itself.

import type { Size } from '../base/geometry.ts'

/** What the iframe may ask of the sandbox. */
export type WireApi = {
  openUrl(url: string): void
  resize(size: Size): void
  /** As large as this, as far as the canvas has room; the size from before comes back by `shrink`. */
  grow(size: Size): void
  shrink(): void
}
