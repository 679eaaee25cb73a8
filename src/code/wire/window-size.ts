// How large the plugin's window is: Figma tells where it is, not that.

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
