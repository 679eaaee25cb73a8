import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSameResult, readKnownRecipe, readRecipe } from '../../src/core/recipe/recipe.ts'
import { styleName } from '../../src/core/recipe/words.ts'
import { aRecipe } from '../support/tasks.ts'
import { runs } from '../support/runs.ts'

describe('a stored recipe', () => {
  it('comes back as it was', () => {
    expect(readRecipe(JSON.parse(JSON.stringify(aRecipe())))).toEqual({ kind: 'known', recipe: aRecipe() })
  })

  it('of a later version is told apart from garbage', () => {
    expect(readRecipe({ ...aRecipe(), version: 2 })).toEqual({ kind: 'newer' })
    expect(readRecipe({ version: 7 })).toEqual({ kind: 'newer' })
    for (const garbage of [undefined, null, 1, 'x', [], {}, { version: '1' }, { version: 1 }]) expect(readRecipe(garbage)).toBeNull()
  })

  it('keeps only plain values, and a purpose that exists', () => {
    const read = readKnownRecipe({ ...aRecipe(), values: { steps: 50, a: null, b: {}, c: [1], d: true }, purpose: 'poem', seed: 1 })
    expect(read).toMatchObject({ values: { steps: 50, a: null, d: true }, purpose: 'building' })
  })

  it('without a seed or a model is none', () => {
    expect(readRecipe({ ...aRecipe(), seed: '7' })).toBeNull()
    expect(readRecipe({ ...aRecipe(), modelId: 7 })).toBeNull()
  })

  it('is whole whatever was stored in its fields: sizes are numbers, values plain', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const read = readKnownRecipe({ ...aRecipe(), source: value, sent: value, content: value, values: value })
        const { source, sent, content, values } = read ?? expect.fail('no recipe')
        for (const side of [source.width, source.height, ...Object.values(sent), ...Object.values(content)])
          expect(Number.isFinite(side)).toBe(true)
        for (const plain of Object.values(values)) expect(plain === null || typeof plain !== 'object').toBe(true)
      }),
      runs(),
    )
  })

  it('is one of three, whatever was stored: a recipe, one of a later version, or none', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const read = readRecipe(value)
        expect(read === null || read.kind === 'newer' || read.recipe.version === 1).toBe(true)
      }),
      runs(),
    )
  })

  it('counts as known in this version only', () => {
    expect(readKnownRecipe(aRecipe())).toEqual(aRecipe())
    expect(readKnownRecipe({ ...aRecipe(), version: 2 })).toBeNull()
    expect(readKnownRecipe('x')).toBeNull()
  })
})

describe('a recipe whose look came from a picture', () => {
  const source = { ...aRecipe().source, fingerprint: 's' }
  const reference = { name: 'Mood', fingerprint: 'f', givesLight: true }
  const recipe = aRecipe({ source, reference })

  it('is read as it was stored, and garbage in its place is none', () => {
    expect(readKnownRecipe(JSON.parse(JSON.stringify(recipe)))?.reference).toEqual(reference)
    const ofLayer = { ...reference, nodeId: '1:2' }
    expect(readKnownRecipe({ ...recipe, reference: ofLayer })?.reference).toEqual(ofLayer)
    expect(readKnownRecipe({ ...recipe, reference: { ...reference, nodeId: 7 } })?.reference).toEqual(reference)
    expect(readKnownRecipe({ ...recipe, reference: 'Mood' })).not.toHaveProperty('reference')
  })

  it('makes the same picture only with the same picture, whatever that is called', () => {
    expect(isSameResult(recipe, { ...recipe, reference: { ...reference, name: 'Board' } })).toBe(true)
    expect(isSameResult(recipe, { ...recipe, reference: { ...reference, fingerprint: 'g' } })).toBe(false)
    expect(isSameResult(recipe, aRecipe({ source }))).toBe(false)
  })

  it('is named after it', () => {
    expect(styleName(recipe, '')).toBe('Mood')
    expect(styleName({ ...recipe, light: 'dusk', reference: { ...reference, givesLight: false } }, '')).toBe('Mood, dusk')
  })
})

describe('the name of a result', () => {
  it.each([
    [{ words: 'tall grasses' }, '', 'Warm timber, golden'],
    [{ words: 'a walnut floor' }, 'walnut', 'walnut · Warm timber, golden'],
    [{ look: '', light: '', words: ' a garden  with\ntall grasses and birches' }, '', 'a garden with tall grasses'],
    [{ look: '', light: '', words: '  ' }, '', 'Restyled'],
  ])('of %j is told by look, light and what differs (%j): %j', (part, wording, name) => {
    expect(styleName(aRecipe(part), wording)).toBe(name)
  })
})
