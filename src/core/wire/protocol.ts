// Protocol slice: the plugin window itself.

import type { Size } from '../base/geometry.ts'

/** Methods of the sandbox that the iframe can call. */
export type WireApi = {
  openUrl(url: string): void
  resize(size: Size): void
  /** Enlarges the window to this size, as far as the canvas has room; `shrink` restores the previous size. */
  grow(size: Size): void
  shrink(): void
}
