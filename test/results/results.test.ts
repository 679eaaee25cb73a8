import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ResultEntry } from '../../src/core/results/protocol.ts'
import type { Recipe } from '../../src/core/recipe/recipe.ts'
import {
  countResults,
  findResults,
  firstResults,
  groupResults,
  readResult,
  recipeOf,
  resultsAsJson,
} from '../../src/core/results/results.ts'
import { labelsOf } from '../../src/core/recipe/words.ts'
import { studies } from '../../src/core/look/studies.ts'
import { aRecipe } from '../support/tasks.ts'
import { runs } from '../support/runs.ts'

function entry(nodeId: string, recipe: string, isStarred = false): ResultEntry {
  return {
    nodeId,
    name: `Layer ${nodeId}`,
    width: 400,
    height: 300,
    recipe,
    isStarred,
  }
}

function made(nodeId: string, recipe: Partial<Recipe> = {}, isStarred = false): ResultEntry {
  return entry(nodeId, JSON.stringify(aRecipe(recipe)), isStarred)
}

function grouped(...entries: ResultEntry[]) {
  return groupResults(entries.map(readResult))
}

function idsIn(groups: ReturnType<typeof grouped>): string[][] {
  return groups.map(({ results }) => results.map(({ nodeId }) => nodeId))
}

function found(groups: ReturnType<typeof grouped>, text: string, isStarredOnly = false): string[] {
  return idsIn(findResults(groups, { text, isStarredOnly })).flat()
}

const anyRecipe = fc.oneof(
  fc
    .record({
      look: fc.constantFrom('timber', 'brick'),
      light: fc.constantFrom('noon', 'golden'),
      words: fc.constantFrom('', 'wet pavement'),
      seed: fc.nat(5),
      createdAt: fc.nat(6),
      values: fc.constantFrom({ steps: 50, guidance: 15 }, { guidance: 15, steps: 50 }, { steps: 20 }),
    })
    .map((part) => JSON.stringify(aRecipe(part))),
  fc.constantFrom('{"version":2}', '', '{', '[]'),
)
const anyEntries = fc
  .array(fc.record({ recipe: anyRecipe, isStarred: fc.boolean() }), { maxLength: 30 })
  .map((parts) => parts.map(({ recipe, isStarred }, nth) => entry(String(nth), recipe, isStarred)))

function whatMade(result: ReturnType<typeof readResult>): string {
  const recipe = recipeOf(result)
  if (recipe === null) return ''
  return [recipe.look, recipe.light, recipe.words, recipe.values['steps'], recipe.values['guidance']].join()
}

function timeOf(result: Parameters<typeof recipeOf>[0] | undefined): number {
  return (result && recipeOf(result)?.createdAt) ?? Number.NEGATIVE_INFINITY
}

function isFalling(times: readonly number[]): boolean {
  return times.every((time, nth) => nth === 0 || time <= (times[nth - 1] ?? Number.NaN))
}

