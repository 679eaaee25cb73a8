// Keeps the size of the plugin's window: Figma reports its position, but not its size.

import type { Size } from '../../core/base/geometry.ts'
import { defaultSize } from '../../core/wire/window-size.ts'

export type WindowSize = { get(): Size; set(size: Size): void }

export function makeWindowSize(): WindowSize {
  let size = defaultSize
  return {
    get: () => size,
    set: (now) => {
      size = now
    },
  }
}
