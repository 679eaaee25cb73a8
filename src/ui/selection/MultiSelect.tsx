// Options for several selected layers: restyle each one or all as one scene, and where the results go.

import type { Signal } from '@preact/signals'
import { maxPadding } from '../../core/selection/subject.ts'
import type { SelectionPart } from './part.ts'
import { Check } from '../kit/Check.tsx'
import { Pair } from '../kit/Pair.tsx'
import { NumberField } from '../kit/NumberField.tsx'
import { selectionWords } from './words.ts'

type Props = {
  readonly part: Pick<SelectionPart, 'selection' | 'mode' | 'scene' | 'setMode' | 'setScene'>
  /** Whether results of several frames go together on a board instead of beside their frames. */
  readonly isBoard: Signal<boolean>
}

function SceneControls({ part }: Pick<Props, 'part'>) {
  const { padding, background } = part.scene.value
  const hasBackground = background !== ''
  return (
    <>
      <label for="padding">{selectionWords.padding}</label>
      <div class="scene-choices">
        <NumberField
          id="padding"
          label={selectionWords.padding}
          value={padding}
          min={0}
          max={maxPadding}
          read={(typed) => Math.min(maxPadding, Math.max(0, Math.round(typed) || 0))}
          onValue={(value) => part.setScene({ padding: value, background })}
        />
        <Check
          label={selectionWords.background}
          isOn={hasBackground}
          onChange={(isOn) => part.setScene({ padding, background: isOn ? '#e5e5e5' : '' })}
        />
        {hasBackground && (
          <input
            type="color"
            aria-label={selectionWords.backgroundColor}
            value={background}
            onChange={(event) => part.setScene({ padding, background: event.currentTarget.value })}
          />
        )}
      </div>
    </>
  )
}

export function MultiSelect({ part, isBoard }: Props) {
  const selection = part.selection.value
  const isScene = part.mode.value === 'scene'
  const isTogether = isBoard.value
  if (selection.kind !== 'several' || selection.sources.length < 2) return null
  return (
    <div class="several">
      <Pair
        label={selectionWords.taking}
        name="taking"
        options={[selectionWords.frames, selectionWords.scene]}
        isSecond={isScene}
        onChoose={(second) => part.setMode(second ? 'scene' : 'frames')}
      />
      {isScene ? (
        <SceneControls part={part} />
      ) : (
        <Pair
          label={selectionWords.placing}
          name="placing"
          options={[selectionWords.beside, selectionWords.together]}
          isSecond={isTogether}
          onChoose={(second) => {
            isBoard.value = second
          }}
        />
      )}
    </div>
  )
}
