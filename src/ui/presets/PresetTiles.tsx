// Presets below the looks: a press applies one.

import { findLook } from '../../core/look/looks.ts'
import { LookDrawing } from '../look/LookDrawing.tsx'
import type { PresetsPart } from './types.ts'
import { presetsWords } from './words.ts'

export function PresetTiles({ part }: { readonly part: Pick<PresetsPart, 'tiles' | 'applyTile'> }) {
  const tiles = part.tiles.value
  if (tiles.length === 0) return null
  return (
    <div class="own" role="group" aria-label={presetsWords.title}>
      {tiles.map(({ preset, isOn }, place) => (
        <button
          key={place}
          class="button preset"
          aria-label={presetsWords.tile(preset.name)}
          aria-current={isOn || undefined}
          title={preset.words}
          onClick={() => part.applyTile(preset)}
        >
          <span class="swatch">
            <LookDrawing purpose={preset.purpose} colors={findLook(preset.purpose, preset.look).swatch} />
          </span>
          {preset.name}
        </button>
      ))}
    </div>
  )
}
