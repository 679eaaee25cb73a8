import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findModel, models, successorOf } from '../../src/core/models/index.ts'
import { type Model, type Param, type Values, initialValues, maxSeed, readValue, readValues } from '../../src/core/models/model.ts'
import { planFor } from '../../src/core/registration.ts'
import { schemaOf, wrongsOf } from '../support/schema.ts'

const modelNamed = (id: string): Model => {
  const found = models.find((model) => model.id === id)
  if (found === undefined) throw new Error(`no model ${id}`)
  return found
}
const depth = modelNamed('flux-depth-pro')
const sent = { width: 1216, height: 864 }

const bodyOf = (model: Model, values: Values, seed = 4821, size = sent): Readonly<Record<string, unknown>> => {
  const { fields, imageField } = model.request({ prompt: 'A house', seed, values, sent: size })
  return { ...fields, [imageField]: 'AAAA' }
}

const schemaFor = (model: Model): NonNullable<ReturnType<typeof schemaOf>> => {
  const found = model.paths.map(schemaOf).find((schema) => schema !== null)
  if (found === undefined || found === null) throw new Error(`the maker knows no path of ${model.id}`)
  return found
}

/** The ends of a parameter's range, and everything it offers. */
const extremesOf = (param: Param): readonly unknown[] => {
  switch (param.kind) {
    case 'number':
      return [param.min, param.max, param.min - 1000, param.max + 1000, param.initial]
    case 'choice':
      return [...param.options.map(({ value }) => value), 'no such thing']
    case 'toggle':
      return [true, false]
    case 'text':
      return ['', 'x'.repeat(10_000)]
    case 'seed':
      return [0, maxSeed, -1, maxSeed + 1]
    default:
      return param satisfies never
  }
}

