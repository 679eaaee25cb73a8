// The corner handle that resizes the window; Figma gives plugin windows none.

import { useRef } from 'preact/hooks'
import type { Size } from '../../core/base/geometry.ts'
import { kitWords } from './words.ts'

type GripProps = { readonly onResize: (size: Size) => void }

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-20, 0],
  ArrowRight: [20, 0],
  ArrowUp: [0, -20],
  ArrowDown: [0, 20],
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, Math.round(value)))
}

function bounded(width: number, height: number): Size {
  return { width: clamp(width, 300, 900), height: clamp(height, 420, 1200) }
}

function sizeAround(element: Element): Size {
  const { clientWidth, clientHeight } = element.ownerDocument.documentElement
  return { width: clientWidth, height: clientHeight }
}

export function Grip({ onResize }: GripProps) {
  /** The size requested by keys, which may be pressed faster than the window resizes. */
  const wanted = useRef<Size | null>(null)
  const forget = (): void => {
    wanted.current = null
  }
  /** Keeps the distance from the pointer to the window's edges, so that the corner follows the pointer without a jump. */
  const startDrag = (event: PointerEvent & { readonly currentTarget: HTMLElement }): void => {
    forget()
    const grip = event.currentTarget
    const { width, height } = sizeAround(grip)
    const dx = width - event.clientX
    const dy = height - event.clientY
    grip.setPointerCapture(event.pointerId)
    grip.onpointermove = (move) => onResize(bounded(move.clientX + dx, move.clientY + dy))
    grip.onpointerup = grip.onpointercancel = () => {
      grip.onpointermove = null
    }
  }
  return (
    <button
      class="grip"
      aria-label={kitWords.resize}
      onPointerDown={startDrag}
      onBlur={forget}
      onKeyDown={(event) => {
        const step = steps[event.key]
        if (!step) return
        event.preventDefault()
        const { width, height } = wanted.current ?? sizeAround(event.currentTarget)
        wanted.current = bounded(width + step[0], height + step[1])
        onResize(wanted.current)
      }}
    />
  )
}
