// The Compare dialog over the whole window. A key goes to the focused control if that uses it, otherwise to the comparison.

import { useLayoutEffect, useMemo } from 'preact/hooks'
import type { Size } from '../../core/base/geometry.ts'
import type { Notices } from '../kit/notices.ts'
import type { ComparePart, Comparison } from './types.ts'
import { IconButton } from '../kit/Buttons.tsx'
import { Caption, Hold, KeyHint, Views, ZoomButtons } from './CompareControls.tsx'
import { Alone, Overlay, SideBySide } from './CompareStage.tsx'
import { type Open, announce, compareWords, missingResult, nameOfSeen, noteOn } from './words.ts'
import { Heat, KeptBar } from './KeptHeat.tsx'
import { Grip } from '../kit/Grip.tsx'
import { type CompareView, holdHandlers, isOwnKey, useCompareView } from './use-compare-view.ts'
import { useModal } from '../kit/modal.ts'
import { kitWords } from '../kit/words.ts'

type DialogProps = {
  readonly comparison: Exclude<Comparison, { state: 'closed' }>
  /** The status of the window behind, for example that a picture is on the canvas. */
  readonly status: string
  readonly onStep: (by: 1 | -1) => void
  readonly onShow: (nodeId: string) => void
  readonly onResize: (size: Size) => void
  /** Called when the dialog opens; returns the function that reverts it on close. */
  readonly onOpened: () => () => void
  readonly remembered: ComparePart['remembered']
  readonly onClose: () => void
}

function Stage({ open, view: compareView }: { readonly open: Open; readonly view: CompareView }) {
  const { view, seen, share, drag, zoom } = compareView
  const { before, after } = open
  if (after.state !== 'ready') return <p class={after.state === 'loading' ? 'hint' : 'bad'}>{missingResult(after)}</p>
  const afterName = nameOfSeen(open, 'after')
  const { figures } = open.result
  const over = figures !== null && compareView.showsLines && <Heat figures={figures} zoom={zoom} />
  if (before.state !== 'ready') return <Alone picture={after} alt={afterName} zoom={zoom} over={over} />
  if (view === 'side' && seen === 'both') return <SideBySide before={before} after={after} afterName={afterName} zoom={zoom} over={over} />
  return (
    <Overlay
      before={before}
      after={after}
      afterName={afterName}
      zoom={zoom}
      over={over}
      share={share}
      onShare={view === 'slider' ? drag : null}
      hold={view === 'hold' ? holdHandlers(compareView) : null}
    />
  )
}

/** The status of the window behind, if it changed since this picture is shown. A screen reader cannot reach it behind the dialog. */
function useNews(status: string, resultId: string | undefined): string {
  const known = useMemo(() => status, [resultId])
  return status === known ? '' : status
}

type Keys = Pick<DialogProps, 'onStep' | 'onShow'> & { readonly open: Open | null; readonly view: CompareView }

type Actions = Readonly<Record<string, () => void>>

/** Keyboard shortcuts of the comparison. A focused control keeps the keys that it uses itself. */
function onKeyFor({ open, view, onStep, onShow }: Keys): (event: KeyboardEvent) => void {
  const steps: Actions = { ArrowLeft: () => onStep(-1), ArrowRight: () => onStep(1) }
  const actions: Actions = {
    ...steps,
    ' ': view.turn,
    Enter: () => open && onShow(open.result.id),
    '+': view.zoom.closer,
    '=': view.zoom.closer,
    '-': view.zoom.farther,
    '0': view.zoom.reset,
  }
  return (event) => {
    const { key, target, defaultPrevented, repeat, altKey, ctrlKey, metaKey, shiftKey } = event
    const action = actions[key]
    if (!action || defaultPrevented || altKey || ctrlKey || metaKey || (shiftKey && key !== '+') || isOwnKey(target, key)) return
    event.preventDefault()
    // A held key may step through variants, but would only make the two sides flicker.
    if (!repeat || key in steps) action()
  }
}

function CompareDialog({ comparison, status, remembered, onStep, onShow, onResize, onOpened, onClose }: DialogProps) {
  const dialog = useModal()
  const view = useCompareView(remembered)
  const open = comparison.state === 'open' ? comparison : null
  const news = useNews(status, open?.result.id)
  const isPair = open === null || open.before.state === 'loading' || open.before.state === 'ready'
  // No control is focused at first, so that all keys go to the comparison.
  useLayoutEffect(() => {
    dialog.current?.focus()
    return onOpened()
  }, [])
  return (
    <dialog
      ref={dialog}
      class="compare"
      aria-label={compareWords.compare}
      tabIndex={-1}
      onKeyDown={onKeyFor({ open, view, onStep, onShow })}
      onClose={(event) => event.currentTarget.isConnected && onClose()}
    >
      <header>
        <h2>{compareWords.compare}</h2>
        {open && <ZoomButtons zoom={view.zoom} />}
        <IconButton icon="close" label={kitWords.close} onPress={onClose} />
      </header>
      {isPair && <Views view={view} />}
      <div class="room">
        {open && <Stage open={open} view={view} />}
        {comparison.state === 'opening' && <p class="hint">{compareWords.loading}</p>}
        {comparison.state === 'failed' && <p class="bad">{comparison.sentence}</p>}
      </div>
      {open && isPair && view.view === 'hold' && <Hold {...view} />}
      {open && open.after.state === 'ready' && open.result.figures !== null && (
        <KeptBar figures={open.result.figures} zoom={view.zoom} isShown={view.showsLines} onShow={view.showLines} />
      )}
      {open && <p class="note">{[noteOn(open), news].filter(Boolean).join(' ')}</p>}
      {open && <Caption open={open} onStep={onStep} onShow={onShow} />}
      {open && <KeyHint isPair={isPair} hasVariants={open.count > 1} />}
      <Grip onResize={onResize} />
      <p class="unseen" role="status">
        {announce(comparison, open?.before.state === 'ready' ? view.shown : 'after', news)}
      </p>
    </dialog>
  )
}

type CompareProps = {
  readonly part: ComparePart
  readonly notices: Pick<Notices, 'status'>
  readonly onShow: (nodeId: string) => void
  /** Enlarges the window to this size while the comparison is open. */
  readonly onGrow: (size: Size) => void
  readonly onShrink: () => void
}

/** The size for viewing pictures, in px: as large as a window of Figma itself. */
const largeSize: Size = { width: 900, height: 760 }

export function Compare({ part, notices, onShow, onGrow, onShrink }: CompareProps) {
  const comparison = part.comparison.value
  const status = notices.status.value
  if (comparison.state === 'closed') return null
  return (
    <CompareDialog
      comparison={comparison}
      status={status}
      onStep={(by) => part.step(by)}
      onShow={onShow}
      onResize={onGrow}
      remembered={part.remembered}
      onOpened={() => {
        onGrow(largeSize)
        return onShrink
      }}
      onClose={() => part.close()}
    />
  )
}
