// The view of a comparison (slider, side by side or hold), and which of the two pictures is visible.

import { useState } from 'preact/hooks'
import type { ComparePart, View } from './types.ts'
import type { Seen } from './words.ts'
import { useZoom } from './use-zoom.ts'

export const views: readonly { readonly id: View; readonly label: string }[] = [
  { id: 'slider', label: 'Slider' },
  { id: 'side', label: 'Side by side' },
  { id: 'hold', label: 'Hold to see' },
]

export function useCompareView(remembered: ComparePart['remembered']) {
  const [view, setView] = useState<View>(remembered.view)
  const [seen, setSeen] = useState<Seen>(remembered.view === 'hold' ? 'after' : 'both')
  const [divider, setDivider] = useState(remembered.divider)
  const [showsLines, setShowsLines] = useState(remembered.showsLines)
  const zoom = useZoom()
  const share = seen === 'both' ? divider : seen === 'before' ? 100 : 0
  const isWhole = view === 'slider' && (share === 0 || share === 100)
  const shown: Seen = isWhole ? (share === 100 ? 'before' : 'after') : seen
  return {
    view,
    zoom,
    seen,
    /** Like `seen`, but a divider at one of its ends counts as one picture alone. */
    shown,
    /** The part of the width that shows the source, in percent. */
    share,
    /** Whether the heat map is shown over the result. */
    showsLines,
    showLines: (isShown: boolean): void => {
      remembered.showsLines = isShown
      setShowsLines(isShown)
    },
    setSeen,
    turn: (): void => setSeen(shown === 'before' ? 'after' : 'before'),
    chooseView: (next: View): void => {
      remembered.view = next
      setView(next)
      setSeen(next === 'hold' ? 'after' : 'both')
    },
    drag: (next: number): void => {
      remembered.divider = next
      setDivider(next)
      setSeen('both')
    },
  }
}

export type CompareView = ReturnType<typeof useCompareView>

/** Event handlers that show the source while a pointer is held down. */
export function holdHandlers({ setSeen }: Pick<CompareView, 'setSeen'>) {
  const release = (): void => setSeen('after')
  return { onPointerDown: () => setSeen('before'), onPointerUp: release, onPointerLeave: release, onPointerCancel: release }
}

/** Whether the focused control uses the key itself, so that the comparison must not. */
export function isOwnKey(control: EventTarget | null, key: string): boolean {
  if (!(control instanceof Element)) return false
  if (control.matches('button')) return key === ' ' || key === 'Enter'
  // Space does nothing on a radio that is already checked.
  if (control.matches('[type=radio]')) return key.startsWith('Arrow') || (key === ' ' && !control.matches(':checked'))
  return control.matches('[type=range]') && key.startsWith('Arrow')
}
