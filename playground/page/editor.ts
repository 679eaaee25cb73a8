// The editor: one host, one view on it, and what a person does with both.

import type { Box, Host, Manifest } from '../host/types.ts'
import { makeCanvas } from './canvas.ts'
import type { Furniture } from './furniture.ts'
import { attachGestures } from './gestures.ts'
import { makeLayers } from './layers.ts'
import { makeOverlay } from './overlay.ts'
import { makePageTabs } from './page-tabs.ts'
import { relaunchButtonsOf } from './relaunch.ts'
import { makeTyping } from './typing.ts'
import { boxesOf, pageOf, topLevelOf } from './tree.ts'
import { boxOnScreen, fitted, grown, isInView, panned, toPage, unionOf, visibleBox, zoomed, type Inset, type View } from './view.ts'

export type EditorOptions = {
  readonly furniture: Furniture
  readonly manifest: Manifest
  firstHost: Host
  firstPage: string
  covers(): DOMRect | null
  isRunning(): boolean
  onDocument(): void
}

export type Editor = ReturnType<typeof makeEditor>

export function makeEditor({ furniture, manifest, firstHost, firstPage, covers, isRunning, onDocument }: EditorOptions) {
  const { stage } = furniture
  let host = firstHost
  let page = firstPage
  let view: View = { x: 0, y: 0, zoom: 1 }
  let hovered: string | null = null
  let shift = { x: 0, y: 0 }
  let known = new Set<string>()
  let selected = ''
  let gliding = 0
  let stopListening = (): void => undefined

  const canvas = makeCanvas(() => host)
  const overlay = makeOverlay()
  const layers = makeLayers({
    host: () => host,
    page: () => page,
    onSelect: (ids, isAdded) => host.select(isAdded ? [...new Set([...host.selection(), ...ids])] : ids),
    onHover: (id) => hover(id),
  })
  const typing = makeTyping({ host: () => host, view: () => view, onEnd: () => stage.focus() })
  const tabs = makePageTabs(furniture.pages, (id) => openPage(id))

  const trace = (): void => {
    overlay.draw({ host, page, view, selection: host.selection(), hovered, shift })
    typing.follow()
  }
  const hover = (id: string | null): void => {
    if (id === hovered) return
    hovered = id
    trace()
  }

  const show = (next: View): void => {
    view = next
    canvas.show(view)
    furniture.setZoom(view.zoom)
    trace()
  }
  const turn = (next: View): void => {
    gliding += 1
    show(next)
  }

  /** Moves there in a moment, so that the eye can follow. */
  const glide = (to: View): void => {
    const mine = ++gliding
    const from = view
    const startedAt = performance.now()
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return show(to)
    const step = (now: number): void => {
      if (mine !== gliding) return
      const share = Math.min(1, Math.max(0, now - startedAt) / 220)
      const eased = 1 - (1 - share) ** 3
      const zoom = from.zoom * (to.zoom / from.zoom) ** eased
      const mix = (a: number, b: number): number => a + (b - a) * eased
      show(share === 1 ? to : { zoom, x: mix(from.x, to.x), y: mix(from.y, to.y) })
      if (share < 1) requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  }

  const inset = (): Inset => {
    const cover = covers()
    const { left, right } = stage.getBoundingClientRect()
    // A window moved to the left half hides another side; then it is in nobody's way more than elsewhere.
    const taken = cover && cover.left > (left + right) / 2 ? right - cover.left : 0
    return { left: 48, top: 56, right: Math.max(48, taken + 32), bottom: 64 }
  }
  const viewOf = (box: Box | null, most?: number): View => (box ? fitted(box, canvas.size(), inset(), most) : view)
  const fitAll = (): View => viewOf(unionOf(boxesOf(host, host.children(page))))

  const openPage = (id: string): void => {
    if (id === page) return
    host.openPage(id)
    goTo(id)
  }
  const goTo = (id: string): void => {
    page = id
    hovered = null
    known = new Set(topLevelOf(host, page))
    canvas.change(page)
    turn(fitAll())
    refresh()
  }

  const refresh = (): void => {
    tabs(host.pages(), page)
    layers.draw()
    trace()
    furniture.setRelaunch(relaunchButtonsOf(host, manifest))
  }

  /** What a plugin draws or shows is brought into view; what a person does leaves the view alone. */
  const followPlugin = (isSelectionNew: boolean): void => {
    const now = topLevelOf(host, page)
    const fresh = now.filter((id) => !known.has(id))
    known = new Set(now)
    if (!isRunning()) return
    const shown = isSelectionNew && !stage.contains(document.activeElement) ? host.selection() : []
    const wanted = unionOf(boxesOf(host, [...fresh, ...shown]))
    if (!wanted || isInView(view, wanted, canvas.size(), inset())) return
    const all = unionOf([wanted, ...boxesOf(host, host.selection())])
    glide(viewOf(all, Math.max(view.zoom, 0.1)))
  }

  const hear = (): void => {
    const [first] = host.selection()
    const isSelectionNew = host.selection().join() !== selected
    selected = host.selection().join()
    // The host tells no open page; what is selected lies on it.
    const selectedPage = first === undefined ? page : (pageOf(host, first) ?? page)
    if (selectedPage !== page || host.describe(page) === null)
      return goTo(host.describe(selectedPage) ? selectedPage : (host.pages()[0]?.id ?? page))
    canvas.change(page, !isSelectionNew)
    refresh()
    followPlugin(isSelectionNew)
    onDocument()
  }

  attachGestures(stage, {
    pan: (dx, dy) => turn(panned(view, dx, dy)),
    zoom: (factor, anchor) => turn(zoomed(view, factor, anchor)),
    hit: (at, isDeep) => {
      const { x, y } = toPage(view, at)
      return host.hit(x, y, isDeep)
    },
    selection: () => host.selection(),
    select: (ids) => host.select(ids),
    hover,
    edit: (id) => typing.begin(id),
    drag: (dx, dy) => {
      shift = { x: dx / view.zoom, y: dy / view.zoom }
      trace()
    },
    drop: (dx, dy) => {
      shift = { x: 0, y: 0 }
      for (const id of host.selection()) host.move(id, Math.round(dx / view.zoom), Math.round(dy / view.zoom))
      trace()
    },
  })

  const zoomBy = (factor: number): void => {
    const { width, height } = canvas.size()
    turn(zoomed(view, factor, { x: (width - inset().right) / 2, y: height / 2 }))
  }

  stage.append(canvas.element, overlay.element, typing.element)
  furniture.panel.append(layers.element)
  new ResizeObserver(() => canvas.resize()).observe(stage)

  const use = (next: Host, nextPage: string): void => {
    typing.end()
    stopListening()
    host = next
    stopListening = host.onChange(hear)
    selected = host.selection().join()
    goTo(nextPage)
  }
  canvas.resize()
  use(firstHost, firstPage)

  return {
    host: () => host,
    page: () => page,
    use,
    openPage,
    zoomBy,
    /** Typing into the selected text, if it is one. */
    edit: () => {
      const [only, ...more] = host.selection()
      if (only !== undefined && more.length === 0) typing.begin(only)
    },
    fitAll: () => glide(fitAll()),
    fitSelection: () => glide(viewOf(unionOf(boxesOf(host, host.selection())))),
    /** The whole page again where the plugin's window now covers some of it. */
    makeRoom: () => {
      const all = unionOf(boxesOf(host, host.children(page)))
      if (all && boxOnScreen(view, all).width <= canvas.size().width && !isInView(view, all, canvas.size(), inset())) glide(fitAll())
    },
    screenshot: (part?: Box, scale = 1): Promise<Uint8Array> =>
      host.screenshot(part ?? grown(unionOf(boxesOf(host, host.children(page))) ?? visibleBox(view, canvas.size()), 40), scale),
    whenDrawn: () => canvas.whenDrawn(),
  }
}
