// A setup of another version: which model and values stand in for one that is not known here.

import { carryOver } from '../model/carry-over.ts'
import type { Model, Values } from '../model/model.ts'
import { findModel } from '../model/models.ts'
import type { Setup } from './setup.ts'

/** What became of a setup, for a person to read (`migrationText`). */
export type Migration =
  | { readonly kind: 'none' }
  /** The model is known; it does not take all values as they are. */
  | { readonly kind: 'other-values'; readonly changed: readonly string[]; readonly lost: readonly string[] }
  | {
      readonly kind: 'other-model'
      /** Of the model that is not known here. */
      readonly unknownId: string
      /** Of the model that is used in its place. */
      readonly label: string
      /** Values that are others now, as "Guidance 30 → 10", and labels of those that were left out. */
      readonly changed: readonly string[]
      readonly lost: readonly string[]
    }

export type Migrated = { readonly model: Model; readonly values: Values; readonly migration: Migration }

/** @param current stands in for a model that this version does not know, and reads what it can of the values */
export function migrate({ modelId, values }: Pick<Setup, 'modelId' | 'values'>, current: Model): Migrated {
  const known = findModel(modelId)
  if (known !== null) {
    const { values: read, changed } = carryOver(values, known, known)
    return { model: known, values: read, migration: changed.length === 0 ? { kind: 'none' } : { kind: 'other-values', changed, lost: [] } }
  }
  const carried = carryOver(values, null, current)
  const { changed, lost } = carried
  return {
    model: current,
    values: carried.values,
    migration: { kind: 'other-model', unknownId: modelId, label: current.label, changed, lost },
  }
}

export function alsoLost(migration: Migration, what: string): Migration {
  return migration.kind === 'none' ? { kind: 'other-values', changed: [], lost: [what] } : { ...migration, lost: [...migration.lost, what] }
}
