// The view of the page: the page point in the upper left corner, and the size of a unit. Pure functions.

import type { Box, Size } from '../host/types.ts'

export type Point = { readonly x: number; readonly y: number }
export type View = Point & { readonly zoom: number }
/** How much of the canvas is covered at each edge by panels and the plugin's window. */
export type Inset = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

export const minZoom = 0.02
export const maxZoom = 32

export function toPage(view: View, { x, y }: Point): Point {
  return { x: view.x + x / view.zoom, y: view.y + y / view.zoom }
}

export function toScreen(view: View, { x, y }: Point): Point {
  return { x: (x - view.x) * view.zoom, y: (y - view.y) * view.zoom }
}

export function boxOnScreen(view: View, box: Box): Box {
  return {
    ...toScreen(view, box),
    width: box.width * view.zoom,
    height: box.height * view.zoom,
  }
}

export function panned(view: View, dx: number, dy: number): View {
  return { ...view, x: view.x - dx / view.zoom, y: view.y - dy / view.zoom }
}

/** Keeps the page point under `anchor` where it is. */
export function zoomed(view: View, factor: number, anchor: Point): View {
  const zoom = Math.min(maxZoom, Math.max(minZoom, view.zoom * factor))
  const { x, y } = toPage(view, anchor)
  return { x: x - anchor.x / zoom, y: y - anchor.y / zoom, zoom }
}

/** The view in which a box fills the area that the insets leave free, enlarged at most `most` times. */
export function fitted(box: Box, canvas: Size, inset: Inset, most = 1): View {
  const width = Math.max(1, canvas.width - inset.left - inset.right)
  const height = Math.max(1, canvas.height - inset.top - inset.bottom)
  const zoom = Math.min(most, Math.max(minZoom, Math.min(width / Math.max(1, box.width), height / Math.max(1, box.height))))
  return {
    zoom,
    x: box.x + box.width / 2 - (inset.left + width / 2) / zoom,
    y: box.y + box.height / 2 - (inset.top + height / 2) / zoom,
  }
}

/** Whether a box lies completely in the area that the insets leave free. */
export function isInView(view: View, box: Box, canvas: Size, inset: Inset): boolean {
  const { x, y, width, height } = boxOnScreen(view, box)
  return x >= inset.left && y >= inset.top && x + width <= canvas.width - inset.right && y + height <= canvas.height - inset.bottom
}

export function visibleBox(view: View, { width, height }: Size): Box {
  return {
    x: view.x,
    y: view.y,
    width: width / view.zoom,
    height: height / view.zoom,
  }
}

export function unionOf(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  }
}

export function overlapOf(a: Box, b: Box): Box | null {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)]
  const [width, height] = [Math.min(a.x + a.width, b.x + b.width) - x, Math.min(a.y + a.height, b.y + b.height) - y]
  return width > 0 && height > 0 ? { x, y, width, height } : null
}

export function grown({ x, y, width, height }: Box, by: number): Box {
  return {
    x: x - by,
    y: y - by,
    width: width + 2 * by,
    height: height + 2 * by,
  }
}
