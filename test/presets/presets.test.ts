import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Preset,
  addPresets,
  maxFileSize,
  maxPresets,
  movePreset,
  noRoomFor,
  readFile,
  readPresets,
  renamePreset,
  toFile,
} from '../../src/core/presets/presets.ts'
import { aPreset } from '../support/presets.ts'
import { runs } from '../support/runs.ts'

function namesOf(presets: readonly Preset[] | 'newer'): readonly string[] {
  return presets === 'newer' ? [] : presets.map(({ name }) => name)
}

function named(...names: readonly string[]): readonly Preset[] {
  return names.map((name) => aPreset({ name }))
}

describe('stored presets', () => {
  it('come back as they were', () => {
    const presets = [aPreset(), aPreset({ name: 'Night', light: 'night', seed: 7, values: { steps: 20, upsampling: true } })]
    expect(readPresets(JSON.parse(toFile(presets)))).toEqual(presets)
  })

  it('of a later version are told apart from none', () => {
    expect(readPresets({ version: 2, presets: [aPreset()] })).toBe('newer')
    for (const garbage of [
      undefined,
      null,
      7,
      'x',
      [],
      [aPreset()],
      {},
      { version: '1', presets: [aPreset()] },
      { version: 1, presets: {} },
    ])
      expect(readPresets(garbage)).toEqual([])
  })

  it('keep ids that are unknown here', () => {
    const strange = aPreset({ look: 'marble', light: 'sun-eclipse', modelId: 'flux-9', values: { wonder: 3 } })
    expect(readPresets({ version: 1, presets: [strange] })).toEqual([strange])
  })

  it.each([
    ['  Oak \n evening ', 'Oak evening'],
    ['', 'Preset'],
    ['x'.repeat(80), 'x'.repeat(60)],
    [`${'x'.repeat(59)} y`, 'x'.repeat(59)],
    ['🌲'.repeat(70), '🌲'.repeat(60)],
  ])('named %j are called %j', (name, read) => {
    expect(namesOf(readPresets({ version: 1, presets: [aPreset({ name })] }))).toEqual([read])
  })

  it('of the same name are told apart by a number, within the length of a name', () => {
    expect(namesOf(readPresets({ version: 1, presets: named('Oak', 'Oak', 'Oak 2', 'Oak') }))).toEqual(['Oak', 'Oak 2', 'Oak 2 2', 'Oak 3'])
    const long = 'x'.repeat(60)
    expect(namesOf(readPresets({ version: 1, presets: named(long, long) }))).toEqual([long, `${'x'.repeat(58)} 2`])
  })

  it('lose what cannot be: an entry without a model, a seed that is none, a value that is no value', () => {
    const odd = { ...aPreset(), seed: -1, purpose: 'poem', values: { steps: 20, deep: { a: 1 } }, words: 7 }
    expect(readPresets({ version: 1, presets: [null, 'x', { name: 'No model' }, odd] })).toEqual([
      aPreset({ seed: null, values: { steps: 20 }, words: '' }),
    ])
  })
})

describe('a list of presets', () => {
  it('takes more without overwriting', () => {
    const added = addPresets(named('Oak'), [aPreset({ name: ' Oak ', words: 'other' })])
    expect(added).toEqual([aPreset({ name: 'Oak' }), aPreset({ name: 'Oak 2', words: 'other' })])
  })

  it('renames one, to a name of its own', () => {
    expect(namesOf(renamePreset(named('A', 'B'), 'A', ' B '))).toEqual(['B 2', 'B'])
    expect(namesOf(renamePreset(named('A', 'B'), 'A', 'A'))).toEqual(['A', 'B'])
    expect(namesOf(renamePreset(named('A', 'B'), 'A', '   '))).toEqual(['A', 'B'])
  })

  it('moves one by a place, and stops at the ends', () => {
    const list = named('A', 'B', 'C')
    expect(namesOf(movePreset(list, 'C', -1))).toEqual(['A', 'C', 'B'])
    expect(namesOf(movePreset(list, 'A', 1))).toEqual(['B', 'A', 'C'])
    expect(movePreset(list, 'A', -1)).toBe(list)
    expect(movePreset(list, 'C', 1)).toBe(list)
    expect(movePreset(list, 'gone', -1)).toBe(list)
  })

  it('takes so many and so much text, and says what is too much', () => {
    const many = addPresets(
      [],
      Array.from({ length: maxPresets }, () => aPreset()),
    )
    expect(noRoomFor(many)).toBeNull()
    expect(noRoomFor(addPresets(many, [aPreset()]))).toContain('room for 200 presets')
    expect(noRoomFor([aPreset({ words: 'x'.repeat(maxFileSize) })])).toContain('too large')
  })
})

describe('a file', () => {
  it.each([
    ['no JSON', 'presets', /no JSON/],
    ['nothing', '', /no JSON/],
    ['other JSON', '{"colors":[]}', /no presets/],
    ['a list', '[]', /no presets/],
    ['presets that are none', '{"version":1,"presets":[1,{}]}', /no presets/],
    ['a later version', '{"version":3,"presets":[]}', /newer version/],
    ['too many presets', toFile(Array.from({ length: 201 }, () => aPreset())), /201 presets/],
    ['too much', `${' '.repeat(maxFileSize)}{}`, /too large/],
  ])('with %s is refused in a sentence', (_, text, sentence) => {
    expect(readFile(text)).toEqual({ kind: 'wrong', sentence: expect.stringMatching(sentence) })
  })

  it('gives the presets that were written into it', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 80 }))
    const preset = fc.record({
      name: text,
      purpose: fc.constantFrom('building', 'product', 'interface', 'poem'),
      look: text,
      light: text,
      words: text,
      modelId: text,
      values: fc.dictionary(text, fc.jsonValue()),
      seed: fc.oneof(fc.nat(), fc.integer(), fc.constant(null)),
    })
    fc.assert(
      fc.property(fc.array(preset, { minLength: 1, maxLength: 12 }), (stored) => {
        const presets = readPresets(JSON.parse(JSON.stringify({ version: 1, presets: stored })))
        if (presets === 'newer') throw new Error('not newer')
        expect(presets).toHaveLength(stored.length)
        expect(new Set(namesOf(presets)).size).toBe(presets.length)
        for (const { name } of presets) expect(Array.from(name).length).toBeLessThanOrEqual(60)
        expect(readFile(toFile(presets))).toEqual({ kind: 'presets', presets })
        expect(addPresets([], presets)).toEqual(presets)
      }),
      runs(),
    )
  })

  it('never throws, whatever it holds', () => {
    const holds = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((presets) => `{"version":1,"presets":${presets}}`),
      fc.json().map((name) => `{"presets":[{"modelId":"m","name":${name},"values":${name},"seed":${name}}]}`),
    )
    fc.assert(
      fc.property(holds, (text) => {
        const read = readFile(text)
        if (read.kind === 'presets') expect(read.presets.length).toBeGreaterThan(0)
        else expect(read.sentence).toMatch(/\.$/)
      }),
      runs(),
    )
    fc.assert(
      fc.property(fc.anything(), (stored) => void readPresets({ version: 1, presets: [stored, { modelId: '', ...Object(stored) }] })),
      runs(),
    )
  })
})
