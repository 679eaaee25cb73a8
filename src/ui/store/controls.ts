// What the user chooses: purpose, look, light, words, variants, model and its values, seed.

import { computed, signal } from '@preact/signals'
import { findLight } from '../../core/lights.ts'
import { findLook, looksOf } from '../../core/looks/index.ts'
import { findModel, models } from '../../core/models/index.ts'
import { maxSeed, readValue, readValues } from '../../core/models/model.ts'
import type { OrderedPicture } from '../../core/protocol.ts'
import type { Setup } from '../../core/presets.ts'
import { composePrompt } from '../../core/prompt.ts'
import { type Choices, maxVariants } from '../../core/settings.ts'
import type { Purpose } from '../../core/style.ts'
import type { Value, Values } from '../../core/models/model.ts'

const toCount = (count: number): number => Math.min(maxVariants, Math.max(1, Math.round(count) || 1))

/** @param changed called after every choice, so that it can be kept */
export const makeControls = (random: () => number, now: () => number, changed: () => void) => {
  const anySeed = (): number => Math.floor(random() * 1_000_000_000)

  const purpose = signal<Purpose>('building')
  const looks = signal<Choices['looks']>({})
  const lightId = signal(findLight('').id)
  const words = signal('')
  const variants = signal(1)
  const modelId = signal(models[0].id)
  const stored = signal<Choices['values']>({})
  const seed = signal(anySeed())
  const isSeedLocked = signal(false)
  const isAdvancedOpen = signal(false)

  const look = computed(() => findLook(purpose.value, looks.value[purpose.value] ?? ''))
  const light = computed(() => findLight(lightId.value))
  const model = computed(() => findModel(modelId.value))
  const values = computed(() => readValues(model.value, stored.value[model.value.id]))
  const prompt = computed(() => composePrompt(model.value, look.value, light.value, words.value))

  /** Seeds of an order: counted up from a locked one; else the one in the field, then others by chance, all different. */
  const seedsFor = (count: number): readonly number[] => {
    const chosen = new Set([seed.peek()])
    while (chosen.size < count) chosen.add(isSeedLocked.peek() ? (seed.peek() + chosen.size) % (maxSeed + 1) : anySeed())
    return [...chosen]
  }

  const setValues = (next: Values): void => {
    stored.value = { ...stored.peek(), [modelId.peek()]: next }
    changed()
  }

  return {
    ...{ purpose, look, light, words, prompt, variants, model, values, seed, isSeedLocked, isAdvancedOpen },
    /** The pictures of one press of the button. */
    pictures: (): readonly OrderedPicture[] => {
      const createdAt = now()
      const ordered = seedsFor(variants.peek()).map((chosen) => ({
        key: `${createdAt.toString(36)}-${Math.floor(random() * 2 ** 40).toString(36)}`,
        lookLabel: look.peek().label,
        recipe: {
          version: 1 as const,
          modelId: model.peek().id,
          values: values.peek(),
          seed: chosen,
          purpose: purpose.peek(),
          look: look.peek().id,
          light: light.peek().id,
          words: words.peek().trim(),
          prompt: prompt.peek(),
          createdAt,
        },
      }))
      if (!isSeedLocked.peek()) seed.value = anySeed()
      return ordered
    },
    restore: (choices: Choices): void => {
      looks.value = choices.looks
      lightId.value = findLight(choices.light).id
      words.value = choices.words
      variants.value = toCount(choices.variants)
      modelId.value = findModel(choices.modelId).id
      stored.value = choices.values
      if (choices.seed !== null) {
        seed.value = choices.seed
        isSeedLocked.value = true
      }
    },
    choices: (): Choices => ({
      modelId: modelId.peek(),
      values: stored.peek(),
      looks: looks.peek(),
      light: lightId.peek(),
      words: words.peek(),
      variants: variants.peek(),
      seed: isSeedLocked.peek() ? seed.peek() : null,
    }),
    /** Everything but a seed that is none of it: the user's own stays. */
    takeOver: (setup: Setup): void => {
      purpose.value = setup.purpose
      looks.value = { ...looks.peek(), [setup.purpose]: setup.look }
      lightId.value = findLight(setup.light).id
      words.value = setup.words
      modelId.value = findModel(setup.modelId).id
      if (setup.seed !== null) {
        seed.value = setup.seed
        isSeedLocked.value = true
      }
      setValues(readValues(model.peek(), setup.values))
    },
    choosePurpose: (chosen: Purpose): void => {
      purpose.value = chosen
    },
    chooseLook: (id: string): void => {
      if (!looksOf(purpose.peek()).some((known) => known.id === id)) return
      looks.value = { ...looks.peek(), [purpose.peek()]: id }
      changed()
    },
    chooseLight: (id: string): void => {
      lightId.value = findLight(id).id
      changed()
    },
    setWords: (text: string): void => {
      words.value = text
      changed()
    },
    setVariants: (count: number): void => {
      variants.value = toCount(count)
      changed()
    },
    chooseModel: (id: string): void => {
      modelId.value = findModel(id).id
      changed()
    },
    setValue: (name: string, value: Value): void => {
      const param = model.peek().params[name]
      if (param !== undefined) setValues({ ...values.peek(), [name]: readValue(param, value) })
    },
    setSeed: (chosen: number): void => {
      seed.value = Math.min(maxSeed, Math.max(0, Math.round(chosen) || 0))
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
