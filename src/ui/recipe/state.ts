// The recipe's state as signals: the stored choices, and what is derived from them.

import { type Signal, computed, signal } from '@preact/signals'
import { findLight, lights } from '../../core/look/lights.ts'
import type { Light, LookPicture, Purpose } from '../../core/look/look.ts'
import { findLook, looksOf } from '../../core/look/looks.ts'
import { composePrompt } from '../../core/look/prompt.ts'
import { expandPromptVariants, literalPrompt } from '../../core/look/prompt-variants.ts'
import { atStop, stopOf, withClause } from '../../core/model/dial.ts'
import { type Values, readValues } from '../../core/model/model.ts'
import type { Stop } from '../../core/model/stops.ts'
import { findModel, models } from '../../core/model/models.ts'
import { keepsTexts } from '../../core/recipe/live-choice.ts'
import type { Options } from '../../core/recipe/options.ts'
import { randomSeed } from '../../core/recipe/seed.ts'
import type { LastSetup } from '../../core/recipe/setup.ts'
import { type Until, usualUntil } from '../../core/recipe/until.ts'
import { makeExtraChoices } from './extra-choices.ts'

/** The raw choices: ids may be unknown to this version, and values are validated by the model that uses them. */
export function makeChosen(random: () => number) {
  return {
    purpose: signal<Purpose>('building'),
    looks: signal<LastSetup['looks']>({}),
    lightId: signal(findLight('').id),
    /** Kept with `isOn` false while a look is chosen instead. */
    lookPicture: signal<(LookPicture & { readonly isOn: boolean }) | null>(null),
    words: signal(''),
    asTyped: signal(false),
    variants: signal(1),
    modelId: signal(models[0].id),
    values: signal<LastSetup['values']>({}),
    seed: signal(randomSeed(random)),
    isSeedLocked: signal(false),
    /** Off in every new window, as it multiplies the cost. */
    isUntilOn: signal(false),
    untilChoice: signal(usualUntil),
    isAdvancedOpen: signal(false),
    keepsTexts: signal<LastSetup['keepsTexts']>({}),
    keepsVectors: signal(false),
    /** Counts the choices of a person in this window; each change is stored. */
    edits: signal(0),
    /** The signals that were changed by a person in this window. */
    edited: new Set<unknown>(),
  }
}

export type Chosen = ReturnType<typeof makeChosen>

/** Records a choice made by a person. */
export function edit<T>({ edits, edited }: Chosen, choice: Signal<T>, value: T): void {
  choice.value = value
  edited.add(choice)
  edits.value = edits.peek() + 1
}

/** Does nothing for a look that the purpose does not have. */
export function chooseLook(chosen: Chosen, id: string): void {
  const purpose = chosen.purpose.peek()
  if (!looksOf(purpose).some((known) => known.id === id)) return
  edit(chosen, chosen.looks, { ...chosen.looks.peek(), [purpose]: id })
  setLookPicture(chosen, { isOn: false })
}

export function chooseLight(chosen: Chosen, id: string): void {
  edit(chosen, chosen.lightId, findLight(id).id)
  setLookPicture(chosen, { givesLight: false })
}

/** Does nothing without a reference picture. */
export function setLookPicture({ lookPicture }: Chosen, change: { readonly isOn?: boolean; readonly givesLight?: boolean }): void {
  const now = lookPicture.peek()
  if (now !== null) lookPicture.value = { ...now, ...change }
}

export function setValues(chosen: Chosen, values: Values): void {
  edit(chosen, chosen.values, { ...chosen.values.peek(), [chosen.modelId.peek()]: values })
}

/** Values derived from the choices: look, light and model as data, and the options that multiply pictures. */
export function makeUsed(chosen: Chosen) {
  const look = computed(() => findLook(chosen.purpose.value, chosen.looks.value[chosen.purpose.value] ?? ''))
  const light = computed(() => findLight(chosen.lightId.value))
  const model = computed(() => findModel(chosen.modelId.value) ?? models[0])
  const values = computed(() => readValues(model.value, chosen.values.value[model.value.id]))
  const reference = computed<LookPicture | null>(() => {
    if (model.value.reference === undefined || chosen.lookPicture.value === null) return null
    const { isOn, ...picture } = chosen.lookPicture.value
    return isOn ? picture : null
  })
  const promptVariants = computed(() => (chosen.asTyped.value ? literalPrompt : expandPromptVariants)(chosen.words.value))
  const promptWith = (inLight: Light, picture: LookPicture | null): string =>
    composePrompt(withClause(model.value, values.value), look.value, inLight, promptVariants.value.list[0].words, picture)
  const moreLooks = makeExtraChoices(
    () => looksOf(chosen.purpose.value),
    () => look.value.id,
    (id) => chooseLook(chosen, id),
  )
  const moreLights = makeExtraChoices(
    () => lights,
    () => light.value.id,
    (id) => chooseLight(chosen, id),
  )
  return {
    look,
    light,
    model,
    moreLooks,
    moreLights,
    promptVariants,
    values,
    /** The reference picture, which gives the look; null when a look is chosen instead or the model takes none. */
    reference,
    /** The stop of the geometry dial; null when values were set by hand or the model has no dial. */
    stop: computed(() => stopOf(model.value, values.value)),
    /** Null when each picture is made only once. */
    until: computed<Until | null>(() => (chosen.isUntilOn.value && model.value.dial !== undefined ? chosen.untilChoice.value : null)),
    /** Which kinds of layers stay live. */
    kinds: computed(() => ({
      texts: chosen.keepsTexts.value[chosen.purpose.value] ?? keepsTexts(chosen.purpose.value),
      vectors: chosen.keepsVectors.value,
    })),
    /** The full prompt of the first picture. */
    prompt: computed(() => promptWith(light.value, reference.value)),
    /** The same in another light, as for a series, whose lights no reference picture sets. */
    promptIn: (inLight: Light): string => promptWith(inLight, reference.value && { ...reference.value, givesLight: false }),
    options: computed<Options>(() => ({
      // What the reference picture gives replaces the choice of several looks or lights.
      looks: reference.value === null ? moreLooks.chosen.value : [look.value],
      lights: reference.value?.givesLight === true ? [light.value] : moreLights.chosen.value,
      promptVariants: promptVariants.value.list,
      variants: chosen.variants.value,
    })),
  }
}

export type Used = ReturnType<typeof makeUsed>

export function chooseStop(chosen: Chosen, { model, values }: Used, stop: Stop): void {
  setValues(chosen, atStop(model.peek(), values.peek(), stop))
}
