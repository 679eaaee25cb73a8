// The geometry dial: how closely the model follows the frame.

import { stopText } from '../../core/model/dial.ts'
import { stopLabel, stops } from '../../core/model/stops.ts'
import { Radios } from '../kit/Radios.tsx'
import { geometryWords } from './geometry-words.ts'
import type { RecipePart } from './part.ts'
import { Until, type UntilView } from './Until.tsx'

const options = stops.map((id) => ({ id, label: stopLabel[id] }))

export function Geometry({ part }: { readonly part: UntilView & Pick<RecipePart, 'model' | 'stop' | 'chooseStop'> }) {
  const { id, dial } = part.model.value
  const stop = part.stop.value
  if (dial === undefined) return null
  return (
    <>
      <div class="heading">
        <h2 aria-hidden="true">{geometryWords.title}</h2>
        <span>{stopText(id, stop)}</span>
      </div>
      <Radios label={geometryWords.title} kind="geometry" options={options} chosen={stop ?? ''} onChoose={part.chooseStop} />
      <Until part={part} />
    </>
  )
}
