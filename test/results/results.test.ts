import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ResultEntry } from '../../src/core/results/protocol.ts'
import type { Recipe } from '../../src/core/recipe/recipe.ts'
import {
  countResults,
  findResults,
  firstResults,
  groupResults,
  mostKept,
  readResult,
  recipeOf,
  resultsAsJson,
} from '../../src/core/results/results.ts'
import { captionOf, headingOf } from '../../src/core/results/captions.ts'
import { labelsOf } from '../../src/core/recipe/words.ts'
import { studies } from '../../src/core/look/studies.ts'
import { someFigures } from '../support/figures.ts'
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
  return idsIn(findResults(groups, { text, isStarredOnly, keptAtLeast: 0, isMostKeptFirst: false })).flat()
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

  it('puts together what one press of the button made, and nothing else', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const groups = grouped(...entries).filter(({ kind }) => kind === 'run')
        const moments = groups.map(({ results }) => new Set(results.map(timeOf)))
        for (const moment of moments) expect(moment.size).toBe(1)
        expect(new Set(moments.flatMap((moment) => [...moment])).size).toBe(groups.length)
      }),
      runs(),
    )
  })

  it('keeps the order of the canvas within one order', () => {
    expect(idsIn(grouped(made('1', { seed: 1 }), made('2', { seed: 2 }), made('3', { seed: 3, createdAt: 2 ** 42 })))).toEqual([
      ['3'],
      ['1', '2'],
    ])
  })

  it('sets apart what a newer version made, and what cannot be read', () => {
    expect(grouped(entry('1', '{"version":2}'), entry('2', 'x'), made('3')).map(({ kind }) => kind)).toEqual(['run', 'newer', 'unreadable'])
  })
})

describe('what is written over and under the pictures of a run', () => {
  const hut = { ...aRecipe().source, id: '7:7', name: 'Hut' }

  function told(...recipes: readonly Partial<Recipe>[]) {
    const [group] = grouped(...recipes.map((recipe, nth) => made(String(nth), recipe)))
    if (group === undefined) throw new Error('no group')
    return { heading: headingOf(group), captions: group.results.map((result) => captionOf(group, result)) }
  }

  it('is which variant it is where nothing else differs, under all that they share', () => {
    expect(told({ seed: 1 }, { seed: 2 })).toEqual({
      heading: { title: 'Warm timber, golden', source: 'Villa', words: 'tall grasses' },
      captions: ['Variant 1', 'Variant 2'],
    })
  })

  it('is what tells them apart: looks, lights, wordings, sources', () => {
    expect(told({ look: 'brick', light: 'dusk' }, { light: 'noon' })).toMatchObject({
      heading: { title: 'Villa', source: '' },
      captions: ['Brick, dusk', 'Warm timber, noon'],
    })
    expect(told({ words: 'oak floor' }, { words: 'walnut floor' }).captions).toEqual(['oak floor', 'walnut floor'])
    expect(told({ source: hut }, {})).toMatchObject({
      heading: { title: 'Warm timber, golden', source: '2 frames' },
      captions: ['Hut', 'Villa'],
    })
  })

  it('is the end of names and words that begin alike, for the beginning is all that a tile shows', () => {
    const named = (name: string) => ({ source: { ...hut, name } })
    expect(told(named('Apartment, street view, by day'), named('Apartment, street view, at night')).captions).toEqual([
      '…by day',
      '…at night',
    ])
    const words = 'oak floor, linen curtains, a long table with '
    expect(told({ words: `${words}oranges` }, { words: `${words}tulips` }).captions).toEqual(['…oranges', '…tulips'])
  })

  it('counts those that are alike in that', () => {
    expect(told({ light: 'dusk', seed: 1 }, { light: 'dusk', seed: 2 }, { light: 'noon' }).captions).toEqual([
      'dusk · 1',
      'dusk · 2',
      'noon',
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

describe('what pictures kept', () => {
  const measured = (nodeId: string, kept: number): ResultEntry =>
    entry(nodeId, JSON.stringify({ ...aRecipe(), fidelity: someFigures({ kept }) }))
  const groups = grouped(measured('1', 0.7), measured('2', 0.95), made('3'), measured('4', 0.85))
  const wanted = { text: '', isStarredOnly: false, keptAtLeast: 0, isMostKeptFirst: false }

  it('sorts them in their run, those that nobody measured last', () => {
    expect(idsIn(findResults(groups, { ...wanted, isMostKeptFirst: true })).flat()).toEqual(['2', '4', '1', '3'])
  })

  it('finds the ones that kept enough', () => {
    expect(idsIn(findResults(groups, { ...wanted, keptAtLeast: 0.8 })).flat()).toEqual(['2', '4'])
    const rounded = grouped(measured('1', 0.944), measured('2', 0.946))
    expect(idsIn(findResults(rounded, { ...wanted, keptAtLeast: 0.95 })).flat(), 'what says 95 %').toEqual(['2'])
  })

  it('names the one that kept the most, where there is a choice', () => {
    expect(groups.map(mostKept)).toEqual(['2'])
    expect(grouped(measured('1', 0.7), made('2')).map(mostKept)).toEqual([null])
  })
})
