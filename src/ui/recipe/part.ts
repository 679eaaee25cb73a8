// What the user chooses for a picture: purpose, look, light, words, variants, model and its values, seed.

import { signal } from '@preact/signals'
import type { Purpose } from '../../core/look/look.ts'
import type { Stop } from '../../core/model/stops.ts'
import { type Value, readValue } from '../../core/model/model.ts'
import { findModel } from '../../core/model/models.ts'
import type { Migration } from '../../core/recipe/migrate.ts'
import { clampVariants } from '../../core/recipe/options.ts'
import { clampSeed, randomSeed } from '../../core/recipe/seed.ts'
import type { LastSetup, Setup } from '../../core/recipe/setup.ts'
import {
  type Chosen,
  type Used,
  chooseLight,
  chooseLook,
  chooseStop,
  edit,
  makeChosen,
  makeUsed,
  setLookPicture,
  setValues,
} from './state.ts'
import { type SeedUse, applySetup, lastSetupOf, restore } from './stored.ts'

/** @param random from 0 (inclusive) to 1 (exclusive) */
export function makeRecipe(random: () => number) {
  const chosen = makeChosen(random)
  const used = makeUsed(chosen)
  return {
    ...used,
    purpose: chosen.purpose,
    lookPicture: chosen.lookPicture,
    words: chosen.words,
    asTyped: chosen.asTyped,
    variants: chosen.variants,
    seed: chosen.seed,
    isSeedLocked: chosen.isSeedLocked,
    isAdvancedOpen: chosen.isAdvancedOpen,
    isUntilOn: chosen.isUntilOn,
    untilChoice: chosen.untilChoice,
    /** True while the settings of a picture are about to replace these. */
    isGivingWay: signal(false),
    edits: chosen.edits,
    ...choiceActions(chosen, used),
    ...modelActions(chosen, used),
    ...seedActions(chosen, random),
    /** The state of the controls, to be stored for the next window. */
    lastSetup: (): LastSetup => lastSetupOf(chosen),
    restore: (last: LastSetup): void => restore(chosen, last),
    applySetup: (setup: Setup, use: SeedUse): Migration => applySetup(chosen, used, setup, use),
  }
}

export type RecipePart = ReturnType<typeof makeRecipe>

function choiceActions(chosen: Chosen, { moreLooks }: Used) {
  return {
    chooseLook: (id: string): void => chooseLook(chosen, id),
    chooseLight: (id: string): void => chooseLight(chosen, id),
    setLookPicture: (change: Parameters<typeof setLookPicture>[1]): void => setLookPicture(chosen, change),
    /** Each purpose has its own looks. Choosing the same purpose again leaves the added looks alone. */
    choosePurpose: (purpose: Purpose): void => {
      if (purpose !== chosen.purpose.peek()) moreLooks.clear()
      chosen.purpose.value = purpose
    },
    setWords: (text: string): void => edit(chosen, chosen.words, text),
    /** Whether braces in the words are literal and not lists of alternatives. */
    setAsTyped: (isAsTyped: boolean): void => edit(chosen, chosen.asTyped, isAsTyped),
    setVariants: (count: number): void => edit(chosen, chosen.variants, clampVariants(count)),
    /** Applies to the current purpose. */
    keepTexts: (keeps: boolean): void => edit(chosen, chosen.keepsTexts, { ...chosen.keepsTexts.peek(), [chosen.purpose.peek()]: keeps }),
    keepVectors: (keeps: boolean): void => edit(chosen, chosen.keepsVectors, keeps),
  }
}

function modelActions(chosen: Chosen, used: Used) {
  const { model, values } = used
  return {
    /** An unknown id leaves the model unchanged. The geometry dial keeps its stop, unless values were set by hand. */
    chooseModel: (id: string): void => {
      const stop = used.stop.peek()
      edit(chosen, chosen.modelId, findModel(id)?.id ?? chosen.modelId.peek())
      const now = used.stop.peek()
      if (stop !== null && now !== null && now !== stop) chooseStop(chosen, used, stop)
    },
    chooseStop: (stop: Stop): void => chooseStop(chosen, used, stop),
    /** Does nothing for a parameter that the model does not have. */
    setValue: (name: string, value: Value): void => {
      const param = model.peek().params[name]
      if (param !== undefined) setValues(chosen, { ...values.peek(), [name]: readValue(param, value) })
    },
  }
}

function seedActions(chosen: Chosen, random: () => number) {
  const anySeed = (): number => randomSeed(random)
  return {
    anySeed,
    /** Called when an order has used the seed in the field: unless locked, the field gets a new one. */
    seedUsed: (): void => {
      if (!chosen.isSeedLocked.peek()) chosen.seed.value = anySeed()
    },
    setSeed: (typed: number): void => edit(chosen, chosen.seed, clampSeed(typed)),
    lockSeed: (isLocked: boolean): void => edit(chosen, chosen.isSeedLocked, isLocked),
    rollSeed: (): void => edit(chosen, chosen.seed, anySeed()),
  }
}
