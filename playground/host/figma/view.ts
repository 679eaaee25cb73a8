// What a plugin can read of the view on the page, and how it moves it.

import { union } from '../document/affine.ts'
import { absoluteBox } from '../document/geometry.ts'
import { nodeOf } from '../document/scene.ts'
import type { Box, Eye, Seen } from '../types.ts'
import type { Desk } from './desk.ts'
import type { NodeRef } from './refs.ts'

type Point = Seen['center']
type Calls = Readonly<Record<string, (desk: Desk, args: readonly unknown[]) => unknown>>

/** A view without a viewer: a window of 1280 × 800 px with the plugin at its right edge. */
export function openEye(): Eye {
  let seen: Seen = { center: { x: 0, y: 0 }, zoom: 1, size: { width: 1280, height: 800 }, window: { x: 908, y: 12 } }
  return {
    read: () => seen,
    place: (window) => {
      seen = { ...seen, window }
    },
    move: (center, zoom) => {
      seen = { ...seen, center, zoom }
    },
  }
}

function boundsOf({ center, zoom, size }: Seen): Box {
  const [width, height] = [size.width / zoom, size.height / zoom]
  return { x: center.x - width / 2, y: center.y - height / 2, width, height }
}

function positionOf(desk: Desk): { windowSpace: Point; canvasSpace: Point } {
  if (!desk.isUiShown()) throw new Error('No UI available')
  const seen = desk.eye().read()
  const { x, y } = boundsOf(seen)
  return { windowSpace: { ...seen.window }, canvasSpace: { x: x + seen.window.x / seen.zoom, y: y + seen.window.y / seen.zoom } }
}

export const viewCalls: Calls = {
  get_center: (desk) => ({ ...desk.eye().read().center }),
  set_center: (desk, [center]) => desk.eye().move({ ...(center as Point) }, desk.eye().read().zoom),
  get_zoom: (desk) => desk.eye().read().zoom,
  set_zoom: (desk, [zoom]) => desk.eye().move(desk.eye().read().center, Number(zoom)),
  get_bounds: (desk) => boundsOf(desk.eye().read()),
  uiPosition: positionOf,
  moveUi: (desk, [x, y]) => {
    const seen = desk.eye().read()
    const bounds = boundsOf(seen)
    desk.eye().place({ x: (Number(x) - bounds.x) * seen.zoom, y: (Number(y) - bounds.y) * seen.zoom })
  },
  scrollAndZoomIntoView: (desk, [nodes]) => {
    const box = union((nodes as readonly NodeRef[]).map((ref) => absoluteBox(desk.scene, nodeOf(desk.scene, ref.id))))
    const { size } = desk.eye().read()
    if (!box) return
    desk
      .eye()
      .move(
        { x: box.x + box.width / 2, y: box.y + box.height / 2 },
        Math.min(1, size.width / (box.width + 80), size.height / (box.height + 80)),
      )
  },
}
