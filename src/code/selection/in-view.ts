// Brings what the plugin made fully into view, not hidden by the plugin's window. The view moves only when it must, and can be restored.

import { type Box, union } from '../../core/base/geometry.ts'
import { type Sight, type View, viewCloseTo, viewThatShows } from '../../core/selection/view.ts'
import { titleBarHeight } from '../../core/wire/window-size.ts'
import { type Figma, attempt } from '../base/figma.ts'
import type { WindowSize } from '../wire/window-size.ts'

export type InView = {
  /**
   * @param sources shown as well where there is room
   * @returns whether the view was moved
   */
  show(boxes: readonly Box[], sources: readonly Box[]): boolean
  /** Shows boxes that the user asked to see. */
  reveal(boxes: readonly Box[]): void
  /** Restores the view from before it was moved. */
  back(): void
}

export function makeInView(figma: Figma, windowSize: Pick<WindowSize, 'get'>): InView {
  let before: View | null = null

  /** Null where Figma does not report it: an editor that has no window position, or no window. */
  const windowBox = (zoom: number): Box | null => {
    const at = attempt(() => figma.ui.getPosition().canvasSpace)
    const { width, height } = windowSize.get()
    return at === undefined ? null : { x: at.x, y: at.y, width: width / zoom, height: (height + titleBarHeight) / zoom }
  }

  const sight = (): Sight => {
    const { bounds, center, zoom } = figma.viewport
    return { bounds, center, zoom, window: windowBox(zoom) }
  }

  const turn = ({ center, zoom }: View): void => {
    figma.viewport.zoom = zoom
    figma.viewport.center = center
  }

  const go = ({ center, zoom }: View, view: View | null): boolean => {
    if (view === null) return false
    before = { center, zoom }
    turn(view)
    return true
  }

  return {
    show: (boxes, sources) => {
      const [first, ...more] = boxes
      if (first === undefined) return false
      const around = more.reduce<Box>(union, first)
      const now = sight()
      return go(now, viewThatShows(now, boxes, sources.reduce<Box>(union, around), around))
    },
    reveal: (boxes) => {
      const [first, ...more] = boxes
      if (first === undefined) return
      const now = sight()
      go(now, viewCloseTo(now, more.reduce<Box>(union, first)))
    },
    back: () => {
      if (before !== null) turn(before)
      before = null
    },
  }
}
