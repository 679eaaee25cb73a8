// The default size of the plugin's window, the height of its title bar, and the limits that Figma and the layout set for a stored one.

import type { Size } from '../base/geometry.ts'
import { readNumber, readRecord } from '../base/read.ts'

/** In screen px. Figma draws it above the window, and it does not count as part of the window's size. */
export const titleBarHeight = 40

export const defaultSize: Size = { width: 360, height: 680 }

export function readWindowSize(stored: unknown): Size {
  const { width, height } = readRecord(stored)
  return { width: readNumber(width, defaultSize.width, 300, 900), height: readNumber(height, defaultSize.height, 420, 1200) }
}