describe('grouping results', () => {
  it('loses nothing and invents nothing', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const ids = idsIn(grouped(...entries)).flat()
        expect([...ids].sort()).toEqual(entries.map(({ nodeId }) => nodeId).sort())
        expect(countResults(grouped(...entries))).toBe(entries.length)
      }),
      runs(),
    )
  })

  it('puts the newest first, groups and pictures alike, and what has no date last', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const groups = grouped(...entries)
        expect(isFalling(groups.map(({ results }) => timeOf(results[0])))).toBe(true)
        for (const { results } of groups) expect(isFalling(results.map(timeOf))).toBe(true)
      }),
      runs(),
    )
  })

  it('puts together what differs in its seed alone, and nothing else', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const groups = grouped(...entries).filter(({ kind }) => kind === 'recipe')
        const kinds = groups.map(({ results }) => new Set(results.map(whatMade)))
        for (const kind of kinds) expect(kind.size).toBe(1)
        expect(new Set(kinds.flatMap((kind) => [...kind])).size).toBe(groups.length)
      }),
      runs(),
    )
  })

  it.each([
    ['model', { modelId: 'flux-2-pro' }],
    ['values', { values: { steps: 20 } }],
    ['purpose', { purpose: 'product' }],
    ['look', { look: 'brick' }],
    ['light', { light: 'snow' }],
    ['words', { words: 'rain' }],
    ['prompt', { prompt: 'Another.' }],
    ['scene', { source: { ...aRecipe().source, scene: { ids: ['1:2', '1:3'], padding: 0, background: '' } } }],
    ['source', { source: { ...aRecipe().source, id: '7:7' } }],
  ] as const)('tells another %s apart', (_, change) => {
    expect(grouped(made('1'), made('2', change))).toHaveLength(2)
    expect(grouped(made('1', change), made('2', { ...change, seed: 9, createdAt: 5 }))).toHaveLength(1)
  })

  it('keeps the order of the canvas within one order', () => {
    expect(idsIn(grouped(made('1', { seed: 1 }), made('2', { seed: 2 }), made('3', { seed: 3, createdAt: 2 ** 42 })))).toEqual([
      ['3', '1', '2'],
    ])
  })

  it('sets apart what a newer version made, and what cannot be read', () => {
    expect(grouped(entry('1', '{"version":2}'), entry('2', 'x'), made('3')).map(({ kind }) => kind)).toEqual([
      'recipe',
      'newer',
      'unreadable',
    ])
  })
})

describe('searching results', () => {
  const groups = grouped(
    made('1', { seed: 4821 }),
    made('2', { seed: 77, look: 'brick', light: 'snow', words: 'Façade in rain', prompt: 'Brick, frost.', createdAt: 5 }, true),
    entry('3', '{"version":2}', true),
  )

  it.each([
    ['', ['1', '2', '3']],
    ['larch', ['1']],
    ['facade', ['2']],
    ['BRICK snow', ['2']],
    ['warm timber', ['1']],
    ['villa', ['1', '2']],
    ['48', ['1']],
    ['77 brick', ['2']],
    ['821', []],
    ['villa 77', ['2']],
    ['layer', ['3']],
    ['nothing like it', []],
  ])('for %j finds %j', (text, ids) => expect(found(groups, text)).toEqual(ids))

  it('shows only what has a star where that is wanted', () => {
    expect(found(groups, '', true)).toEqual(['2', '3'])
    expect(found(groups, 'larch', true)).toEqual([])
  })

  it('never finds what was not there, and finds all for no words', () => {
    fc.assert(
      fc.property(anyEntries, fc.string(), (entries, text) => {
        const all = grouped(...entries)
        const ids = idsIn(all).flat()
        expect(found(all, text).every((id) => ids.includes(id))).toBe(true)
        expect(found(all, '  ')).toEqual(ids)
      }),
      runs(),
    )
  })
})

describe('the first results', () => {
  it('are the beginning of all groups together, as long as was asked for', () => {
    fc.assert(
      fc.property(anyEntries, fc.nat(35), (entries, count) => {
        const groups = grouped(...entries)
        const first = firstResults(groups, count).flatMap((one) => one.first.map(({ nodeId }) => nodeId))
        expect(first).toEqual(idsIn(groups).flat().slice(0, count))
      }),
      runs(),
    )
  })
})

describe('what is told of a recipe', () => {
  it('are the labels of look and light, or the ids where no label is known', () => {
    expect(labelsOf(aRecipe())).toBe('Warm timber, golden')
    for (const { options } of studies)
      for (const { id, label } of options) expect(labelsOf(aRecipe({ light: id }))).toBe(`Warm timber, ${label.toLowerCase()}`)
    expect(labelsOf(aRecipe({ look: 'hay', light: '' }))).toBe('hay')
  })

  it('goes out as JSON whole, recipes of a newer version too', () => {
    const text = resultsAsJson([made('1', {}, true), entry('2', '{"version":2,"mood":"blue"}'), entry('3', '{')].map(readResult))
    expect(JSON.parse(text)).toEqual([
      { nodeId: '1', name: 'Layer 1', isStarred: true, recipe: aRecipe() },
      { nodeId: '2', name: 'Layer 2', isStarred: false, recipe: { version: 2, mood: 'blue' } },
      { nodeId: '3', name: 'Layer 3', isStarred: false, recipe: null },
    ])
  })
})
