// The state of the editor, and how its view moves.

import type { Box, Eye, Host, Manifest, Size } from '../host/types.ts'
import type { Canvas } from './canvas.ts'
import type { Furniture } from './furniture.ts'
import type { makeLayers } from './layers.ts'
import type { makeOverlay } from './overlay.ts'
import type { makePageTabs } from './page-tabs.ts'
import type { Plugin } from './plugin.ts'
import type { Tool } from './drawing.ts'
import { boxesOf } from './tree.ts'
import type { Typing } from './typing.ts'
import { boxOnScreen, fitted, isInView, unionOf, zoomed, type Inset, type Point, type View } from './view.ts'

export type EditorOptions = {
  readonly furniture: Furniture
  readonly manifest: Manifest
  /** The initial document. */
  readonly opened: { readonly host: Host; readonly page: string }
  readonly plugin: Pick<Plugin, 'covers' | 'isRunning' | 'place'>
  onDocument(): void
}

export type Editing = {
  readonly options: EditorOptions
  readonly canvas: Canvas
  readonly overlay: ReturnType<typeof makeOverlay>
  readonly layers: ReturnType<typeof makeLayers>
  readonly typing: Typing
  readonly tabs: ReturnType<typeof makePageTabs>
  host: Host
  page: string
  view: View
  /** The view, or the one that it is moving to. */
  goal: View
  hovered: string | null
  /** How far the selection is being dragged, in page units. */
  shift: Point
  /** The tool for the next drag, and the box drawn so far. */
  tool: Tool | null
  sketch: Box | null
  selected: string
  /** Counts movements of the view, so that a glide ends when another begins. */
  glides: number
  stopListening(): void
}

export function trace({ overlay, typing, host, page, view, hovered, shift, sketch }: Editing): void {
  overlay.draw({ host, page, view, selection: host.selection(), hovered, shift, sketch })
  typing.follow()
}

/** Null is the pointer, which selects. */
export function take(editing: Editing, tool: Tool | null): void {
  editing.tool = tool
  editing.sketch = null
  editing.options.furniture.setTool(tool)
  trace(editing)
}

export function hover(editing: Editing, id: string | null): void {
  if (id === editing.hovered) return
  editing.hovered = id
  trace(editing)
}

function show(editing: Editing, view: View): void {
  editing.view = view
  editing.canvas.show(view)
  editing.options.furniture.setZoom(view.zoom)
  trace(editing)
}

export function turn(editing: Editing, view: View): void {
  editing.glides += 1
  editing.goal = view
  show(editing, view)
}

/** Moves there with a short animation, so that the eye can follow. */
export function glide(editing: Editing, to: View): void {
  const mine = ++editing.glides
  editing.goal = to
  const from = editing.view
  const startedAt = performance.now()
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return show(editing, to)
  const step = (now: number): void => {
    if (mine !== editing.glides) return
    const share = Math.min(1, Math.max(0, now - startedAt) / 220)
    const eased = 1 - (1 - share) ** 3
    const zoom = from.zoom * (to.zoom / from.zoom) ** eased
    const mix = (a: number, b: number): number => a + (b - a) * eased
    show(editing, share === 1 ? to : { zoom, x: mix(from.x, to.x), y: mix(from.y, to.y) })
    if (share < 1) requestAnimationFrame(step)
  }
  requestAnimationFrame(step)
}

/** The margins of the stage that panels and the plugin's window cover. */
export function insetOf({ options: { plugin, furniture } }: Editing): Inset {
  const cover = plugin.covers()
  const { left, right } = furniture.stage.getBoundingClientRect()
  // A window in the left half is not taken into account.
  const taken = cover && cover.left > (left + right) / 2 ? right - cover.left : 0
  return { left: 48, top: 56, right: Math.max(48, taken + 32), bottom: 64 }
}

export function viewOf(editing: Editing, box: Box | null, most?: number): View {
  return box ? fitted(box, editing.canvas.size(), insetOf(editing), most) : editing.view
}

export function viewOfAll(editing: Editing): View {
  return viewOf(editing, unionOf(boxesOf(editing.host, editing.host.children(editing.page))))
}

export function zoomBy(editing: Editing, factor: number): void {
  const { width, height } = editing.canvas.size()
  turn(editing, zoomed(editing.view, factor, { x: (width - insetOf(editing).right) / 2, y: height / 2 }))
}

/** Fits the whole page again if the plugin's window now covers some of it. */
export function makeRoom(editing: Editing): void {
  const { host, page, view, canvas } = editing
  const all = unionOf(boxesOf(host, host.children(page)))
  if (!all || boxOnScreen(view, all).width > canvas.size().width || isInView(view, all, canvas.size(), insetOf(editing))) return
  glide(editing, viewOfAll(editing))
}

/** The view of the document, as the plugin sees and moves it. */
export function eyeOf(editing: Editing): Eye {
  const size = (): Size => editing.canvas.size()
  return {
    read: () => {
      const { zoom } = editing.goal
      const cover = editing.options.plugin.covers()
      const { left, top } = editing.options.furniture.stage.getBoundingClientRect()
      const { width, height } = size()
      return {
        zoom,
        center: { x: editing.goal.x + width / 2 / zoom, y: editing.goal.y + height / 2 / zoom },
        size: { width, height },
        window: { x: (cover?.left ?? 0) - left, y: (cover?.top ?? 0) - top },
      }
    },
    place: ({ x, y }) => {
      const { left, top } = editing.options.furniture.stage.getBoundingClientRect()
      editing.options.plugin.place(x + left, y + top)
    },
    move: ({ x, y }, zoom) => glide(editing, { zoom, x: x - size().width / 2 / zoom, y: y - size().height / 2 / zoom }),
  }
}
