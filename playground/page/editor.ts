// The editor: one host, one view on it, and the user's actions on both.

import type { Box, Host } from '../host/types.ts'
import { makeCanvas } from './canvas.ts'
import { type Editing, type EditorOptions, eyeOf, glide, hover, makeRoom, take, trace, turn, viewOf, viewOfAll, zoomBy } from './editing.ts'
import { type Tool, boxBetween, drawShape } from './drawing.ts'
import { type Hands, attachGestures } from './gestures.ts'
import { makeLayers } from './layers.ts'
import { makeOverlay } from './overlay.ts'
import { makePageTabs } from './page-tabs.ts'
import { relaunchButtonsOf } from './relaunch.ts'
import { makeTyping } from './typing.ts'
import { boxesOf, pageOf } from './tree.ts'
import { grown, panned, toPage, unionOf, visibleBox, zoomed } from './view.ts'

export type Editor = ReturnType<typeof makeEditor>

export function makeEditor(options: EditorOptions) {
  const { furniture, opened } = options
  const { stage } = furniture
  const editing: Editing = {
    options,
    canvas: makeCanvas(() => editing.host),
    overlay: makeOverlay(),
    layers: makeLayers({
      host: () => editing.host,
      page: () => editing.page,
      onSelect: (ids, isAdded) => editing.host.select(isAdded ? [...new Set([...editing.host.selection(), ...ids])] : ids),
      onHover: (id) => hover(editing, id),
    }),
    typing: makeTyping({ host: () => editing.host, view: () => editing.view, onEnd: () => stage.focus() }),
    tabs: makePageTabs(furniture.pages, (id) => openPage(editing, id)),
    host: opened.host,
    page: opened.page,
    view: { x: 0, y: 0, zoom: 1 },
    goal: { x: 0, y: 0, zoom: 1 },
    hovered: null,
    shift: { x: 0, y: 0 },
    tool: null,
    sketch: null,
    selected: '',
    glides: 0,
    stopListening: () => undefined,
  }
  attachGestures(stage, handsOf(editing))
  stage.append(editing.canvas.element, editing.overlay.element, editing.typing.element)
  furniture.panel.append(editing.layers.element)
  new ResizeObserver(() => editing.canvas.resize()).observe(stage)
  editing.canvas.resize()
  use(editing, opened.host, opened.page)
  return actionsOf(editing)
}

function actionsOf(editing: Editing) {
  return {
    host: () => editing.host,
    page: () => editing.page,
    use: (host: Host, page: string) => use(editing, host, page),
    openPage: (id: string) => openPage(editing, id),
    zoomBy: (factor: number) => zoomBy(editing, factor),
    /** Starts editing the selected text, if a single text is selected. */
    edit: () => {
      const [only, ...more] = editing.host.selection()
      if (only !== undefined && more.length === 0) editing.typing.begin(only)
    },
    take: (tool: Tool | null) => take(editing, tool),
    /** Puts the tool away, or clears the selection. */
    escape: () => (editing.tool === null ? editing.host.select([]) : take(editing, null)),
    fitAll: () => glide(editing, viewOfAll(editing)),
    fitSelection: () => glide(editing, viewOf(editing, unionOf(boxesOf(editing.host, editing.host.selection())))),
    makeRoom: () => makeRoom(editing),
    screenshot: (part?: Box, scale = 1): Promise<Uint8Array> => editing.host.screenshot(part ?? pictured(editing), scale),
    whenDrawn: () => editing.canvas.whenDrawn(),
  }
}

/** Everything on the page with a margin, or the visible part of an empty page. */
function pictured({ host, page, view, canvas }: Editing): Box {
  return grown(unionOf(boxesOf(host, host.children(page))) ?? visibleBox(view, canvas.size()), 40)
}

function handsOf(editing: Editing): Hands {
  return {
    pan: (dx, dy) => turn(editing, panned(editing.view, dx, dy)),
    zoom: (factor, anchor) => turn(editing, zoomed(editing.view, factor, anchor)),
    hit: (at, isDeep) => {
      const { x, y } = toPage(editing.view, at)
      return editing.host.hit(x, y, isDeep)
    },
    selection: () => editing.host.selection(),
    select: (ids) => editing.host.select(ids),
    hover: (id) => hover(editing, id),
    edit: (id) => editing.typing.begin(id),
    drag: (dx, dy) => {
      editing.shift = { x: dx / editing.view.zoom, y: dy / editing.view.zoom }
      trace(editing)
    },
    drop: (dx, dy) => {
      const { host, view } = editing
      editing.shift = { x: 0, y: 0 }
      for (const id of host.selection()) host.move(id, Math.round(dx / view.zoom), Math.round(dy / view.zoom))
      trace(editing)
    },
    isDrawing: () => editing.tool !== null,
    sketch: (from, to) => {
      editing.sketch = boxBetween(toPage(editing.view, from), toPage(editing.view, to))
      trace(editing)
    },
    draw: (stroke) => {
      const { tool, host, view } = editing
      take(editing, null)
      if (tool !== null && stroke !== null) void drawShape(host, tool, toPage(view, stroke.from), toPage(view, stroke.to))
    },
  }
}

/** Opens another document. */
function use(editing: Editing, host: Host, page: string): void {
  editing.typing.end()
  editing.stopListening()
  editing.host = host
  host.seeThrough(eyeOf(editing))
  editing.stopListening = host.onChange(() => hear(editing))
  editing.selected = host.selection().join()
  goTo(editing, page)
}

function openPage(editing: Editing, id: string): void {
  if (id === editing.page) return
  editing.host.openPage(id)
  goTo(editing, id)
}

function goTo(editing: Editing, id: string): void {
  editing.page = id
  editing.hovered = null
  editing.canvas.change(id)
  turn(editing, viewOfAll(editing))
  refresh(editing)
}

function refresh(editing: Editing): void {
  const { host, page, tabs, layers, options } = editing
  tabs(host.pages(), page)
  layers.draw()
  trace(editing)
  options.furniture.setRelaunch(relaunchButtonsOf(host, options.manifest))
}

/** Handles a change in the document. */
function hear(editing: Editing): void {
  const { host, page, canvas, options } = editing
  const [first] = host.selection()
  const selected = host.selection().join()
  const isSelectionNew = selected !== editing.selected
  editing.selected = selected
  // The host does not report its open page, but the selection is on it.
  const selectedPage = first === undefined ? page : (pageOf(host, first) ?? page)
  if (selectedPage !== page || host.glance(page) === null)
    return goTo(editing, host.glance(selectedPage) ? selectedPage : (host.pages()[0]?.id ?? page))
  canvas.change(page, !isSelectionNew)
  refresh(editing)
  options.onDocument()
}
