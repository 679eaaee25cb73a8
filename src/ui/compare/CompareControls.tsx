// The controls of a comparison: its views, the hold button, the caption with its steps, and the hint about keys.

import { Button, IconButton } from '../kit/Buttons.tsx'
import { Radios } from '../kit/Radios.tsx'
import type { Zoom } from './use-zoom.ts'
import { type CompareView, holdHandlers, isOwnKey, views } from './use-compare-view.ts'
import { type Open, type Seen, captionOf, compareWords, placeOf } from './words.ts'
import { stepLabel } from '../../core/failure/words.ts'

/** Shows the source while pointer or key is held down. A click without either, as screen readers send it, toggles it. */
export function Hold(view: CompareView) {
  const { seen, setSeen, turn } = view
  const onKey =
    (next: Seen) =>
    (event: KeyboardEvent): void => {
      if (!isOwnKey(event.currentTarget, event.key)) return
      event.preventDefault()
      setSeen(next)
    }
  return (
    <button
      class="button"
      aria-pressed={seen === 'before'}
      {...holdHandlers(view)}
      onBlur={() => setSeen('after')}
      onKeyDown={onKey('before')}
      onKeyUp={onKey('after')}
      onClick={({ detail }) => detail === 0 && turn()}
    >
      {compareWords.hold}
    </button>
  )
}

type CaptionProps = {
  readonly open: Open
  readonly onStep: (by: 1 | -1) => void
  readonly onShow: (nodeId: string) => void
}

export function Caption({ open, onStep, onShow }: CaptionProps) {
  const { title, facts } = captionOf(open.result)
  const { index, count } = open
  return (
    <div class="caption">
      <div class="line">
        <h3 title={open.result.name}>{title}</h3>
        {count > 1 && (
          <div class="stepper">
            <IconButton
              kind="icon-button back"
              icon="chevron"
              label={compareWords.previous}
              isOff={index === 0}
              onPress={() => onStep(-1)}
            />
            <span>{placeOf(open)}</span>
            <IconButton icon="chevron" label={compareWords.next} isOff={index === count - 1} onPress={() => onStep(1)} />
          </div>
        )}
      </div>
      <div class="line">
        <p>{facts}</p>
        <Button kind="link" label={stepLabel.show} onPress={() => onShow(open.result.id)} />
      </div>
    </div>
  )
}

export function Views({ view: { view, chooseView } }: { readonly view: CompareView }) {
  return (
    // Clicking the radio that is already checked fires no change event; it shows both pictures again.
    <div onClick={({ target }) => target instanceof HTMLInputElement && target.value === view && chooseView(view)}>
      <Radios label={compareWords.view} kind="view" options={views} chosen={view} onChoose={chooseView} />
    </div>
  )
}

export function KeyHint({ isPair, hasVariants }: { readonly isPair: boolean; readonly hasVariants: boolean }) {
  return (
    <p class="hint">{[isPair && compareWords.space, hasVariants && compareWords.arrows, compareWords.keys].filter(Boolean).join(' ')}</p>
  )
}

export function ZoomButtons({ zoom }: { readonly zoom: Zoom }) {
  return (
    <div class="stepper closeness">
      <IconButton icon="minus" label={compareWords.zoomOut} isOff={!zoom.isClose} onPress={zoom.farther} />
      <button class="link quiet" aria-label={compareWords.fit(zoom.percent)} aria-disabled={!zoom.isClose} onClick={zoom.reset}>
        {`${zoom.percent} %`}
      </button>
      <IconButton icon="plus" label={compareWords.zoomIn} isOff={!zoom.canCloser} onPress={zoom.closer} />
    </div>
  )
}
