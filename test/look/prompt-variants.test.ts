import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expandPromptVariants, maxPromptVariants } from '../../src/core/look/prompt-variants.ts'
import { runs } from '../support/runs.ts'

function wordsOf(words: string): readonly string[] {
  return expandPromptVariants(words).list.map((variant) => variant.words)
}

function labelsOf(words: string): readonly string[] {
  return expandPromptVariants(words).list.map(({ label }) => label)
}

describe('own words with lists', () => {
  it.each<[string, readonly string[]]>([
    ['', ['']],
    ['oak floor', ['oak floor']],
    ['a {oak | walnut | concrete} floor', ['a oak floor', 'a walnut floor', 'a concrete floor']],
    ['{red|blue} door, {oak|ash} floor', ['red door, oak floor', 'red door, ash floor', 'blue door, oak floor', 'blue door, ash floor']],
    ['{oak||ash|} floor', ['oak floor', 'ash floor']],
    ['a {old |  old|new} wall', ['a old wall', 'a new wall']],
    ['wide {|} windows', ['wide windows']],
    ['{a|a b} {b c|c}', ['a b c', 'a c', 'a b b c']],
    ['{wet\n paving |\n dry   paving}', ['wet paving', 'dry paving']],
  ])('%j give the prompt variants %j', (words, variants) => {
    expect(wordsOf(words)).toEqual(variants)
  })

  it.each([
    ['without a bar', 'a {plain} floor'],
    ['that never close', 'a {oak | ash floor'],
    ['that never opened', 'a oak | ash} floor'],
    ['with a bar outside', '{oak} | {ash}'],
    ['in spaces and lines', '  two\n lines  '],
  ])('stay as they were typed with braces %s', (_, words) => {
    expect(expandPromptVariants(words)).toEqual({ list: [{ words, label: '' }], isCut: false })
  })

  it('take braces inside an option as its plain text', () => {
    expect(wordsOf('{a {b|c} d | e {f}}')).toEqual(['a {b|c} d', 'e {f}'])
  })

  it('find a list beside and within braces that are none', () => {
    expect(wordsOf('{one {a|b}')).toEqual(['{one a', '{one b'])
    expect(wordsOf('{one {a|b} two}')).toEqual(['{one a two}', '{one b two}'])
  })

  it('are labelled by what was chosen', () => {
    expect(labelsOf('a {oak | walnut} floor, {red|blue} door')).toEqual(['oak, red', 'oak, blue', 'walnut, red', 'walnut, blue'])
    expect(labelsOf('{|} and {a|}')).toEqual(['a'])
    expect(labelsOf('no list')).toEqual([''])
  })

  it('are cut at a number that nobody means to pass, and say so', () => {
    const eight = '{1|2|3|4|5|6|7|8}'
    expect(expandPromptVariants(`${eight}-${eight}`)).toMatchObject({ isCut: false, list: { length: maxPromptVariants } })
    const more = expandPromptVariants(`${eight}-${eight}-{a|b}`)
    expect(more.isCut).toBe(true)
    expect(more.list).toHaveLength(maxPromptVariants)
    expect(more.list.slice(0, 3).map(({ words }) => words)).toEqual(['1-1-a', '1-1-b', '1-2-a'])
  })

  it('are read at once, however many braces and repeats there are', () => {
    expect(wordsOf('{'.repeat(100_000))).toHaveLength(1)
    expect(expandPromptVariants('{a|a a} '.repeat(40)).isCut).toBe(false)
    expect(expandPromptVariants(`{${'x|'.repeat(50_000)}y}`).list).toHaveLength(2)
  })
})

describe('laws of word lists', () => {
  const plain = fc.stringMatching(/^[a-z]{1,5}$/)
  const list = fc.array(plain, { minLength: 2, maxLength: 4 })

  it('as many variants as distinct options multiplied, all of them different, with no list left', () => {
    fc.assert(
      fc.property(fc.array(list, { maxLength: 3 }), (lists) => {
        const words = lists.map((options) => `{${options.join(' | ')}}`).join(', ')
        const { list: variants, isCut } = expandPromptVariants(words)
        expect(isCut).toBe(false)
        expect(variants).toHaveLength(lists.reduce((product, options) => product * new Set(options).size, 1))
        expect(new Set(variants.map((variant) => variant.words)).size).toBe(variants.length)
        for (const variant of variants) {
          expect(variant.words).not.toMatch(/[{|}]/)
          // Here the prompt consists of nothing but the options.
          expect(variant.label).toBe(variant.words)
        }
      }),
      runs(),
    )
  })

  it('never throws, never empty, never too many, never the same twice, whatever is typed', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom('{', '}', '|', 'a', 'b', ' ', '\n'), { maxLength: 60 }).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(typed, (words) => {
        const { list: variants, isCut } = expandPromptVariants(words)
        expect(variants.length).toBeGreaterThan(0)
        expect(variants.length).toBeLessThanOrEqual(maxPromptVariants)
        expect(new Set(variants.map((variant) => variant.words)).size).toBe(variants.length)
        if (isCut) expect(words.split('|').length).toBeGreaterThan(6)
        if (!/\{.*\|.*\}/s.test(words)) expect(variants).toEqual([{ words, label: '' }])
      }),
      runs(300),
    )
  })

  it('the only variant of words without braces is themselves', () => {
    fc.assert(
      fc.property(fc.array(list, { maxLength: 2 }), (lists) => {
        for (const word of wordsOf(lists.map((options) => `{${options.join('|')}}`).join(' '))) expect(wordsOf(word)).toEqual([word])
      }),
      runs(),
    )
  })
})
