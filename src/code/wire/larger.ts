// Enlarges the window for a while and keeps it within the canvas: at the right edge it moves to the left.

import type { Point, Size } from '../../core/base/geometry.ts'
import type { WireApi } from '../../core/wire/protocol.ts'
import { titleBarHeight } from '../../core/wire/window-size.ts'
import { type Figma, attempt } from '../base/figma.ts'
import type { WindowSize } from './window-size.ts'

/** Space to leave around the window, in screen px. */
const margin = 12

export function makeLarger(figma: Figma, windowSize: WindowSize): Pick<WireApi, 'grow' | 'shrink'> {
  let before: { readonly size: Size; readonly at: Point | null } | null = null

  const resize = ({ width, height }: Size): void => {
    figma.ui.resize(width, height)
    windowSize.set({ width, height })
  }
  const moveTo = ({ x, y }: Point): void => attempt(() => figma.ui.reposition(x, y))

  return {
    grow: ({ width, height }) => {
      const size = windowSize.get()
      before ??= { size, at: null }
      const at = attempt(() => figma.ui.getPosition().canvasSpace)
      if (at === undefined) return resize({ width, height })
      const { bounds, zoom } = figma.viewport
      const roomRight = (bounds.x + bounds.width - at.x) * zoom - margin
      const roomBelow = (bounds.y + bounds.height - at.y) * zoom - margin - titleBarHeight
      const shift = Math.max(0, Math.min(width - roomRight, (at.x - bounds.x) * zoom - margin))
      // In an editor that cannot move windows, it grows only as far as there is room.
      const canMove = shift > 0 && 'reposition' in figma.ui
      if (canMove) {
        before = { ...before, at: before.at ?? at }
        moveTo({ x: at.x - shift / zoom, y: at.y })
      }
      resize({
        width: Math.round(Math.min(width, Math.max(size.width, roomRight + (canMove ? shift : 0)))),
        height: Math.round(Math.min(height, Math.max(size.height, roomBelow))),
      })
    },
    shrink: () => {
      if (before === null) return
      resize(before.size)
      if (before.at !== null) moveTo(before.at)
      before = null
    },
  }
}
