// Computes where the view of the canvas has to move so that something is fully visible beside the plugin's window.

import { overlaps } from '../base/box.ts'
import { type Box, type Point, type Size, bottom, right } from '../base/geometry.ts'

export type View = { readonly center: Point; readonly zoom: number }

/** `bounds` and `window` in page coordinates; `window` is null where the position of the plugin's window is unknown. */
export type Sight = View & { readonly bounds: Box; readonly window: Box | null }

/** Space around what is shown, in screen px; leaves room for Figma's frame titles. */
const margin = 40

/** Below this zoom a picture is too small to see; then only the new pictures are shown, without their sources. */
const smallestZoom = 0.08

function holds(outer: Box, inner: Box): boolean {
  return inner.x >= outer.x && inner.y >= outer.y && right(inner) <= right(outer) && bottom(inner) <= bottom(outer)
}

export function isSeen({ bounds, window }: Pick<Sight, 'bounds' | 'window'>, box: Box): boolean {
  return holds(bounds, box) && (window === null || !overlaps(window, box))
}

/** The parts of the view that the window leaves free: left and right of it at full height, above and below it at full width. */
function freeParts({ bounds, window }: Sight): readonly Box[] {
  if (window === null || !overlaps(window, bounds)) return [bounds]
  const parts: readonly Box[] = [
    { ...bounds, width: window.x - bounds.x },
    { ...bounds, x: right(window), width: right(bounds) - right(window) },
    { ...bounds, height: window.y - bounds.y },
    { ...bounds, y: bottom(window), height: bottom(bounds) - bottom(window) },
  ]
  const free = parts.filter(({ width, height }) => width > 0 && height > 0)
  return free.length === 0 ? [bounds] : free
}

/** The largest zoom, limited to `most`, at which a box fits into a part of the screen. */
function zoomFor(part: Size, box: Size, zoom: number, most: number): number {
  const fit = (room: number, length: number): number => Math.max(1, room * zoom - 2 * margin) / Math.max(1, length)
  return Math.min(most, fit(part.width, box.width), fit(part.height, box.height))
}

/** The view that centres the box in the part that shows it largest. */
function viewFor(sight: Sight, box: Box, most = sight.zoom): View {
  let best = { part: sight.bounds, zoom: 0 }
  for (const part of freeParts(sight)) {
    const zoom = zoomFor(part, box, sight.zoom, most)
    if (zoom > best.zoom) best = { part, zoom }
  }
  const { part, zoom } = best
  // The distance of that part's centre from the centre of the screen, in page coordinates at the new zoom.
  const shift = (middle: number, center: number): number => ((middle - center) * sight.zoom) / zoom
  return {
    zoom,
    center: {
      x: box.x + box.width / 2 - shift(part.x + part.width / 2, sight.center.x),
      y: box.y + box.height / 2 - shift(part.y + part.height / 2, sight.center.y),
    },
  }
}

/**
 * Null when all `boxes` are fully visible already.
 * @param whole the box around `boxes` and their sources, which are shown as well where there is room
 * @param around the box around `boxes` alone
 */
export function viewThatShows(sight: Sight, boxes: readonly Box[], whole: Box, around: Box): View | null {
  if (boxes.every((box) => isSeen(sight, box))) return null
  const view = viewFor(sight, whole)
  return view.zoom >= smallestZoom ? view : viewFor(sight, around)
}

/** In screen px; a smaller picture is too small to make out. */
const seenSide = 240

/** The view for something that the user asked to see, large enough to look at. Null when it already is. */
export function viewCloseTo(sight: Sight, box: Box): View | null {
  if (isSeen(sight, box) && Math.max(box.width, box.height) * sight.zoom >= seenSide) return null
  return viewFor(sight, box, Math.max(1, sight.zoom))
}
