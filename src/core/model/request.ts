// A model's request, written from its data: nothing is sent that the data does not name, so nothing that the maker does not know.

import type { RequestInput, Model, ModelData, Value } from './model.ts'

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}

const sizeFields: Record<ModelData['sizing'], (sent: RequestInput['sent']) => Readonly<Record<string, Value>>> = {
  none: () => ({}),
  // In its lowest terms. Unset, the vendor may answer with a square (api §6), so it is always sent.
  ratio: ({ width, height }) => {
    const by = commonDivisor(width, height)
    return { aspect_ratio: `${width / by}:${height / by}` }
  },
  exact: ({ width, height }) => ({ width, height }),
}

export function makeModel(data: ModelData): Model {
  return {
    ...data,
    request: ({ prompt, seed, values, sent }) => {
      const fields: Record<string, Value> = { prompt, seed, ...sizeFields[data.sizing](sent) }
      for (const [name, param] of Object.entries(data.params)) {
        const value = values[name] ?? null
        const isLeftOut = param.kind === 'toggle' && param.isOnlySaidOn === true && value !== true
        if (param.field !== undefined && !isLeftOut) fields[param.field] = value
      }
      return { fields, imageField: data.imageField(values) }
    },
  }
}
