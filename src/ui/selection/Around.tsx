// Alternatives to what is on the card (inner layer, whole frame, original). They take a press and are never chosen silently.

import { Button } from '../kit/Buttons.tsx'
import { toHeading } from '../kit/heading.ts'
import { Pair } from '../kit/Pair.tsx'
import type { SelectionPart } from './part.ts'
import { selectionWords } from './words.ts'

type AroundProps = {
  readonly part: Pick<SelectionPart, 'inner' | 'whole' | 'takeInner' | 'takeWhole' | 'original' | 'from' | 'setFrom'>
}

export function Around({ part }: AroundProps) {
  const inner = part.inner.value
  const whole = part.whole.value
  const original = part.original.value
  return (
    <div
      class="around"
      // A button disappears when pressed, so the focus moves to the heading.
      onClick={({ target }) => target instanceof HTMLButtonElement && toHeading(target)}
    >
      {inner !== null && <Button kind="button small" label={selectionWords.only(inner.name)} onPress={part.takeInner} />}
      {inner === null && whole !== null && <Button kind="button small" label={selectionWords.whole(whole.name)} onPress={part.takeWhole} />}
      {original !== null && (
        <Pair
          label={selectionWords.from}
          name="from"
          options={[selectionWords.original, selectionWords.picture]}
          isSecond={part.from.value === 'picture'}
          isFirstOff={original.target === null}
          onChoose={(isPicture) => part.setFrom(isPicture ? 'picture' : 'original')}
        />
      )}
    </div>
  )
}
