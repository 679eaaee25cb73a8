// Writes a model's request from its data. Sends only fields named in the data, so none that the maker does not know.

import { wellFormed } from '../base/text.ts'
import type { RequestInput, Model, ModelData, Value } from './model.ts'

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}

const sizeFields: Record<ModelData['sizing'], (sent: RequestInput['sent']) => Readonly<Record<string, Value>>> = {
  none: () => ({}),
  // Reduced to lowest terms and always sent: without it the vendor may answer with a square (api §6).
  ratio: ({ width, height }) => {
    const divisor = commonDivisor(width, height)
    return { aspect_ratio: `${width / divisor}:${height / divisor}` }
  },
  exact: ({ width, height }) => ({ width, height }),
}

export function makeModel(data: ModelData): Model {
  return {
    ...data,
    request: ({ prompt, seed, values, sent }) => {
      const fields: Record<string, Value> = { prompt: wellFormed(prompt), seed, ...sizeFields[data.sizing](sent) }
      for (const [name, param] of Object.entries(data.params)) {
        const value = values[name] ?? null
        const isOmitted = param.kind === 'toggle' && param.isOmittedWhenOff === true && value !== true
        if (param.field !== undefined && !isOmitted) fields[param.field] = value
      }
      return { fields, imageField: data.imageField(values) }
    },
  }
}
