// The setting below which share of kept lines a picture counts as low.

import { clampKeptLimit } from '../../core/connection/settings.ts'
import { NumberField } from '../kit/NumberField.tsx'
import type { ConnectionPart } from './part.ts'
import { connectionWords } from './words.ts'

export function KeptLimit({ part }: { readonly part: Pick<ConnectionPart, 'keptLimit' | 'limitKept'> }) {
  return (
    <div class="kept-limit">
      <label for="kept-limit">{connectionWords.keptLimit}</label>
      <NumberField
        id="kept-limit"
        label={`${connectionWords.keptLimit} (${connectionWords.percent})`}
        value={part.keptLimit.value}
        min={0}
        max={100}
        read={clampKeptLimit}
        onValue={part.limitKept}
      />
      {connectionWords.percent}
    </div>
  )
}
