// The card of what stays live, rendered from a record of signals; everything that it calls is recorded.

import { signal } from '@preact/signals'
import type { LiveFacts, PlacedLayer } from '../../src/core/live/live.ts'
import type { Purpose } from '../../src/core/look/look.ts'
import { type LiveChoice, nothingLive } from '../../src/core/recipe/live-choice.ts'
import { Live } from '../../src/ui/live/Live.tsx'
import type { InnerLayer } from '../../src/ui/live/inner-layer.ts'
import type { Target } from '../../src/ui/selection/targets.ts'
import { recorder } from './calls.ts'
import { show } from './screen.tsx'

type LiveState = {
  readonly facts?: LiveFacts
  readonly live?: LiveChoice
  readonly innerLayer?: InnerLayer
  readonly purpose?: Purpose
  readonly guess?: PlacedLayer | null
}

export function showLive({ facts, live: chosen = nothingLive, innerLayer, purpose = 'building', guess = null }: LiveState = {}) {
  const { calls, note } = recorder()
  const live = {
    facts: signal(facts ?? null),
    choice: signal(chosen),
    innerLayer: signal(innerLayer ?? null),
    isShown: signal(false),
    picture: signal<string | null>(null),
    keepTexts: note('keepTexts'),
    keepVectors: note('keepVectors'),
    keepSelected: note('keepSelected'),
    lockSelected: note('lockSelected'),
    chooseProduct: note('chooseProduct'),
    markArea: note('markArea'),
    invertArea: note('invertArea'),
    featherArea: note('featherArea'),
    showMarker: note('showMarker'),
    guess: signal(guess),
    tinted: signal([]),
    choosingIn: signal<Target | null>(null),
    chooseOnCanvas: note('chooseOnCanvas'),
    stopChoosing: note('stopChoosing'),
    release: note('release'),
  }
  const recipe = { purpose: signal(purpose) }
  show(<Live part={live} recipe={recipe} stuck={[]} />)
  return { calls, live, recipe }
}
