// Which texts over a picture are hard to read, and the one press that mends it.

import { useId } from 'preact/hooks'
import { limitWords, ratioWords, verdictWords } from '../../core/read-words.ts'
import type { HardText } from '../../core/readability.ts'
import type { Reading } from '../store/guard.ts'
import type { Store } from '../store.types.ts'
import { Button } from './Buttons.tsx'

type Props = { readonly store: Pick<Store, 'guard' | 'showOnCanvas'>; readonly nodeId: string; readonly canAsk: boolean }

const HardLine = ({ text, onShow }: { readonly text: HardText; readonly onShow: () => void }) => (
  <li>
    <button class="hard" title="Show on canvas" onClick={onShow}>
      <span class="hard-words">{text.words}</span> <span class="hint">{`${ratioWords(text.contrast)}, needs ${text.needed} : 1`}</span>
    </button>
  </li>
)

const layLabel = ({ hard, doing }: Extract<Reading, { state: 'measured' }>): string => {
  const isOne = hard.filter(({ canMend }) => canMend).length === 1
  if (doing === 'laying') return isOne ? 'Laying scrim' : 'Laying scrims'
  return isOne ? 'Lay scrim' : 'Lay scrims'
}

const Measured = ({ store, nodeId, reading }: Omit<Props, 'canAsk'> & { readonly reading: Extract<Reading, { state: 'measured' }> }) => {
  const { guard } = store
  const { hard, laid, mended, doing, isOld } = reading
  const canMend = hard.some((text) => text.canMend)
  return (
    <>
      <p class={hard.length > 0 ? 'verdict warned' : 'verdict'}>{verdictWords(reading, laid, mended)}</p>
      {hard.length > 0 && (
        <ul class="hards">
          {hard.map((text) => (
            <HardLine key={text.id} text={text} onShow={() => store.showOnCanvas(text.id)} />
          ))}
        </ul>
      )}
      {limitWords(reading).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {isOld && <p>Something was edited since.</p>}
      <div class="links">
        {canMend && <Button kind="link" label={layLabel(reading)} isOff={doing !== null} onPress={() => guard.layScrims(nodeId)} />}
        {laid > 0 && (
          <Button
            kind="link"
            label={laid === 1 ? 'Remove scrim' : 'Remove scrims'}
            isOff={doing !== null}
            onPress={() => guard.removeScrims(nodeId)}
          />
        )}
        {isOld && <Button kind="link" label="Measure again" isOff={doing !== null} onPress={() => guard.measure(nodeId)} />}
      </div>
    </>
  )
}

/** Says nothing where no text lies over the picture, or where nobody has asked. */
export const Readable = ({ store, nodeId, canAsk }: Props) => {
  const headingId = useId()
  const reading = store.guard.readings.value.get(nodeId)
  if (reading?.state === 'no-texts' || (reading === undefined && !canAsk)) return null
  const ask = (label: string) => <Button kind="link" label={label} onPress={() => store.guard.measure(nodeId)} />
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
      {reading?.state === 'measured' && <Measured store={store} nodeId={nodeId} reading={reading} />}
    </div>
  )
}
