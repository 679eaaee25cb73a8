// The area of a source: which side of its shape is restyled, how far its edge fades, and the shape itself, which is hidden afterwards.

import { useId } from 'preact/hooks'
import { showMarkerText } from '../../core/failure/note.ts'
import { maxFeather } from '../../core/recipe/live-choice.ts'
import { Button, IconButton } from '../kit/Buttons.tsx'
import { NumberField } from '../kit/NumberField.tsx'
import { Pair } from '../kit/Pair.tsx'
import type { LivePart } from './part.ts'
import { liveWords } from './words.ts'

type Props = { readonly part: Pick<LivePart, 'facts' | 'choice' | 'invertArea' | 'featherArea' | 'showMarker' | 'release'> }

function readFeather(typed: number): number {
  return Math.min(maxFeather, Math.max(0, Math.round(typed)))
}

export function AreaLine({ part }: Props) {
  const id = useId()
  const area = part.facts.value?.area ?? null
  const chosen = part.choice.value.area
  if (area === null || chosen === null) return null
  return (
    <li class="area">
      <span class="marked-name">{area.name}</span>
      {area.isHidden && <span class="hint">{liveWords.hidden}</span>}
      <IconButton icon="close" label={liveWords.remove(area.name)} onPress={() => part.release(area.id)} />
      <div class="edge">
        <Pair
          label={liveWords.area}
          name="area"
          options={[liveWords.insideIs, liveWords.outsideIs]}
          isSecond={chosen.changes === 'outside'}
          onChoose={(isOutside) => isOutside !== (chosen.changes === 'outside') && part.invertArea()}
        />
      </div>
      <div class="edge">
        <label for={id}>{liveWords.feather}</label>
        <NumberField
          id={id}
          label={liveWords.feather}
          value={chosen.feather ?? 0}
          min={0}
          max={maxFeather}
          read={readFeather}
          onValue={(feather) => part.featherArea(feather)}
        />
        {liveWords.px}
        {area.isHidden && <Button kind="link" label={showMarkerText} onPress={() => part.showMarker(area.id)} />}
      </div>
    </li>
  )
}
