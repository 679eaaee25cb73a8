// Which texts over a picture are hard to read, and the one press that mends it.

import { useId } from 'preact/hooks'
import { limitText, ratioText, verdictText } from '../../core/readability/words.ts'
import type { UnreadableText } from '../../core/readability/readability.ts'
import type { ReadabilityPart, Reading } from './part.ts'
import { Button } from '../kit/Buttons.tsx'
import { plural } from '../../core/base/text.ts'

export type ReadabilityView = Omit<ReadabilityPart, 'edited'>

type Props = {
  readonly part: ReadabilityView
  readonly nodeId: string
  /** Whether it is offered to measure where nobody has measured yet. */
  readonly canAsk: boolean
  readonly onShow: (nodeId: string) => void
}

function HardLine({ text, onShow }: { readonly text: UnreadableText; readonly onShow: () => void }) {
  return (
    <li>
      <button class="hard" title="Show on canvas" onClick={onShow}>
        <span class="hard-words">{text.words}</span> <span class="hint">{`${ratioText(text.contrast)}, needs ${text.needed} : 1`}</span>
      </button>
    </li>
  )
}

type Measured = Extract<Reading, { state: 'measured' }>

type Step = { readonly label: string; readonly onPress: () => void }

function stepsFor(guard: ReadabilityView, nodeId: string, reading: Measured): readonly Step[] {
  const { hard, laid, doing, isOld } = reading
  const mendable = hard.filter(({ remedy }) => remedy !== 'none').length
  const verb = doing === 'laying' ? 'Laying' : 'Lay'
  return [
    ...(mendable > 0 ? [{ label: `${verb} ${plural(mendable, 'scrim')}`, onPress: () => guard.layScrims(nodeId) }] : []),
    ...(laid > 0 ? [{ label: `Remove ${plural(laid, 'scrim')}`, onPress: () => guard.removeScrims(nodeId) }] : []),
    ...(isOld ? [{ label: 'Measure again', onPress: () => guard.measure(nodeId) }] : []),
  ]
}

function Found({ part, nodeId, reading, onShow }: Omit<Props, 'canAsk'> & { readonly reading: Measured }) {
  const { hard, laid, mended, doing, isOld } = reading
  return (
    <>
      <p class={hard.length > 0 ? 'verdict warned' : 'verdict'}>{verdictText(reading, laid, mended)}</p>
      {hard.length > 0 && (
        <ul class="hards">
          {hard.map((text) => (
            <HardLine key={text.id} text={text} onShow={() => onShow(text.id)} />
          ))}
        </ul>
      )}
      {limitText(reading).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {isOld && <p>Something was edited since.</p>}
      <div class="links">
        {stepsFor(part, nodeId, reading).map(({ label, onPress }, index) => (
          // By place: what was pressed keeps the focus when it becomes what undoes it.
          <Button key={index} kind="link" label={label} isOff={doing !== null} onPress={onPress} />
        ))}
      </div>
    </>
  )
}

/** Says nothing where no text lies over the picture, or where nobody has asked. */
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
      {reading?.state === 'measured' && <Found part={part} nodeId={nodeId} reading={reading} onShow={onShow} />}
    </div>
  )
}
