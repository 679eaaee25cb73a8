// Zoom and pan of a comparison, the same for both pictures.

import { useState } from 'preact/hooks'

/** `x` and `y` are the centre of the view, as fractions of the picture. */
type Spot = { readonly zoom: number; readonly x: number; readonly y: number }

const most = 8
const step = 1.5
const whole: Spot = { zoom: 1, x: 0.5, y: 0.5 }

/** Limits the view to the picture. */
function inside({ zoom, x, y }: Spot): Spot {
  const scale = Math.min(most, Math.max(1, zoom))
  const keep = (middle: number): number => Math.min(1 - 0.5 / scale, Math.max(0.5 / scale, middle))
  return { zoom: scale, x: keep(x), y: keep(y) }
}

export type Zoom = ReturnType<typeof useZoom>

export function useZoom() {
  const [spot, setSpot] = useState(whole)
  const pan = (dx: number, dy: number): void => setSpot((at) => inside({ ...at, x: at.x + dx / at.zoom, y: at.y + dy / at.zoom }))
  const zoomBy = (factor: number, x = 0, y = 0): void =>
    setSpot((at) => {
      const zoom = Math.min(most, Math.max(1, at.zoom * factor))
      // Keeps the point under the pointer in place.
      return inside({ zoom, x: at.x + x / at.zoom - x / zoom, y: at.y + y / at.zoom - y / zoom })
    })
  return {
    isClose: spot.zoom > 1,
    canCloser: spot.zoom < most,
    percent: Math.round(spot.zoom * 100),
    /** CSS transform for a picture that fills its stage. */
    transform: `translate(${(0.5 - spot.zoom * spot.x) * 100}%, ${(0.5 - spot.zoom * spot.y) * 100}%) scale(${spot.zoom})`,
    closer: (): void => zoomBy(step),
    farther: (): void => zoomBy(1 / step),
    reset: (): void => setSpot(whole),
    /** Zooms in on a place, given as fractions of the picture. */
    lookAt: (x: number, y: number): void => setSpot(inside({ zoom: 4, x, y })),
    /** Pans by fractions of the visible part. */
    pan,
    /** Pinching, or the wheel with Ctrl or Command, zooms as on Figma's canvas; the wheel alone pans. */
    onWheel: (event: WheelEvent & { readonly currentTarget: HTMLElement }): void => {
      event.preventDefault()
      const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
      if (!event.ctrlKey && !event.metaKey) return pan(event.deltaX / width, event.deltaY / height)
      zoomBy(Math.exp(-event.deltaY / 200), (event.clientX - left) / width - 0.5, (event.clientY - top) / height - 0.5)
    },
  }
}
