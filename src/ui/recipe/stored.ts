// Choices that were stored: those of the last window, and those of a preset or an earlier picture.

import { findLight } from '../../core/look/lights.ts'
import { findModel, models } from '../../core/model/models.ts'
import { type Migration, migrate } from '../../core/recipe/migrate.ts'
import { clampVariants } from '../../core/recipe/options.ts'
import type { LastSetup, Setup } from '../../core/recipe/setup.ts'
import { type Chosen, type Used, setValues } from './state.ts'

export function lastSetupOf(chosen: Chosen): LastSetup {
  return {
    modelId: chosen.modelId.peek(),
    values: chosen.values.peek(),
    looks: chosen.looks.peek(),
    light: chosen.lightId.peek(),
    words: chosen.words.peek(),
    ...(chosen.asTyped.peek() ? { asTyped: true } : {}),
    variants: chosen.variants.peek(),
    keepsTexts: chosen.keepsTexts.peek(),
    keepsVectors: chosen.keepsVectors.peek(),
    seed: chosen.isSeedLocked.peek() ? chosen.seed.peek() : null,
  }
}

export function restore(chosen: Chosen, last: LastSetup): void {
  chosen.looks.value = last.looks
  chosen.lightId.value = findLight(last.light).id
  chosen.words.value = last.words
  chosen.asTyped.value = last.asTyped === true
  chosen.variants.value = clampVariants(last.variants)
  chosen.modelId.value = findModel(last.modelId)?.id ?? models[0].id
  chosen.values.value = last.values
  chosen.keepsTexts.value = last.keepsTexts
  chosen.keepsVectors.value = last.keepsVectors
  lockSeed(chosen, last.seed)
}

/** `take` locks the seed of the setup; one without a seed leaves the user's own. `drop` unlocks the user's own. */
export type SeedUse = { readonly seed: 'take' | 'drop' }

/** The model in use stays when this version does not know that of the setup, and reads what it can of the values. */
export function applySetup(chosen: Chosen, { model, moreLooks, moreLights }: Used, setup: Setup, use: SeedUse): Migration {
  chosen.purpose.value = setup.purpose
  moreLooks.setOpen(false)
  moreLights.setOpen(false)
  chosen.looks.value = { ...chosen.looks.peek(), [setup.purpose]: setup.look }
  chosen.lightId.value = findLight(setup.light).id
  chosen.words.value = setup.words
  chosen.asTyped.value = setup.asTyped === true
  if (use.seed === 'take') lockSeed(chosen, setup.seed)
  else chosen.isSeedLocked.value = false
  const migrated = migrate(setup, model.peek())
  chosen.modelId.value = migrated.model.id
  setValues(chosen, migrated.values)
  return migrated.migration
}

function lockSeed(chosen: Chosen, seed: number | null): void {
  if (seed === null) return
  chosen.seed.value = seed
  chosen.isSeedLocked.value = true
}
