// Migrates a setup of another version: which model and values replace one that this version does not know.

import { carryOver } from '../model/carry-over.ts'
import type { Model, Values } from '../model/model.ts'
import { findModel } from '../model/models.ts'
import type { Setup } from './setup.ts'

/** What changed in a setup, to be shown to the user (`migrationText`). */
export type Migration =
  | { readonly kind: 'none' }
  /** The model is known, but does not accept all values as they are. */
  | { readonly kind: 'other-values'; readonly changed: readonly string[]; readonly lost: readonly string[] }
  | {
      readonly kind: 'other-model'
      /** Id of the model that this version does not know. */
      readonly unknownId: string
      /** Label of the model that is used instead. */
      readonly label: string
      /** Values that changed, as "Guidance 30 → 10", and labels of those that were dropped. */
      readonly changed: readonly string[]
      readonly lost: readonly string[]
    }

export type Migrated = { readonly model: Model; readonly values: Values; readonly migration: Migration }

/** @param current replaces a model that this version does not know, and takes over the values it can */
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
