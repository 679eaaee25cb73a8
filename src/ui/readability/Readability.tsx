// Texts over pictures that are hard to read: one line per picture or run, the button that fixes all of them, and each text on demand.

import { useId, useState } from 'preact/hooks'
import { quantity } from '../../core/base/text.ts'
import type { UnreadableText } from '../../core/readability/readability.ts'
import { addScrimsText, limitText, mendText, needsText, removeScrimsText } from '../../core/readability/words.ts'
import { Button } from '../kit/Buttons.tsx'
import type { ReadabilityPart } from './part.ts'
import { type Measured, sum, wholeOf } from './readings.ts'
import { stepLabel } from '../../core/failure/words.ts'

export type ReadabilityView = Omit<ReadabilityPart, 'edited'>

type Props = {
  readonly part: ReadabilityView
  readonly nodeIds: readonly string[]
  /** Whether to offer a button that measures when nothing was measured yet. */
  readonly canAsk: boolean
  readonly onShow: (nodeId: string) => void
}

type Named = Measured & { readonly nodeId: string }

function UnreadableLine({ text, onShow }: { readonly text: UnreadableText; readonly onShow: () => void }) {
  return (
    <li>
      <button class="unreadable-text" title={stepLabel.show} onClick={onShow}>
        <span class="unreadable-words">{text.words}</span> <span class="hint">{needsText(text)}</span>
      </button>
    </li>
  )
}

type Action = { readonly label: string; readonly isOff: boolean; readonly onPress: () => void }

function actionsFor(part: ReadabilityView, measured: readonly Named[]): readonly Action[] {
  const isBusy = measured.some(({ doing }) => doing !== null)
  const offer = (some: readonly Named[], label: string, act: (nodeId: string) => void): readonly Action[] =>
    some.length === 0 ? [] : [{ label, isOff: isBusy, onPress: () => some.forEach(({ nodeId }) => act(nodeId)) }]
  const hard = measured.filter(({ unreadable }) => unreadable.length > 0)
  const mendable = hard.filter(({ unreadable }) => unreadable.some(({ remedy }) => remedy !== 'none'))
  const laid = measured.filter((one) => one.laid > 0)
  const scrims = sum(mendable, ({ unreadable }) => unreadable.filter(({ remedy }) => remedy !== 'none').length)
  return [
    ...offer(mendable, addScrimsText(scrims), part.layScrims),
    ...offer(hard, mendText.recolour, part.recolour),
    ...offer(laid, removeScrimsText(sum(laid, (one) => one.laid)), part.removeScrims),
    ...offer(
      measured.filter(({ isOld }) => isOld),
      mendText.again,
      part.measure,
    ),
  ]
}

type DetailsProps = { readonly id: string; readonly measured: readonly Named[] } & Pick<Props, 'part' | 'onShow'>

function Details({ id, measured, part, onShow }: DetailsProps) {
  const unreadable = measured.flatMap((one) => one.unreadable)
  return (
    <div id={id}>
      {unreadable.length > 0 && (
        <ul class="unreadable-texts">
          {unreadable.map((text) => (
            <UnreadableLine key={text.id} text={text} onShow={() => onShow(text.id)} />
          ))}
        </ul>
      )}
      {limitText({ unreadable, unknown: sum(measured, ({ unknown }) => unknown) }).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <div class="links">
        {actionsFor(part, measured).map(({ label, isOff, onPress }, index) => (
          // Keyed by index, so that the pressed button keeps the focus when it turns into the one that undoes it.
          <Button key={index} kind="link" label={label} isOff={isOff} onPress={onPress} />
        ))}
      </div>
    </div>
  )
}

function MeasuredTexts({ part, measured, onShow }: Pick<Props, 'part' | 'onShow'> & { readonly measured: readonly Named[] }) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const hard = measured.filter(({ unreadable }) => unreadable.length > 0)
  const isOld = measured.some((one) => one.isOld)
  const isBusy = measured.some(({ doing }) => doing !== null)
  const hasDetails = hard.length > 0 || isOld || measured.some(({ laid, unknown }) => laid > 0 || unknown > 0)
  return (
    <>
      <div class="line">
        <p class={hard.length > 0 ? 'warned' : undefined}>{wholeOf(measured)}</p>
        <span class="links">
          {(hard.length > 0 || isBusy) && (
            <Button kind="link" label={mendText.fixAll} isOff={isBusy} onPress={() => hard.forEach(({ nodeId }) => part.fix(nodeId))} />
          )}
          {hasDetails && (
            <button class="link" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
              {isOpen ? mendText.hide : mendText.show}
            </button>
          )}
        </span>
      </div>
      {isOld && <p>{mendText.edited}</p>}
      {isOpen && <Details id={id} measured={measured} part={part} onShow={onShow} />}
    </>
  )
}

/** Draws nothing when no text lies over the pictures, or when nothing was measured and `canAsk` is false. */
export function Readability({ part, nodeIds, canAsk, onShow }: Props) {
  const known = nodeIds.flatMap((nodeId) => {
    const reading = part.readings.value.get(nodeId)
    return reading === undefined || reading.state === 'no-texts' ? [] : [{ nodeId, reading }]
  })
  const isUnknown = nodeIds.every((nodeId) => !part.readings.value.has(nodeId))
  if (known.length === 0 && !(canAsk && isUnknown)) return null
  const measured = known.flatMap(({ nodeId, reading }) => (reading.state === 'measured' ? [{ nodeId, ...reading }] : []))
  const measuring = known.filter(({ reading }) => reading.state === 'measuring').length
  const failed = known.filter(({ reading }) => reading.state === 'failed')
  const askAll = (label: string, ids: readonly string[]) => (
    <Button kind="link" label={label} onPress={() => ids.forEach((id) => part.measure(id))} />
  )
  return (
    <div class="readable" role="group" aria-label={mendText.name}>
      {isUnknown && askAll(mendText.ask, nodeIds)}
      {measuring > 0 && <p>{measuring === 1 ? mendText.measuring : `${mendText.measuring}: ${quantity(measuring, 'picture')}`}</p>}
      {failed.length > 0 && (
        <div class="line">
          <p>{mendText.failed}</p>
          {askAll(
            mendText.again,
            failed.map(({ nodeId }) => nodeId),
          )}
        </div>
      )}
      {measured.length > 0 && <MeasuredTexts part={part} measured={measured} onShow={onShow} />}
    </div>
  )
}