describe.each(models.map((model) => [model.id, model] as const))('the request of %s', (_, model) => {
  it('with the initial values holds only what the maker documents', () => {
    expect(wrongsOf(schemaFor(model), bodyOf(model, initialValues(model)))).toEqual([])
  })

  it('with every extreme of every parameter holds only what the maker documents', () => {
    for (const [name, param] of Object.entries(model.params))
      for (const value of extremesOf(param)) {
        const values = readValues(model, { ...initialValues(model), [name]: value })
        expect([name, value, wrongsOf(schemaFor(model), bodyOf(model, values))]).toEqual([name, value, []])
      }
  })

  it('with any stored values, seed and size holds only what the maker documents', () => {
    const stored = fc.record(Object.fromEntries(Object.keys(model.params).map((name) => [name, fc.anything()])), { requiredKeys: [] })
    const source = fc.record({
      width: fc.double({ min: 8, max: 20_000, noNaN: true }),
      height: fc.double({ min: 8, max: 20_000, noNaN: true }),
    })
    fc.assert(
      fc.property(stored, fc.integer({ min: 0, max: maxSeed }), source, (values, seed, size) => {
        const plan = planFor(size, model.rules)
        if (plan !== null) expect(wrongsOf(schemaFor(model), bodyOf(model, readValues(model, values), seed, plan.sent))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('never asks for a format that Figma does not take', () => {
    expect(['png', 'jpeg']).toContain(bodyOf(model, initialValues(model)).output_format)
    expect(bodyOf(model, readValues(model, { format: 'webp' })).output_format).not.toBe('webp')
  })

  it('carries the chosen seed and the whole prompt', () => {
    expect(bodyOf(model, initialValues(model), 7)).toMatchObject({ seed: 7, prompt: 'A house' })
  })
})

describe('the depth model', () => {
  it('is the first on offer, under both spellings', () => {
    expect(models[0]).toBe(depth)
    expect(depth.paths).toEqual(['flux-pro-1.0-depth', 'flux-pro-1-0-depth'])
  })

  it('is never sent a width or a height', () => {
    expect(Object.keys(bodyOf(depth, initialValues(depth)))).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/width|height|aspect/)]),
    )
  })

  it('gets the frame as a picture, or as a depth map that no JPEG may spoil', () => {
    expect(bodyOf(depth, initialValues(depth))).toHaveProperty('control_image')
    const map = readValues(depth, { geometry: 'depth' })
    expect(bodyOf(depth, map)).toHaveProperty('preprocessed_image')
    expect(bodyOf(depth, map)).not.toHaveProperty('control_image')
    expect([depth.takesJpeg(initialValues(depth)), depth.takesJpeg(map)]).toEqual([true, false])
  })

  it('begins with the maker’s own defaults', () => {
    expect(bodyOf(depth, initialValues(depth))).toMatchObject({ guidance: 15, steps: 50, safety_tolerance: 2, prompt_upsampling: false })
  })
})

describe('the editing models', () => {
  it('are told the frame’s ratio, in its lowest terms and no longer than 21:9', () => {
    const kontext = modelNamed('flux-kontext-pro')
    expect(bodyOf(kontext, initialValues(kontext), 1, { width: 1216, height: 864 }).aspect_ratio).toBe('38:27')
    const plan = planFor({ width: 4000, height: 300 }, kontext.rules)
    expect((plan?.sent.width ?? 0) / (plan?.sent.height ?? 1)).toBeLessThanOrEqual(21 / 9)
  })

  it('are told the exact size where they keep it', () => {
    const flux2 = modelNamed('flux-2-pro')
    expect(bodyOf(flux2, initialValues(flux2))).toMatchObject(sent)
    expect([sent.width % 16, sent.height % 16]).toEqual([0, 0])
  })
})

describe('the models', () => {
  it('have ids of their own, a label and a hint', () => {
    expect(new Set(models.map(({ id }) => id)).size).toBe(models.length)
    for (const { label, hint } of models) expect([label, hint]).toEqual([expect.stringMatching(/^\S/), expect.stringMatching(/\.$/)])
  })

  it('lead from a retired one to the next, and end', () => {
    expect(models.map((model) => successorOf(model)?.id)).toEqual(['flux-kontext-pro', 'flux-2-pro', undefined])
  })

  it('fall back to the first for a stored name that is gone', () => {
    expect(findModel('retired')).toBe(models[0])
  })
})

describe('a stored value', () => {
  const steps: Param = { kind: 'number', label: '', hint: '', min: 15, max: 50, step: 1, initial: 50 }
  const guidance: Param = { kind: 'number', label: '', hint: '', min: 1, max: 100, step: 0.5, initial: 15 }
  const format: Param = { kind: 'choice', label: '', hint: '', options: [{ value: 'png', label: 'PNG' }], initial: 'png' }

  it.each<readonly [Param, unknown, unknown]>([
    [steps, 20, 20],
    [steps, 14, 15],
    [steps, 99, 50],
    [steps, 20.4, 20],
    [steps, '20', 50],
    [steps, Number.NaN, 50],
    [steps, Infinity, 50],
    [guidance, 3.3, 3.5],
    [guidance, 0.7, 1],
    [format, 'webp', 'png'],
    [{ kind: 'toggle', label: '', hint: '', initial: true }, 'no', true],
    [{ kind: 'text', label: '', initial: 'x' }, 7, 'x'],
    [{ kind: 'seed', label: '' }, 7, 7],
    [{ kind: 'seed', label: '' }, 7.5, null],
    [{ kind: 'seed', label: '' }, maxSeed + 1, null],
  ])('of %o: %j is read as %j', (param, value, read) => {
    expect(readValue(param, value)).toBe(read)
  })

  it('that no parameter knows falls away', () => {
    expect(Object.keys(readValues(depth, { width: 100, evil: 1, steps: 20 }))).toEqual(Object.keys(depth.params))
  })

  it('read once is read again as itself', () => {
    for (const model of models)
      fc.assert(
        fc.property(fc.dictionary(fc.constantFrom(...Object.keys(model.params)), fc.anything()), (stored) => {
          const read = readValues(model, stored)
          expect(readValues(model, read)).toEqual(read)
        }),
      )
  })
})
