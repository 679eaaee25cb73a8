// A model by its id; throws if there is none.

import { findModel } from '../../src/core/model/models.ts'
import type { Model } from '../../src/core/model/model.ts'

export function modelOf(id: string): Model {
  const found = findModel(id)
  if (found === null) throw new Error(`no model ${id}`)
  return found
}
