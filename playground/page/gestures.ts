// Pointer input on the canvas: wheel, pinch and space-drag move the view, clicks select, drags move the selection.

import type { Point } from './view.ts'

export type Hands = {
  pan(dx: number, dy: number): void
  zoom(factor: number, anchor: Point): void
  hit(at: Point, isDeep: boolean): string | null
  selection(): readonly string[]
  select(ids: readonly string[]): void
  hover(id: string | null): void
  /** Starts editing a text. */
  edit(id: string): void
  drag(dx: number, dy: number): void
  drop(dx: number, dy: number): void
  /** Whether a drawing tool is selected. */
  isDrawing(): boolean
  /** Shows the shape that would be drawn. */
  sketch(from: Point, to: Point): void
  /** Draws the shape, or nothing if the pointer has not moved. */
  draw(stroke: { readonly from: Point; readonly to: Point } | null): void
}

type Grip = { readonly kind: 'pan' | 'move' | 'draw' | 'none'; readonly start: Point; last: Point; hasMoved: boolean }

const slackPx = 3

type Gesture = {
  readonly stage: HTMLElement
  readonly hands: Hands
  /** The position of each finger or pen. */
  readonly touching: Map<number, Point>
  grip: Grip | null
  holdsSpace: boolean
}

export function attachGestures(stage: HTMLElement, hands: Hands): void {
  const gesture: Gesture = { stage, hands, touching: new Map(), grip: null, holdsSpace: false }
  stage.addEventListener('wheel', (event) => turnWheel(gesture, event), { passive: false })
  stage.addEventListener('pointerdown', (event) => press(gesture, event))
  stage.addEventListener('pointermove', (event) => follow(gesture, event))
  stage.addEventListener('pointerup', (event) => release(gesture, event))
  stage.addEventListener('pointercancel', (event) => release(gesture, event))
  stage.addEventListener('pointerleave', () => hands.hover(null))
  stage.addEventListener('dblclick', (event) => {
    const id = hands.hit(placeOf(gesture, event), true)
    if (id === null) return
    hands.select([id])
    hands.edit(id)
  })
  addEventListener('keydown', (event) => holdSpace(gesture, event, true))
  addEventListener('keyup', (event) => holdSpace(gesture, event, false))
}

/** Relative to the stage's upper left corner. */
function placeOf({ stage }: Gesture, event: MouseEvent): Point {
  const { left, top } = stage.getBoundingClientRect()
  return { x: event.clientX - left, y: event.clientY - top }
}

function nodeUnder(gesture: Gesture, event: MouseEvent): string | null {
  const title = event.target instanceof Element ? event.target.getAttribute('data-node') : null
  return title ?? gesture.hands.hit(placeOf(gesture, event), event.metaKey || event.ctrlKey)
}

function turnWheel(gesture: Gesture, event: WheelEvent): void {
  const { hands } = gesture
  event.preventDefault()
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
  if (event.ctrlKey || event.metaKey) {
    const turned = Math.max(-40, Math.min(40, event.deltaY * unit))
    return hands.zoom(Math.exp(-turned * 0.01), placeOf(gesture, event))
  }
  const [dx, dy] = event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY]
  hands.pan(-dx * unit, -dy * unit)
}

function press(gesture: Gesture, event: PointerEvent): void {
  const { stage, hands, touching } = gesture
  stage.focus()
  stage.setPointerCapture(event.pointerId)
  const start = placeOf(gesture, event)
  touching.set(event.pointerId, start)
  const take = (kind: Grip['kind']): void => {
    gesture.grip = { kind, start, last: start, hasMoved: false }
  }
  if (gesture.holdsSpace || event.button === 1) return take('pan')
  if (event.button !== 0 || touching.size > 1) return
  if (hands.isDrawing()) return take('draw')
  const id = nodeUnder(gesture, event)
  const selected = hands.selection()
  if (event.shiftKey) {
    if (id !== null) hands.select(selected.includes(id) ? selected.filter((one) => one !== id) : [...selected, id])
    return take('none')
  }
  if (id === null || !selected.includes(id)) hands.select(id === null ? [] : [id])
  take(id === null ? 'none' : 'move')
}

function pinch({ hands, touching }: Gesture, event: PointerEvent, to: Point): void {
  const [other] = [...touching].flatMap(([id, point]) => (id === event.pointerId ? [] : [point]))
  const from = touching.get(event.pointerId)
  touching.set(event.pointerId, to)
  if (!other || !from) return
  const distance = (a: Point, b: Point): number => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y))
  hands.zoom(distance(to, other) / distance(from, other), { x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 })
  hands.pan((to.x - from.x) / 2, (to.y - from.y) / 2)
}

function follow(gesture: Gesture, event: PointerEvent): void {
  const { hands, touching, grip } = gesture
  const to = placeOf(gesture, event)
  if (touching.size > 1) return pinch(gesture, event, to)
  if (!grip) return hands.hover(touching.size === 0 ? nodeUnder(gesture, event) : null)
  const { start, last } = grip
  grip.hasMoved ||= Math.hypot(to.x - start.x, to.y - start.y) > slackPx
  grip.last = to
  if (!grip.hasMoved) return
  if (grip.kind === 'pan') hands.pan(to.x - last.x, to.y - last.y)
  if (grip.kind === 'draw') hands.sketch(start, to)
  if (grip.kind === 'move') hands.drag(to.x - start.x, to.y - start.y)
}

function release(gesture: Gesture, event: PointerEvent): void {
  const { hands, touching, grip } = gesture
  touching.delete(event.pointerId)
  if (grip?.kind === 'move' && grip.hasMoved) hands.drop(grip.last.x - grip.start.x, grip.last.y - grip.start.y)
  if (grip?.kind === 'draw') hands.draw(grip.hasMoved ? { from: grip.start, to: grip.last } : null)
  gesture.grip = null
}

function holdSpace(gesture: Gesture, event: KeyboardEvent, isDown: boolean): void {
  if (event.code !== 'Space' || (event.target instanceof Element && event.target.closest('button, input, textarea, [role=menu]'))) return
  event.preventDefault()
  gesture.holdsSpace = isDown
  gesture.stage.classList.toggle('may-pan', isDown)
}
