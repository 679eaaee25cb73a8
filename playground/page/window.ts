// The plugin's window as Figma draws it: a title bar with a close button, movable, in the size the plugin asks for.

import type { ShowUi, Size } from '../host/types.ts'
import type { PluginFrame } from './frame.ts'
import { icon, make } from './element.ts'

export type PluginWindow = {
  readonly element: HTMLElement
  resize(size: Size): void
  /** Moves the upper left corner, in screen coordinates. */
  place(left: number, top: number): void
  remove(): void
}

const margin = 12
const barHeight = 40

export function openWindow(ui: ShowUi, frame: PluginFrame, around: HTMLElement, onClose: () => void): PluginWindow {
  const cross = make(
    'button',
    { class: 'icon-button', type: 'button', 'aria-label': 'Close plugin', onclick: onClose },
    icon('M4 4l8 8M12 4l-8 8'),
  )
  const bar = make(
    'header',
    { class: 'window-bar' },
    make('span', { class: 'window-mark', 'aria-hidden': 'true' }),
    make('h2', {}, ui.title),
    cross,
  )
  const element = make('section', { class: 'plugin-window', 'aria-label': `${ui.title} plugin` }, bar, frame.element)
  element.hidden = !ui.visible

  const place = (left: number, top: number): void => {
    const { clientWidth, clientHeight } = around
    element.style.left = `${Math.max(margin - element.offsetWidth + 80, Math.min(left, clientWidth - 80))}px`
    element.style.top = `${Math.max(margin, Math.min(top, clientHeight - barHeight))}px`
  }
  const resize = ({ width, height }: Size): void => {
    // Never taller than the editor: Figma keeps a plugin's window inside its own.
    frame.element.style.width = `${width}px`
    frame.element.style.height = `${Math.max(80, Math.min(height, around.clientHeight - barHeight - 2 * margin))}px`
  }

  bar.addEventListener('pointerdown', (down) => {
    if (down.button !== 0 || (down.target instanceof Element && down.target.closest('button'))) return
    const { offsetLeft, offsetTop } = element
    bar.setPointerCapture(down.pointerId)
    const drag = (move: PointerEvent): void => place(offsetLeft + move.clientX - down.clientX, offsetTop + move.clientY - down.clientY)
    bar.addEventListener('pointermove', drag)
    bar.addEventListener('lostpointercapture', () => bar.removeEventListener('pointermove', drag), { once: true })
  })

  around.append(element)
  resize(ui)
  place(around.clientWidth - element.offsetWidth - margin, margin)
  return {
    element,
    resize,
    place: (left, top) => {
      const at = around.getBoundingClientRect()
      place(left - at.left, top - at.top)
    },
    remove: () => {
      frame.remove()
      element.remove()
    },
  }
}
