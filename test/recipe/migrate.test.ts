import { describe, expect, it } from 'vitest'
import { migrate } from '../../src/core/recipe/migrate.ts'
import { migrationText, withMigration } from '../../src/core/recipe/words.ts'
import { modelOf } from '../support/models.ts'

const current = modelOf('flux-depth-pro')

describe('a setup', () => {
  it('of a known model keeps the model, and says nothing', () => {
    const { model, values, migration } = migrate({ modelId: 'flux-2-pro', values: { format: 'jpeg' } }, current)
    expect([model.id, values.format, migration]).toEqual(['flux-2-pro', 'jpeg', { kind: 'none' }])
    expect(migrationText(migration)).toBeNull()
    expect(withMigration('Preset applied.', migration)).toBe('Preset applied.')
  })

  it('of a known model says which values it does not take as they are', () => {
    const { values, migration } = migrate({ modelId: 'flux-depth-pro', values: { steps: 100, guidance: 7.3, format: 'png' } }, current)
    expect(values).toMatchObject({ steps: 50, guidance: 7.5, format: 'png' })
    expect(withMigration('Preset applied.', migration)).toBe('Preset applied. Changed: Guidance 7.3 → 7.5, Steps 100 → 50.')
  })

  it('of a model that is not known here takes the current one, which reads what it can of the values', () => {
    const { model, values, migration } = migrate({ modelId: 'flux-9', values: { guidance: 10_000, mood: 'calm' } }, current)
    expect(model).toBe(current)
    expect(migration).toMatchObject({ kind: 'other-model', unknownId: 'flux-9', label: current.label, lost: ['mood'] })
    expect(withMigration('Preset applied.', migration)).toBe(
      `Preset applied. This version does not know flux-9, so ${current.label} is used. ` +
        `Changed: Guidance 10000 → ${String(values.guidance)}. Left out: mood.`,
    )
  })
})
