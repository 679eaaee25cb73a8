// A heat map over the compared result: where lines are gone, moved or new, with the worst place marked.

import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Figures } from '../../core/fidelity/figures.ts'
import { isTooDark, keptText, worstText } from '../../core/fidelity/words.ts'
import { Button } from '../kit/Buttons.tsx'
import type { Zoom } from './use-zoom.ts'
import { keptWords } from './words.ts'

/** Cells are transparent where all lines are kept and red at the worst. */
function paint(canvas: HTMLCanvasElement, { heat }: Figures): void {
  canvas.width = heat.columns
  canvas.height = heat.rows
  const context = canvas.getContext('2d')
  if (context === null) return
  const pixels = context.createImageData(heat.columns, heat.rows)
  for (let cell = 0; cell < heat.cells.length; cell++) pixels.data.set([255, 40, 20, Math.round(Number(heat.cells[cell]) * 22)], 4 * cell)
  context.putImageData(pixels, 0, 0)
}

export function Heat({ figures, zoom }: { readonly figures: Figures; readonly zoom: Zoom }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    if (canvas.current !== null && figures.heat.cells !== '') paint(canvas.current, figures)
  }, [figures])
  const { x, y } = figures.worst
  return (
    <div class="heat" style={{ transform: zoom.transform }} aria-hidden="true">
      <canvas ref={canvas} />
      {worstText(figures) !== '' && <span class="worst" style={{ left: `${x * 100}%`, top: `${y * 100}%` }} />}
    </div>
  )
}

type KeptBarProps = {
  readonly figures: Figures
  readonly zoom: Zoom
  readonly isShown: boolean
  readonly onShow: (isShown: boolean) => void
}

export function KeptBar({ figures, zoom, isShown, onShow }: KeptBarProps) {
  const { x, y } = figures.worst
  const worst = worstText(figures)
  if (isTooDark(figures)) return <p class="note">{keptText(figures)}</p>
  return (
    <div class="line kept-bar">
      <p>{[`${keptText(figures)}.`, isShown ? worst : ''].filter(Boolean).join(' ')}</p>
      <span class="links">
        <button class="link" aria-pressed={isShown} onClick={() => onShow(!isShown)}>
          {keptWords.show}
        </button>
        {worst !== '' && (
          <Button
            kind="link"
            label={keptWords.closely}
            onPress={() => {
              onShow(true)
              zoom.lookAt(x, y)
            }}
          />
        )}
      </span>
    </div>
  )
}
