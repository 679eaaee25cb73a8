import { describe, expect, it } from 'vitest'
import { atStop, firmerThan, stopOf, stopText, withClause } from '../../src/core/model/dial.ts'
import { initialValues, readValues } from '../../src/core/model/model.ts'
import { models } from '../../src/core/model/models.ts'
import { stops } from '../../src/core/model/stops.ts'
import { modelOf } from '../support/models.ts'
import { aRecipe } from '../support/tasks.ts'

const withDial = models.filter(({ dial }) => dial !== undefined)

describe('the geometry dial', () => {
  it.each(withDial.map((model) => [model.label, model] as const))('of %s stands at Balanced until somebody turns it', (_, model) => {
    expect(stopOf(model, initialValues(model))).toBe('balanced')
  })

  it.each(withDial.map((model) => [model.label, model] as const))(
    'of %s sets five stops that differ, with values that the model takes',
    (_, model) => {
      for (const stop of stops) {
        const values = atStop(model, initialValues(model), stop)
        expect(readValues(model, values)).toEqual(values)
        expect(stopOf(model, values)).toBe(stop)
      }
    },
  )

  it('leaves no stop checked where a value was set by hand', () => {
    const depth = modelOf('flux-depth-pro')
    expect(stopOf(depth, { ...initialValues(depth), guidance: 16 })).toBeNull()
    expect(stopText(depth.id, null)).toBe('Set by hand in Advanced.')
  })

  it('leaves the values alone that it has no say in', () => {
    const depth = modelOf('flux-depth-pro')
    const values = { ...initialValues(depth), safety: 5, format: 'jpeg' }
    expect(atStop(depth, values, 'exact')).toMatchObject({ safety: 5, format: 'jpeg', guidance: 40 })
  })

  it('tells an editor in words, and sends no field that its maker does not know', () => {
    const editor = modelOf('flux-2-pro')
    const clauses = stops.map((stop) => withClause(editor, atStop(editor, {}, stop)).preserveClause)
    expect(new Set(clauses).size).toBe(5)
    expect(clauses[2]).toBe(editor.preserveClause)
    const recipe = aRecipe({ modelId: editor.id, values: atStop(editor, {}, 'exact') })
    expect(Object.keys(editor.request(recipe).fields)).not.toContain('keep')
  })

  it('tells a generator nothing', () => {
    const depth = modelOf('flux-depth-pro')
    expect(withClause(depth, atStop(depth, {}, 'exact')).preserveClause).toBeNull()
  })

  it('says what a stop keeps only where somebody measured it', () => {
    expect(stopText('flux-depth-pro', 'firm', null)).toBe('Lines kept: not measured yet.')
    const kept = { free: 0.62, loose: 0.7, balanced: 0.81, firm: 0.926, exact: 0.95 }
    const measured = { service: 'CometAPI', date: '2026-11-29', kept }
    expect(stopText('flux-depth-pro', 'firm', measured)).toBe('Keeps about 93 % of lines (CometAPI, 2026-11-29).')
  })

  it('turns one stop at a time', () => {
    expect(stops.map(firmerThan)).toEqual(['loose', 'balanced', 'firm', 'exact', null])
    expect(firmerThan(null)).toBeNull()
  })
})
