import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findModel, modelLabel, models, successorOf } from '../../src/core/model/models.ts'
import { type Model, type Param, type Values, initialValues, maxSeed, readValue, readValues } from '../../src/core/model/model.ts'
import { planFor } from '../../src/core/picture/registration.ts'
import { modelOf } from '../support/models.ts'
import { schemaOf, wrongsOf } from '../support/schema.ts'
import { runs } from '../support/runs.ts'

const depth = modelOf('flux-depth-pro')
const sent = { width: 1216, height: 864 }

function bodyOf(model: Model, values: Values, seed = 4821, size = sent): Readonly<Record<string, unknown>> {
  const { fields, imageField } = model.request({ prompt: 'A house', seed, values, sent: size })
  return { ...fields, [imageField]: 'AAAA' }
}

function schemaFor(model: Model): NonNullable<ReturnType<typeof schemaOf>> {
  const found = model.paths.map(schemaOf).find((schema) => schema !== null)
  if (found === undefined || found === null) throw new Error(`the maker knows no path of ${model.id}`)
  return found
}

function everyToggle(model: Model, isOn: boolean): Values {
  return readValues(
    model,
    Object.fromEntries(Object.entries(model.params).flatMap(([name, { kind }]) => (kind === 'toggle' ? [[name, isOn]] : []))),
  )
}

/** The limits of a parameter's range, and all its options. */
function extremesOf(param: Param): readonly unknown[] {
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

/** Other models are in no schema but their own. */
const direct = models.filter(({ isBehindRelaysOnly }) => isBehindRelaysOnly !== true)

describe.each(direct.map((model) => [model.id, model] as const))('the request of %s', (_, model) => {
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
        expect(plan && wrongsOf(schemaFor(model), bodyOf(model, readValues(model, values), seed, plan.sent))).toEqual(plan && [])
      }),
      runs(300),
    )
  })

  it('with every parameter at an extreme at once holds only what the maker documents', () => {
    for (const nth of [0, 1, 2, 3, 4]) {
      const stored = Object.fromEntries(
        Object.entries(model.params).map(([name, param]) => {
          const extremes = extremesOf(param)
          return [name, extremes[nth % extremes.length]]
        }),
      )
      expect(wrongsOf(schemaFor(model), bodyOf(model, readValues(model, stored)))).toEqual([])
    }
  })

  it('takes ranges and initial values from the maker, and nothing beyond', () => {
    const { properties } = schemaFor(model)
    for (const param of Object.values(model.params)) {
      if (param.field === undefined) continue
      const property = properties[param.field]
      expect(property, param.field).toBeDefined()
      const initial = 'initial' in param ? param.initial : undefined
      // PNG is lossless, and Figma keeps it. It is the only deviation from the maker's defaults.
      if (param.field !== 'output_format' && property?.default !== undefined)
        expect([param.field, initial]).toEqual([param.field, property.default])
      if (param.kind !== 'number') continue
      const isTold = param.field === 'safety_tolerance' && model.id.startsWith('flux-kontext')
      // The maker's guide goes up to 2 where its schema says 6 (api §6).
      expect([param.min, param.max]).toEqual([property?.minimum, isTold ? 2 : property?.maximum])
      if ([property?.type].flat().includes('integer')) expect([param.step, param.initial % 1]).toEqual([1, 0])
    }
  })

  it('can set every field of the maker that makes a difference to one picture', () => {
    const { properties } = schemaFor(model)
    const set = new Set(Object.keys({ ...bodyOf(model, initialValues(model)), ...bodyOf(model, everyToggle(model, true)) }))
    // This plugin does not use several pictures, own depth or edge maps, or the maker's webhooks.
    const others = /^(input_image_\d|preprocessed_image|webhook_.*)$/
    expect(Object.keys(properties).filter((name) => !set.has(name) && !others.test(name))).toEqual([])
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
    expect(depth.paths).toEqual(['flux-pro-1-0-depth', 'flux-pro-1.0-depth'])
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
    const layer = readValues(depth, { geometry: 'layer' })
    expect([depth.takesJpeg(layer), Object.keys(bodyOf(depth, layer)).includes('preprocessed_image')]).toEqual([false, true])
    const from = ['picture', 'depth', 'layer', 'layers', 'image'].map((geometry) => depth.depthFrom?.(readValues(depth, { geometry })))
    expect(from).toEqual([null, 'depth', 'layer', 'layers', 'image'])
  })

  it('begins with the maker’s own defaults', () => {
    expect(bodyOf(depth, initialValues(depth))).toMatchObject({ guidance: 15, steps: 50, safety_tolerance: 2, prompt_upsampling: false })
  })
})

describe('canny', () => {
  const canny = modelOf('flux-canny-pro')

  it('begins with the maker’s own defaults, and gets no size', () => {
    const body = bodyOf(canny, initialValues(canny))
    expect(body).toMatchObject({ canny_low_threshold: 50, canny_high_threshold: 200, guidance: 30, steps: 50 })
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining([expect.stringMatching(/width|height|aspect/)]))
  })

  it('never has its low threshold pass the high one', () => {
    const any = fc.integer({ min: -100, max: 900 })
    fc.assert(
      fc.property(any, any, (low, high) => {
        const read = readValues(canny, { low, high })
        expect(Number(read.low)).toBeLessThanOrEqual(Number(read.high))
        if (low <= high) expect(read).toEqual(readValues(canny, { low: Math.max(0, low), high: Math.min(500, high) }))
      }),
      runs(),
    )
    expect(readValues(canny, { low: 300, high: 120 })).toMatchObject({ low: 120, high: 120 })
  })
})

