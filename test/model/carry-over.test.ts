import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carryOver } from '../../src/core/model/carry-over.ts'
import { stopOf } from '../../src/core/model/dial.ts'
import { models } from '../../src/core/model/models.ts'
import { initialValues, readValues } from '../../src/core/model/model.ts'
import { modelOf } from '../support/models.ts'
import { runs } from '../support/runs.ts'

const depth = modelOf('flux-depth-pro')
const [flex, pro] = [modelOf('flux-2-flex'), modelOf('flux-2-pro')]

describe('values that another model takes over', () => {
  it('are those that somebody chose, by name and in its own range', () => {
    const { values } = carryOver({ ...initialValues(depth), guidance: 30, steps: 20, safety: 6, format: 'jpeg' }, depth, flex)
    expect(values).toEqual({ ...initialValues(flex), guidance: 10, steps: 20, safety: 5, format: 'jpeg' })
  })

  it('are the new model’s own initial ones where nobody chose: the same number means another thing to another model', () => {
    const { values, changed } = carryOver(initialValues(depth), depth, flex)
    expect(values).toEqual(initialValues(flex))
    expect(changed).toContain('Guidance 15 → 4.5')
  })

  it('leave the geometry dial where it stands, whatever the new model means by that stop', () => {
    const canny = modelOf('flux-canny-pro')
    const firm = readValues(depth, { ...depth.dial?.firm, safety: 5 })
    expect(stopOf(canny, carryOver(firm, depth, canny).values)).toBe('firm')
    expect(carryOver(firm, depth, canny).values).toMatchObject({ safety: 5 })
    expect(stopOf(pro, carryOver(firm, depth, pro).values)).toBe('firm')
    expect(stopOf(depth, carryOver(readValues(pro, pro.dial?.exact), pro, depth).values)).toBe('exact')
  })

  it('are listed by their labels: what stays, what changes, what is left out', () => {
    const { kept, changed, lost } = carryOver({ ...initialValues(depth), safety: 6 }, depth, pro)
    expect(kept).toEqual(['Format'])
    expect(changed).toEqual(['Safety tolerance 6 → 5'])
    expect(lost).toEqual(['Geometry from', 'Guidance', 'Steps', 'Let the service rewrite the prompt'])
  })

  it('all count as chosen when this version does not know the model', () => {
    const { values, changed, lost } = carryOver({ wonder: 3, steps: 7, format: 'webp', seed: null }, null, depth)
    expect(values).toEqual({ ...initialValues(depth), steps: 15 })
    expect(changed).toEqual(['Steps 7 → 15', 'Format webp → png'])
    expect(lost).toEqual(['wonder'])
  })

  it('are always what the new model would read, each listed once', () => {
    const [from, to] = [fc.constantFrom(...models), fc.constantFrom(...models)]
    fc.assert(
      fc.property(
        from,
        to,
        fc.dictionary(fc.constantFrom('guidance', 'steps', 'safety', 'low', 'high'), fc.integer({ min: 0, max: 600 })),
        (a, b, wish) => {
          const values = readValues(a, wish)
          const { values: read, kept, changed, lost } = carryOver(values, a, b)
          expect(readValues(b, read)).toEqual(read)
          const listed = [...kept, ...lost, ...changed]
          expect(listed).toHaveLength(Object.keys(values).length - 1)
          expect(new Set(listed).size).toBe(listed.length)
        },
      ),
      runs(),
    )
  })
})
