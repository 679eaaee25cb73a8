// Which part of the canvas is looked at, and where the view has to go so that something is seen whole, beside the plugin's window.

import { overlaps } from '../base/box.ts'
import { type Box, type Point, type Size, bottom, right } from '../base/geometry.ts'

export type View = { readonly center: Point; readonly zoom: number }

/** `bounds` and `window` in page coordinates; `window` is null where nobody knows where the plugin's window is. */
export type Sight = View & { readonly bounds: Box; readonly window: Box | null }

/** Around what is shown, in screen px: room for the name that Figma writes over a frame. */
const margin = 40

/** Smaller, and nobody sees a picture: then only the new ones are shown, without what they were made from. */
const smallestZoom = 0.08

function holds(outer: Box, inner: Box): boolean {
  return inner.x >= outer.x && inner.y >= outer.y && right(inner) <= right(outer) && bottom(inner) <= bottom(outer)
}

export function isSeen({ bounds, window }: Pick<Sight, 'bounds' | 'window'>, box: Box): boolean {
  return holds(bounds, box) && (window === null || !overlaps(window, box))
}

/** What the window leaves of the view: left and right of it in full height, above and below it in full width. */
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

/** The largest zoom at which a box fits into a part of the screen, `most` at most. */
function zoomFor(part: Size, box: Size, zoom: number, most: number): number {
  const fit = (room: number, length: number): number => Math.max(1, room * zoom - 2 * margin) / Math.max(1, length)
  return Math.min(most, fit(part.width, box.width), fit(part.height, box.height))
}

/** The view in which the box lies in the middle of the part that shows it largest. */
function viewFor(sight: Sight, box: Box, most = sight.zoom): View {
  let best = { part: sight.bounds, zoom: 0 }
  for (const part of freeParts(sight)) {
    const zoom = zoomFor(part, box, sight.zoom, most)
    if (zoom > best.zoom) best = { part, zoom }
  }
  const { part, zoom } = best
  // How far the middle of that part is from the middle of the screen; on the page it is as many pixels at the new zoom.
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
 * Null when everything in `boxes` is seen whole already.
 * @param whole around the boxes and what they were made from, which is shown as well where there is room
 * @param around around the boxes alone
 */
export function viewThatShows(sight: Sight, boxes: readonly Box[], whole: Box, around: Box): View | null {
  if (boxes.every((box) => isSeen(sight, box))) return null
  const view = viewFor(sight, whole)
  return view.zoom >= smallestZoom ? view : viewFor(sight, around)
}

/** Smaller on the screen, in px, nobody sees what a picture shows. */
const seenSide = 240

/** For what a person asked to see: large enough to be looked at. Null when it is. */
export function viewCloseTo(sight: Sight, box: Box): View | null {
  if (isSeen(sight, box) && Math.max(box.width, box.height) * sight.zoom >= seenSide) return null
  return viewFor(sight, box, Math.max(1, sight.zoom))
}
