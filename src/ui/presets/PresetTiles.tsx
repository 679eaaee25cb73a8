// Presets as tiles below the looks; a press applies one. They form a single tab stop, and arrow keys move between them.

import { useEffect, useState } from 'preact/hooks'
import { findLook } from '../../core/look/looks.ts'
import { LookDrawing } from '../look/LookDrawing.tsx'
import type { PresetsPart } from './types.ts'
import { presetsWords } from './words.ts'

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

export function PresetTiles({ part }: { readonly part: Pick<PresetsPart, 'tiles' | 'applyTile' | 'swatchOf' | 'watch'> }) {
  const tiles = part.tiles.value
  const [stop, setStop] = useState(0)
  useEffect(() => part.watch(), [])
  if (tiles.length === 0) return null
  const at = Math.min(stop, tiles.length - 1)
  const move = (event: KeyboardEvent): void => {
    const step = steps[event.key]
    if (step === undefined || !(event.currentTarget instanceof Element)) return
    event.preventDefault()
    event.currentTarget.querySelectorAll('button')[(at + step + tiles.length) % tiles.length]?.focus()
  }
  return (
    <div class="own" role="toolbar" aria-label={presetsWords.title} onKeyDown={move}>
      {tiles.map(({ preset, isOn }, place) => {
        const picture = part.swatchOf(preset)
        return (
          <button
            key={place}
            class="button preset"
            tabIndex={place === at ? 0 : -1}
            aria-label={presetsWords.tile(preset.name)}
            aria-current={isOn || undefined}
            title={preset.words}
            onFocus={() => setStop(place)}
            onClick={() => part.applyTile(preset)}
          >
            <span class="swatch">
              <LookDrawing purpose={preset.purpose} colors={findLook(preset.purpose, preset.look).swatch} />
              {picture !== null && <img src={picture} alt="" />}
            </span>
            {preset.name}
          </button>
        )
      })}
    </div>
  )
}
