// Reads and applies stored choices: those of the last window, and those of a preset or an earlier picture.

import type { Signal } from '@preact/signals'
import { findLight } from '../../core/look/lights.ts'
import { findModel, models } from '../../core/model/models.ts'
import { type Migration, alsoLost, migrate } from '../../core/recipe/migrate.ts'
import { clampVariants } from '../../core/recipe/options.ts'
import { readSeed } from '../../core/model/model.ts'
import type { LastSetup, Setup } from '../../core/recipe/setup.ts'
import { type Chosen, type Used, setLookPicture, setValues } from './state.ts'

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

/** Keeps what a person chose before the stored choices arrived, as that is newer. */
export function restore(chosen: Chosen, last: LastSetup): void {
  const put = <T>(choice: Signal<T>, value: T): void => {
    if (!chosen.edited.has(choice)) choice.value = value
  }
  chosen.looks.value = { ...last.looks, ...chosen.looks.peek() }
  put(chosen.lightId, findLight(last.light).id)
  // The words and the choice to send them as typed belong together.
  if (!chosen.edited.has(chosen.words)) put(chosen.asTyped, last.asTyped === true)
  put(chosen.words, last.words)
  put(chosen.variants, clampVariants(last.variants))
  put(chosen.modelId, findModel(last.modelId)?.id ?? models[0].id)
  chosen.values.value = { ...last.values, ...chosen.values.peek() }
  chosen.keepsTexts.value = { ...last.keepsTexts, ...chosen.keepsTexts.peek() }
  put(chosen.keepsVectors, last.keepsVectors)
  if (!chosen.edited.has(chosen.seed) && !chosen.edited.has(chosen.isSeedLocked)) lockSeed(chosen, last.seed)
}

/** `take` locks the seed of the setup; a setup without a seed leaves the user's own. `drop` unlocks the user's own. */
export type SeedUse = { readonly seed: 'take' | 'drop' }

/** If this version does not know the model of the setup, the current model stays and reads what it can of the values. */
export function applySetup(chosen: Chosen, { model, moreLooks, moreLights }: Used, setup: Setup, use: SeedUse): Migration {
  chosen.purpose.value = setup.purpose
  moreLooks.setOpen(false)
  moreLights.setOpen(false)
  chosen.looks.value = { ...chosen.looks.peek(), [setup.purpose]: setup.look }
  chosen.lightId.value = findLight(setup.light).id
  setLookPicture(chosen, { isOn: false })
  chosen.words.value = setup.words
  chosen.asTyped.value = setup.asTyped === true
  if (use.seed === 'take') lockSeed(chosen, setup.seed)
  else chosen.isSeedLocked.value = false
  const migrated = migrate(setup, model.peek())
  chosen.modelId.value = migrated.model.id
  setValues(chosen, migrated.values)
  return use.seed === 'take' && setup.seed !== null && readSeed(setup.seed) === null
    ? alsoLost(migrated.migration, 'a seed that is no whole number or too long')
    : migrated.migration
}

/** An unusable seed leaves the user's own. */
function lockSeed(chosen: Chosen, kept: number | null): void {
  const seed = readSeed(kept)
  if (seed === null) return
  chosen.seed.value = seed
  chosen.isSeedLocked.value = true
}