describe('the editing models', () => {
  const source = fc.record({
    width: fc.double({ min: 8, max: 20_000, noNaN: true }),
    height: fc.double({ min: 8, max: 20_000, noNaN: true }),
  })

  it.each(['flux-kontext-pro', 'flux-kontext-max'])('%s gets the ratio of what is sent, in lowest terms and never beyond 21:9', (id) => {
    const kontext = modelOf(id)
    expect(bodyOf(kontext, initialValues(kontext), 1, { width: 1392, height: 752 }).aspect_ratio).toBe('87:47')
    fc.assert(
      fc.property(source, (size) => {
        const plan = planFor(size, kontext.rules)
        if (plan === null) return
        const ratio = String(bodyOf(kontext, initialValues(kontext), 1, plan.sent).aspect_ratio)
        const [a = 0, b = 0] = ratio.split(':').map(Number)
        expect(a * plan.sent.height).toBe(b * plan.sent.width)
        expect(Math.max(a / b, b / a)).toBeLessThanOrEqual(21 / 9)
      }),
      runs(),
    )
  })

  it.each(['flux-2-pro', 'flux-2-max', 'flux-2-flex'])('%s gets the exact size, on its grid and within its limits', (id) => {
    const flux2 = modelOf(id)
    fc.assert(
      fc.property(source, (size) => {
        const plan = planFor(size, flux2.rules)
        if (plan === null) return
        const { width, height } = bodyOf(flux2, initialValues(flux2), 1, plan.sent) as { width: number; height: number }
        expect({ width, height }).toEqual(plan.sent)
        expect([width % 16, height % 16]).toEqual([0, 0])
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(64)
        expect(width * height).toBeLessThanOrEqual(4_194_304)
      }),
      runs(),
    )
  })

  it('say that they only try, and are told what to keep; those that see depth or edges are not', () => {
    for (const { id, preserveClause: keep, geometry } of models) {
      const isControlled = ['flux-depth-pro', 'flux-canny-pro', 'flux-depth-dev'].includes(id)
      expect([id, keep === null]).toEqual([id, isControlled])
      expect(/tries/.test(geometry)).toBe(!isControlled)
    }
  })

  it('begin with the maker’s own values', () => {
    const flex = modelOf('flux-2-flex')
    expect(bodyOf(flex, initialValues(flex))).toMatchObject({ steps: 50, guidance: 4.5, prompt_upsampling: true })
    const pro = modelOf('flux-2-pro')
    // Older services do not know this field, so it is sent only when it is set.
    expect(bodyOf(pro, initialValues(pro))).not.toHaveProperty('disable_pup')
    expect(bodyOf(pro, readValues(pro, { asWritten: true }))).toMatchObject({ disable_pup: true })
  })
})

describe('the models', () => {
  it('are the seven that the service lists, and one for relays', () => {
    expect(models.map(({ label }) => label)).toEqual([
      'FLUX.1 Depth [pro]',
      'FLUX.1 Canny [pro]',
      'FLUX.1 Kontext [pro]',
      'FLUX.1 Kontext [max]',
      'FLUX.2 [pro]',
      'FLUX.2 [max]',
      'FLUX.2 [flex]',
      'FLUX.1 Depth [dev]',
    ])
  })

  it('have ids and paths of their own, and a card of three sentences', () => {
    expect(new Set(models.map(({ id }) => id)).size).toBe(models.length)
    expect(new Set(models.flatMap(({ paths }) => paths)).size).toBe(models.flatMap(({ paths }) => paths).length)
    for (const { goodFor, geometry, served } of models)
      for (const line of [goodFor, geometry, served]) expect(line).toMatch(/^[^!—]{10,110}\.$/)
    expect(depth.served).toContain('31 October 2025')
  })

  it('lead from a retired one to one that is likely still served, and from there on', () => {
    const line: string[] = []
    for (let id: string | undefined = depth.id; id !== undefined; id = successorOf(id, new Set(line))?.id) line.push(id)
    expect(line.slice(0, 5)).toEqual(['flux-depth-pro', 'flux-2-pro', 'flux-2-flex', 'flux-2-max', 'flux-kontext-pro'])
    expect(line).toHaveLength(direct.length)
    // A model that only some relays have is offered if the relay lists it, and its successors are models that others have.
    expect(successorOf('flux-depth-dev', new Set())?.id).toBe('flux-depth-pro')
  })

  it('never lead to one that is gone, and end when all are', () => {
    fc.assert(
      fc.property(fc.constantFrom(...models), fc.subarray(models.map(({ id }) => id)), (model, ids) => {
        const next = successorOf(model.id, new Set(ids))
        if (next !== null) expect([...ids, model.id]).not.toContain(next.id)
        else expect(direct.filter(({ id }) => ![...ids, model.id].includes(id))).toEqual([])
      }),
      runs(),
    )
  })

  it('are found by their id; an unknown one is not, and is called by its id', () => {
    for (const model of models) expect([findModel(model.id), modelLabel(model.id)]).toEqual([model, model.label])
    expect([findModel('retired'), modelLabel('retired')]).toEqual([null, 'retired'])
    expect(successorOf('retired', new Set())?.id).toBe('flux-2-pro')
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
        runs(),
      )
  })
})
