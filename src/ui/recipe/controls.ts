// What the user chooses: purpose, look, light, words, variants, model and its values, seed.

import { computed, signal } from '@preact/signals'
import { findLight, lights } from '../../core/look/lights.ts'
import { findLook, looksOf } from '../../core/look/looks.ts'
import { carryOver } from '../../core/model/carry-over.ts'
import { keepsTexts } from '../../core/recipe/live-choice.ts'
import { findModel, models } from '../../core/model/models.ts'
import { readValue, readValues } from '../../core/model/model.ts'
import type { Options } from '../../core/recipe/options.ts'
import type { Setup } from '../../core/recipe/setup.ts'
import { composePrompt } from '../../core/look/prompt.ts'
import type { LastSetup } from '../../core/recipe/setup.ts'
import { clampVariants } from '../../core/recipe/options.ts'
import type { Purpose } from '../../core/look/look.ts'
import type { Value, Values } from '../../core/model/model.ts'
import { expandPromptVariants } from '../../core/look/prompt-variants.ts'
import { clampSeed, randomSeed } from '../../core/recipe/seed.ts'
import { makeExtraChoices } from './extra-choices.ts'

export function makeControls(random: () => number) {
  const anySeed = (): number => randomSeed(random)

  const purpose = signal<Purpose>('building')
  const looks = signal<LastSetup['looks']>({})
  const lightId = signal(findLight('').id)
  const words = signal('')
  const variants = signal(1)
  const modelId = signal(models[0].id)
  const stored = signal<LastSetup['values']>({})
  const seed = signal(anySeed())
  const isSeedLocked = signal(false)
  const isAdvancedOpen = signal(false)
  const keepsTextsBy = signal<LastSetup['keepsTexts']>({})
  const keepsVectors = signal(false)
  const edits = signal(0)
  const changed = (): void => {
    edits.value = edits.peek() + 1
  }

  const kinds = computed(() => ({ texts: keepsTextsBy.value[purpose.value] ?? keepsTexts(purpose.value), vectors: keepsVectors.value }))
  const look = computed(() => findLook(purpose.value, looks.value[purpose.value] ?? ''))
  const light = computed(() => findLight(lightId.value))
  const model = computed(() => findModel(modelId.value) ?? models[0])
  const values = computed(() => readValues(model.value, stored.value[model.value.id]))
  const moreLooks = makeExtraChoices(
    () => looksOf(purpose.value),
    () => look.value.id,
    (id) => chooseLook(id),
  )
  const moreLights = makeExtraChoices(
    () => lights,
    () => light.value.id,
    (id) => chooseLight(id),
  )
  const wordings = computed(() => expandPromptVariants(words.value))
  /** The prompt of the first picture. */
  const prompt = computed(() => composePrompt(model.value, look.value, light.value, wordings.value.wordings[0].words))
  const options = computed<Options>(() => ({
    looks: moreLooks.chosen.value,
    lights: moreLights.chosen.value,
    wordings: wordings.value.wordings,
    variants: variants.value,
  }))

  const chooseLook = (id: string): void => {
    if (!looksOf(purpose.peek()).some((known) => known.id === id)) return
    looks.value = { ...looks.peek(), [purpose.peek()]: id }
    changed()
  }
  const chooseLight = (id: string): void => {
    lightId.value = findLight(id).id
    changed()
  }

  const setValues = (next: Values): void => {
    stored.value = { ...stored.peek(), [modelId.peek()]: next }
    changed()
  }

  return {
    ...{ purpose, look, light, words, prompt, variants, model, values, seed, isSeedLocked, isAdvancedOpen },
    ...{ moreLooks, moreLights, options, wordings, anySeed, kinds },
    /** How many choices a person has made in this window: a change of it is worth keeping. */
    edits,
    /** An order was made with the seed in the field: unless it is locked, the next one gets another. */
    seedUsed: (): void => {
      if (!isSeedLocked.peek()) seed.value = anySeed()
    },
    restore: (choices: LastSetup): void => {
      looks.value = choices.looks
      lightId.value = findLight(choices.light).id
      words.value = choices.words
      variants.value = clampVariants(choices.variants)
      modelId.value = findModel(choices.modelId)?.id ?? models[0].id
      stored.value = choices.values
      keepsTextsBy.value = choices.keepsTexts
      keepsVectors.value = choices.keepsVectors
      if (choices.seed !== null) {
        seed.value = choices.seed
        isSeedLocked.value = true
      }
    },
    choices: (): LastSetup => ({
      modelId: modelId.peek(),
      values: stored.peek(),
      looks: looks.peek(),
      light: lightId.peek(),
      words: words.peek(),
      variants: variants.peek(),
      keepsTexts: keepsTextsBy.peek(),
      keepsVectors: keepsVectors.peek(),
      seed: isSeedLocked.peek() ? seed.peek() : null,
    }),
    /**
     * With the seed locked that is part of it, or without; where it has none, the user's own stays. A model that is not known here
     * leaves the user's own in place, which reads what it can of the values: what became of them is told, to be said.
     */
    takeOver: (setup: Setup, withSeed = true): string => {
      purpose.value = setup.purpose
      moreLooks.setOpen(false)
      moreLights.setOpen(false)
      looks.value = { ...looks.peek(), [setup.purpose]: setup.look }
      lightId.value = findLight(setup.light).id
      words.value = setup.words
      const known = findModel(setup.modelId)
      if (known !== null) modelId.value = known.id
      if (!withSeed) isSeedLocked.value = false
      else if (setup.seed !== null) {
        seed.value = setup.seed
        isSeedLocked.value = true
      }
      if (known !== null) {
        setValues(readValues(known, setup.values))
        return ''
      }
      const now = model.peek()
      const { values: read, lost, changed: altered } = carryOver(setup.values, null, now)
      setValues(read)
      return [
        ` This version does not know ${setup.modelId}, so ${now.label} is used.`,
        ...(altered.length === 0 ? [] : [`Changed: ${altered.join(', ')}.`]),
        ...(lost.length === 0 ? [] : [`Left out: ${lost.join(', ')}.`]),
      ].join(' ')
    },
    ...{ chooseLook, chooseLight },
    choosePurpose: (chosen: Purpose): void => {
      // Each purpose has looks of its own; the guess for another layer of the same purpose leaves the choice alone.
      if (chosen !== purpose.peek()) moreLooks.clear()
      purpose.value = chosen
    },
    keepTexts: (keeps: boolean): void => {
      keepsTextsBy.value = { ...keepsTextsBy.peek(), [purpose.peek()]: keeps }
      changed()
    },
    keepVectors: (keeps: boolean): void => {
      keepsVectors.value = keeps
      changed()
    },
    setWords: (text: string): void => {
      words.value = text
      changed()
    },
    setVariants: (count: number): void => {
      variants.value = clampVariants(count)
      changed()
    },
    chooseModel: (id: string): void => {
      modelId.value = findModel(id)?.id ?? modelId.peek()
      changed()
    },
    setValue: (name: string, value: Value): void => {
      const param = model.peek().params[name]
      if (param !== undefined) setValues({ ...values.peek(), [name]: readValue(param, value) })
    },
    setSeed: (chosen: number): void => {
      seed.value = clampSeed(chosen)
      changed()
    },
    lockSeed: (locked: boolean): void => {
      isSeedLocked.value = locked
      changed()
    },
    rollSeed: (): void => {
      seed.value = anySeed()
      changed()
    },
  }
}

export type RecipePart = ReturnType<typeof makeControls>
