// The preset tiles below the looks: the user's own for the current purpose, then the supplied ones.

import { computed } from '@preact/signals'
import { suppliedFor } from '../../core/presets/supplied.ts'
import type { RecipePart } from '../recipe/part.ts'
import type { StoredPresets } from './stored-presets.ts'
import type { PresetsPart } from './types.ts'

type Shown = Pick<RecipePart, 'purpose' | 'look' | 'light' | 'words' | 'model' | 'values' | 'reference'>

export function makeTiles({ list, removed, setRemoved }: StoredPresets, shown: Shown): Pick<PresetsPart, 'tiles' | 'supplied' | 'show'> {
  const { purpose, look, light, words, model, values, reference } = shown
  const supplied = computed(() => suppliedFor(purpose.value).map((one) => ({ ...one, isShown: !removed.value.includes(one.id) })))

  return {
    supplied,
    tiles: computed(() => {
      const own = list.value === 'newer' ? [] : list.value.filter((preset) => preset.purpose === purpose.value)
      // A supplied preset leaves the model and its values unchanged.
      const rest = { purpose: purpose.value, modelId: model.value.id, values: values.value, seed: null }
      const more = supplied.value.filter(({ isShown }) => isShown).map((one) => ({ ...one, ...rest }))
      return [...own, ...more].map((preset) => ({
        preset,
        isOn:
          reference.value === null &&
          preset.look === look.value.id &&
          preset.light === light.value.id &&
          preset.words === words.value.trim(),
      }))
    }),
    show: (id, isShown) => setRemoved([...removed.peek().filter((other) => other !== id), ...(isShown ? [] : [id])]),
  }
}
