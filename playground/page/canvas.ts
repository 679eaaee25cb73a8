// The rendered page. While the view moves the last picture moves along, until a new one is ready.

import type { Box, Host, Size } from '../host/types.ts'
import { boxesOf } from './tree.ts'
import { grown, overlapOf, unionOf, visibleBox, type View } from './view.ts'

type Shot = { readonly bitmap: ImageBitmap; readonly box: Box }

export type Canvas = {
  readonly element: HTMLCanvasElement
  show(view: View): void
  resize(): void
  /** Called when the document may look different. `isUrgent` is false when most likely only the selection changed. */
  change(pageId: string, isUrgent?: boolean): void
  whenDrawn(): Promise<void>
  size(): Size
}

const restMs = 90
const lazyMs = 350
const roughMs = 1000

type Painting = {
  readonly host: () => Host
  readonly element: HTMLCanvasElement
  view: View
  size: Size
  page: string
  background: string
  /** The visible part at the current zoom. */
  sharp: Shot | null
  /** The whole page at low resolution, shown where `sharp` is missing while the view moves. */
  rough: Shot | null
  /** Version of the document that `rough` shows. */
  roughDocument: number
  /** The requested versions, and those of the last picture (`drawn`). */
  readonly wanted: { view: number; document: number }
  drawn: { view: number; document: number }
  timer: ReturnType<typeof setTimeout> | undefined
  roughTimer: ReturnType<typeof setTimeout> | undefined
  dueAt: number
  isBusy: boolean
  readonly waiting: (() => void)[]
}

export function makeCanvas(host: () => Host): Canvas {
  const element = document.createElement('canvas')
  const painting: Painting = {
    host,
    element,
    view: { x: 0, y: 0, zoom: 1 },
    size: { width: 1, height: 1 },
    page: '',
    background: '#f5f5f5',
    sharp: null,
    rough: null,
    roughDocument: -1,
    wanted: { view: 0, document: 0 },
    drawn: { view: -1, document: -1 },
    timer: undefined,
    roughTimer: undefined,
    dueAt: Infinity,
    isBusy: false,
    waiting: [],
  }
  const moved = (): void => {
    painting.wanted.view += 1
    compose(painting)
    later(painting, restMs)
  }
  return {
    element,
    show(next) {
      const scale = next.zoom * devicePixelRatio
      painting.view = { zoom: next.zoom, x: Math.round(next.x * scale) / scale, y: Math.round(next.y * scale) / scale }
      moved()
    },
    resize() {
      painting.size = { width: Math.max(1, element.clientWidth), height: Math.max(1, element.clientHeight) }
      element.width = Math.round(painting.size.width * devicePixelRatio)
      element.height = Math.round(painting.size.height * devicePixelRatio)
      moved()
    },
    change(pageId, isUrgent = true) {
      if (pageId !== painting.page) turnTo(painting, pageId)
      painting.wanted.document += 1
      later(painting, isUrgent ? 0 : lazyMs)
    },
    whenDrawn: () => (isDrawn(painting) && !painting.isBusy ? Promise.resolve() : new Promise((resolve) => painting.waiting.push(resolve))),
    size: () => painting.size,
  }
}

function turnTo(painting: Painting, pageId: string): void {
  painting.page = pageId
  painting.rough = painting.sharp = null
  const [paint] = (painting.host().describe(pageId)?.['backgrounds'] ?? []) as { color: { r: number; g: number; b: number } }[]
  if (!paint) return
  const { r, g, b } = paint.color
  painting.background = `rgb(${[r, g, b].map((share) => Math.round(share * 255)).join(' ')})`
}

function scaleOf({ view }: Painting): number {
  return view.zoom * devicePixelRatio
}

function isDrawn({ drawn, wanted }: Painting): boolean {
  return drawn.view === wanted.view && drawn.document === wanted.document
}

/** Draws the existing pictures at their place in the current view. */
function compose(painting: Painting): void {
  const { element, view, background, rough, sharp } = painting
  const brush = element.getContext('2d')
  if (!brush) return
  const scale = scaleOf(painting)
  brush.setTransform(1, 0, 0, 1, 0, 0)
  brush.fillStyle = background
  brush.fillRect(0, 0, element.width, element.height)
  for (const shot of [rough, sharp]) {
    if (!shot) continue
    const left = Math.round((shot.box.x - view.x) * scale)
    const top = Math.round((shot.box.y - view.y) * scale)
    brush.drawImage(shot.bitmap, left, top, Math.round(shot.box.width * scale), Math.round(shot.box.height * scale))
  }
}

/** Aligned to device pixels, so that a finished picture matches them exactly. */
async function shoot({ host }: Painting, part: Box, scale: number): Promise<Shot> {
  const [left, top] = [Math.floor(part.x * scale), Math.floor(part.y * scale)]
  const [width, height] = [
    Math.max(1, Math.ceil((part.x + part.width) * scale) - left),
    Math.max(1, Math.ceil((part.y + part.height) * scale) - top),
  ]
  const box = { x: left / scale, y: top / scale, width: width / scale, height: height / scale }
  const pixels = await host().pixels(box, scale)
  const data = new ImageData(new Uint8ClampedArray(pixels.rgba), pixels.width, pixels.height)
  return { bitmap: await createImageBitmap(data), box }
}

/** The bounding box of everything on the page, with a margin. */
function contentOf({ host, page }: Painting): Box | null {
  const all = unionOf(boxesOf(host(), host().children(page)))
  return all && grown(all, 120)
}

async function draw(painting: Painting): Promise<void> {
  const goal = { ...painting.wanted }
  const everything = contentOf(painting)
  const part = everything && overlapOf(everything, visibleBox(painting.view, painting.size))
  const next = part ? await shoot(painting, part, scaleOf(painting)) : null
  painting.sharp?.bitmap.close()
  painting.sharp = next
  painting.drawn = goal
  compose(painting)
  clearTimeout(painting.roughTimer)
  if (everything && painting.roughDocument !== goal.document) painting.roughTimer = setTimeout(() => void drawRough(painting), roughMs)
}

/** Drawn once the document is unchanged for a while; otherwise each change by a plugin would draw the page twice. */
async function drawRough(painting: Painting): Promise<void> {
  const { document } = painting.drawn
  const everything = contentOf(painting)
  if (!everything) return
  const whole = await shoot(painting, everything, Math.min(1, 900 / Math.max(everything.width, everything.height)))
  painting.rough?.bitmap.close()
  painting.rough = whole
  painting.roughDocument = document
  compose(painting)
}

async function work(painting: Painting): Promise<void> {
  if (painting.isBusy) return
  painting.isBusy = true
  painting.dueAt = Infinity
  try {
    await draw(painting)
  } finally {
    painting.isBusy = false
  }
  if (!isDrawn(painting)) return later(painting, 0)
  painting.element.dataset['state'] = 'drawn'
  for (const settle of painting.waiting.splice(0)) settle()
}

function later(painting: Painting, ms: number): void {
  painting.element.dataset['state'] = 'drawing'
  if (painting.isBusy) return
  // A later request never delays an earlier one, except that a moving view waits until it stops.
  const dueAt = performance.now() + ms
  if (dueAt >= painting.dueAt && ms > 0 && ms !== restMs) return
  painting.dueAt = dueAt
  clearTimeout(painting.timer)
  painting.timer = setTimeout(() => void work(painting), ms)
}
