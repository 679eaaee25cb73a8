// The picture of the page. While the view moves, the last picture moves with it; a new one takes its place when it is ready.

import type { Box, Host, Size } from '../host/types.ts'
import { boxesOf } from './tree.ts'
import { grown, overlapOf, unionOf, visibleBox, type View } from './view.ts'

type Shot = { readonly bitmap: ImageBitmap; readonly box: Box }

export type Canvas = {
  readonly element: HTMLCanvasElement
  show(view: View): void
  resize(): void
  /** The document may look different. `isUrgent` is false where most likely only the selection changed. */
  change(pageId: string, isUrgent?: boolean): void
  whenDrawn(): Promise<void>
  size(): Size
}

export function makeCanvas(host: () => Host): Canvas {
  const element = document.createElement('canvas')
  const brush = element.getContext('2d')
  let view: View = { x: 0, y: 0, zoom: 1 }
  let size: Size = { width: 1, height: 1 }
  let page = ''
  let sharp: Shot | null = null
  let rough: Shot | null = null
  let background = '#f5f5f5'
  // What was wanted, and what the last picture shows.
  const wanted = { view: 0, document: 0 }
  let drawn = { view: -1, document: -1 }
  let roughDocument = -1
  let timer: ReturnType<typeof setTimeout> | undefined
  let dueAt = Infinity
  let isBusy = false
  const waiting: (() => void)[] = []

  const scale = (): number => view.zoom * devicePixelRatio

  const compose = (): void => {
    if (!brush) return
    brush.setTransform(1, 0, 0, 1, 0, 0)
    brush.fillStyle = background
    brush.fillRect(0, 0, element.width, element.height)
    for (const shot of [rough, sharp]) {
      if (!shot) continue
      const left = Math.round((shot.box.x - view.x) * scale())
      const top = Math.round((shot.box.y - view.y) * scale())
      brush.drawImage(shot.bitmap, left, top, Math.round(shot.box.width * scale()), Math.round(shot.box.height * scale()))
    }
  }

  /** On whole device pixels, so that a finished picture lies on them exactly. */
  const shoot = async (part: Box, at: number): Promise<Shot> => {
    const [left, top] = [Math.floor(part.x * at), Math.floor(part.y * at)]
    const [width, height] = [
      Math.max(1, Math.ceil((part.x + part.width) * at) - left),
      Math.max(1, Math.ceil((part.y + part.height) * at) - top),
    ]
    const box = { x: left / at, y: top / at, width: width / at, height: height / at }
    const pixels = await host().pixels(box, at)
    const data = new ImageData(new Uint8ClampedArray(pixels.rgba), pixels.width, pixels.height)
    return { bitmap: await createImageBitmap(data), box }
  }

  const content = (): Box | null => {
    const all = unionOf(boxesOf(host(), host().children(page)))
    return all && grown(all, 120)
  }

  const draw = async (): Promise<void> => {
    const goal = { ...wanted }
    const everything = content()
    const part = everything && overlapOf(everything, visibleBox(view, size))
    const next = part ? await shoot(part, scale()) : null
    sharp?.bitmap.close()
    sharp = next
    drawn = goal
    compose()
    if (everything && roughDocument !== goal.document && wanted.view === goal.view) {
      const whole = await shoot(everything, Math.min(1, 900 / Math.max(everything.width, everything.height)))
      rough?.bitmap.close()
      rough = whole
      roughDocument = goal.document
      compose()
    }
  }

  const isDrawn = (): boolean => drawn.view === wanted.view && drawn.document === wanted.document

  const work = async (): Promise<void> => {
    if (isBusy) return
    isBusy = true
    dueAt = Infinity
    try {
      await draw()
    } finally {
      isBusy = false
    }
    if (!isDrawn()) return later(0)
    element.dataset['state'] = 'drawn'
    for (const settle of waiting.splice(0)) settle()
  }

  const later = (ms: number): void => {
    element.dataset['state'] = 'drawing'
    if (isBusy) return
    // A later wish never delays an earlier one, but a moving view waits until it rests.
    const at = performance.now() + ms
    if (at >= dueAt && ms > 0 && ms !== restMs) return
    dueAt = at
    clearTimeout(timer)
    timer = setTimeout(() => void work(), ms)
  }

  return {
    element,
    show(next) {
      const at = next.zoom * devicePixelRatio
      view = { zoom: next.zoom, x: Math.round(next.x * at) / at, y: Math.round(next.y * at) / at }
      wanted.view += 1
      compose()
      later(restMs)
    },
    resize() {
      size = { width: Math.max(1, element.clientWidth), height: Math.max(1, element.clientHeight) }
      element.width = Math.round(size.width * devicePixelRatio)
      element.height = Math.round(size.height * devicePixelRatio)
      wanted.view += 1
      compose()
      later(restMs)
    },
    change(pageId, isUrgent = true) {
      if (pageId !== page) {
        page = pageId
        rough = sharp = null
        const [paint] = (host().describe(pageId)?.['backgrounds'] ?? []) as { color: { r: number; g: number; b: number } }[]
        if (paint) background = `rgb(${[paint.color.r, paint.color.g, paint.color.b].map((share) => Math.round(share * 255)).join(' ')})`
      }
      wanted.document += 1
      later(isUrgent ? 0 : lazyMs)
    },
    whenDrawn: () => (isDrawn() && !isBusy ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    size: () => size,
  }
}

const restMs = 90
const lazyMs = 350
