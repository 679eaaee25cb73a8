// Hands on the canvas: wheel, pinch and space-drag move the view; clicks select; drags move what is selected.

import type { Point } from './view.ts'

export type Hands = {
  pan(dx: number, dy: number): void
  zoom(factor: number, anchor: Point): void
  hit(at: Point, isDeep: boolean): string | null
  selection(): readonly string[]
  select(ids: readonly string[]): void
  hover(id: string | null): void
  /** A text is to be typed into. */
  edit(id: string): void
  drag(dx: number, dy: number): void
  drop(dx: number, dy: number): void
}

type Grip = { readonly kind: 'pan' | 'move' | 'none'; readonly start: Point; last: Point; hasMoved: boolean }

const slackPx = 3

export function attachGestures(stage: HTMLElement, hands: Hands): void {
  const touching = new Map<number, Point>()
  let grip: Grip | null = null
  let holdsSpace = false

  const at = (event: MouseEvent): Point => {
    const { left, top } = stage.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  const under = (event: MouseEvent): string | null => {
    const title = event.target instanceof Element ? event.target.getAttribute('data-node') : null
    return title ?? hands.hit(at(event), event.metaKey || event.ctrlKey)
  }

  stage.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault()
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
      if (event.ctrlKey || event.metaKey) return hands.zoom(Math.exp(-Math.max(-40, Math.min(40, event.deltaY * unit)) * 0.01), at(event))
      const [dx, dy] = event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY]
      hands.pan(-dx * unit, -dy * unit)
    },
    { passive: false },
  )

  const press = (event: PointerEvent): void => {
    stage.focus()
    stage.setPointerCapture(event.pointerId)
    const start = at(event)
    touching.set(event.pointerId, start)
    if (holdsSpace || event.button === 1) {
      grip = { kind: 'pan', start, last: start, hasMoved: false }
      return
    }
    if (event.button !== 0 || touching.size > 1) return
    const id = under(event)
    const selected = hands.selection()
    if (event.shiftKey) {
      if (id !== null) hands.select(selected.includes(id) ? selected.filter((one) => one !== id) : [...selected, id])
      grip = { kind: 'none', start, last: start, hasMoved: false }
      return
    }
    if (id === null || !selected.includes(id)) hands.select(id === null ? [] : [id])
    grip = { kind: id === null ? 'none' : 'move', start, last: start, hasMoved: false }
  }

  const pinch = (event: PointerEvent, to: Point): void => {
    const [other] = [...touching].flatMap(([id, point]) => (id === event.pointerId ? [] : [point]))
    const from = touching.get(event.pointerId)
    touching.set(event.pointerId, to)
    if (!other || !from) return
    const distance = (a: Point, b: Point): number => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y))
    hands.zoom(distance(to, other) / distance(from, other), { x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 })
    hands.pan((to.x - from.x) / 2, (to.y - from.y) / 2)
  }

  const follow = (event: PointerEvent): void => {
    const to = at(event)
    if (touching.size > 1) return pinch(event, to)
    if (!grip) return hands.hover(touching.size === 0 ? under(event) : null)
    const { start, last } = grip
    grip.hasMoved ||= Math.hypot(to.x - start.x, to.y - start.y) > slackPx
    grip.last = to
    if (!grip.hasMoved) return
    if (grip.kind === 'pan') hands.pan(to.x - last.x, to.y - last.y)
    if (grip.kind === 'move') hands.drag(to.x - start.x, to.y - start.y)
  }

  const release = (event: PointerEvent): void => {
    touching.delete(event.pointerId)
    if (grip?.kind === 'move' && grip.hasMoved) hands.drop(grip.last.x - grip.start.x, grip.last.y - grip.start.y)
    grip = null
  }

  stage.addEventListener('pointerdown', press)
  stage.addEventListener('pointermove', follow)
  stage.addEventListener('pointerup', release)
  stage.addEventListener('pointercancel', release)
  stage.addEventListener('pointerleave', () => hands.hover(null))
  stage.addEventListener('dblclick', (event) => {
    const id = hands.hit(at(event), true)
    if (id === null) return
    hands.select([id])
    hands.edit(id)
  })

  const space =
    (isDown: boolean) =>
    (event: KeyboardEvent): void => {
      if (event.code !== 'Space' || (event.target instanceof Element && event.target.closest('button, input, textarea, [role=menu]')))
        return
      event.preventDefault()
      holdsSpace = isDown
      stage.classList.toggle('may-pan', isDown)
    }
  addEventListener('keydown', space(true))
  addEventListener('keyup', space(false))
}
