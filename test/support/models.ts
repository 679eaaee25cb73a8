// A model by its id, where a test cannot do without.

import { findModel } from '../../src/core/models/index.ts'
import type { Model } from '../../src/core/models/model.ts'

export const modelOf = (id: string): Model => {
  const found = findModel(id)
  if (found === null) throw new Error(`no model ${id}`)
  return found
}
