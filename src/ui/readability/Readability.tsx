// Which texts over a picture are hard to read, and the one press that mends it.

import { useId } from 'preact/hooks'
import { limitText, ratioText, verdictText } from '../../core/readability/words.ts'
import type { UnreadableText } from '../../core/readability/readability.ts'
import type { ReadabilityPart } from './part.ts'
import type { Reading } from './readings.ts'
import { Button } from '../kit/Buttons.tsx'
import { plural } from '../../core/base/text.ts'

export type ReadabilityView = Omit<ReadabilityPart, 'edited'>

type Props = {
  readonly part: ReadabilityView
  readonly nodeId: string
  /** Whether a button offers to measure when nothing was measured yet. */
  readonly canAsk: boolean
  readonly onShow: (nodeId: string) => void
}

function UnreadableLine({ text, onShow }: { readonly text: UnreadableText; readonly onShow: () => void }) {
  return (
    <li>
      <button class="unreadable-text" title="Show on canvas" onClick={onShow}>
        <span class="unreadable-words">{text.words}</span>{' '}
        <span class="hint">{`${ratioText(text.contrast)}, needs ${text.needed} : 1`}</span>
      </button>
    </li>
  )
}

type Measured = Extract<Reading, { state: 'measured' }>

type Action = { readonly label: string; readonly onPress: () => void }

function actionsFor(part: ReadabilityView, nodeId: string, reading: Measured): readonly Action[] {
  const { unreadable, laid, doing, isOld } = reading
  const mendable = unreadable.filter(({ remedy }) => remedy !== 'none').length
  const verb = doing === 'laying' ? 'Laying' : 'Lay'
  return [
    ...(mendable > 0 ? [{ label: `${verb} ${plural(mendable, 'scrim')}`, onPress: () => part.layScrims(nodeId) }] : []),
    ...(laid > 0 ? [{ label: `Remove ${plural(laid, 'scrim')}`, onPress: () => part.removeScrims(nodeId) }] : []),
    ...(isOld ? [{ label: 'Measure again', onPress: () => part.measure(nodeId) }] : []),
  ]
}

function MeasuredTexts({ part, nodeId, reading, onShow }: Omit<Props, 'canAsk'> & { readonly reading: Measured }) {
  const { unreadable, laid, mended, doing, isOld } = reading
  return (
    <>
      <p class={unreadable.length > 0 ? 'verdict warned' : 'verdict'}>{verdictText(reading, laid, mended)}</p>
      {unreadable.length > 0 && (
        <ul class="unreadable-texts">
          {unreadable.map((text) => (
            <UnreadableLine key={text.id} text={text} onShow={() => onShow(text.id)} />
          ))}
        </ul>
      )}
      {limitText(reading).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {isOld && <p>Something was edited since.</p>}
      <div class="links">
        {actionsFor(part, nodeId, reading).map(({ label, onPress }, index) => (
          // By index: the button that was pressed keeps the focus when it becomes the one that undoes it.
          <Button key={index} kind="link" label={label} isOff={doing !== null} onPress={onPress} />
        ))}
      </div>
    </>
  )
}

/** Nothing is shown when no text lies over the picture, or when nothing was measured and `canAsk` is false. */
export function Readability({ part, nodeId, canAsk, onShow }: Props) {
  const headingId = useId()
  const reading = part.readings.value.get(nodeId)
  if (reading?.state === 'no-texts' || (reading === undefined && !canAsk)) return null
  const ask = (label: string) => <Button kind="link" label={label} onPress={() => part.measure(nodeId)} />
  return (
    <div class="readable" role="group" aria-labelledby={headingId}>
      <span class="heading" id={headingId}>
        Readability
      </span>
      {reading === undefined && ask('Measure the text')}
      {reading?.state === 'measuring' && <p>Measuring the text</p>}
      {reading?.state === 'failed' && (
        <>
          <p>The text could not be measured.</p>
          {ask('Measure again')}
        </>
      )}
      {reading?.state === 'measured' && <MeasuredTexts part={part} nodeId={nodeId} reading={reading} onShow={onShow} />}
    </div>
  )
}
