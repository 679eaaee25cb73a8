// Braces that are not lists: escaped ones, and JSON written for another tool.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expandPromptVariants, hasLoneBrace } from '../../src/core/look/prompt-variants.ts'

const wordsOf = (typed: string): readonly string[] => expandPromptVariants(typed).list.map(({ words }) => words)

describe('braces in a prompt', () => {
  it.each([
    ['a \\{oak \\| walnut\\} floor', ['a {oak | walnut} floor']],
    ['a {oak \\| ash | walnut} floor', ['a oak | ash floor', 'a walnut floor']],
    ['a {\\{A\\} | B}', ['a {A}', 'a B']],
    ['\\{A|B\\}', ['{A|B}']],
    ['a path C:\\temp\\new', ['a path C:\\temp\\new']],
  ])('that are escaped are those letters: %s', (typed, words) => {
    expect(wordsOf(typed)).toEqual(words)
  })

  it.each([
    '{"scene": "a room", "style": "japandi | industrial"}',
    '{scene: a room | a hall}',
    '{ "a": { "b": "x | y" } }',
    "{'style': 'japandi | industrial'}",
  ])('that hold JSON stay as they are: %s', (typed) => {
    expect(wordsOf(typed)).toEqual([typed])
  })

  it('are a list inside of JSON-like text where they hold plain words', () => {
    expect(wordsOf('style: {oak | walnut}')).toEqual(['style: oak', 'style: walnut'])
  })

  it.each(['a {oak | walnut floor', 'a oak | walnut} floor', 'a {oak | {walnut} floor', '}{'])(
    'without their other are told: %s',
    (typed) => {
      expect(hasLoneBrace(typed)).toBe(true)
      expect(wordsOf(typed)).toEqual([typed])
    },
  )

  it.each(['a {oak | walnut} floor', 'a {wide} {{oak}} floor', 'a \\{ floor', ''])('that have theirs are not: %s', (typed) => {
    expect(hasLoneBrace(typed)).toBe(false)
  })

  it('are a list of times', () => {
    expect(wordsOf('at {8:00 | 20:30}')).toEqual(['at 8:00', 'at 20:30'])
  })

  it('never lose what was typed when every special letter is escaped', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        fc.pre(!typed.includes('\\'))
        expect(wordsOf(typed.replace(/[{|}]/g, '\\$&'))).toEqual([typed])
      }),
    )
  })
})
