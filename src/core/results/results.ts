// What the plugin made on a page, as a person looks for it: a group a run, newest first, found by words.

import type { ResultEntry } from './protocol.ts'
import { readJson, readRecord } from '../base/read.ts'
import { type Figures, readFigures } from '../fidelity/figures.ts'
import { isTooDark } from '../fidelity/words.ts'
import { type ReadRecipe, type Recipe, knownRecipe, readRecipe } from '../recipe/recipe.ts'
import { labelsOf } from '../recipe/words.ts'

/** An entry whose recipe was read; `made` is null when it cannot be, `figures` where nothing was measured. */
export type Result = ResultEntry & { readonly made: ReadRecipe | null; readonly figures: Figures | null }

/** The pictures of one press of the button; and those of which nothing can be said. */
export type ResultGroup =
  | { readonly kind: 'run'; readonly key: string; readonly results: readonly Result[] }
  | { readonly kind: 'newer' | 'unreadable'; readonly key: string; readonly results: readonly Result[] }

export type Wanted = {
  readonly text: string
  readonly isStarredOnly: boolean
  /** At least this share of their lines, 0 to 1; 0 takes those as well of which nothing was measured. */
  readonly keptAtLeast: number
  readonly isMostKeptFirst: boolean
}

export function readResult(entry: ResultEntry): Result {
  const recipe = readJson(entry.recipe)
  return { ...entry, made: readRecipe(recipe), figures: readFigures(readRecord(recipe).fidelity) }
}

/** The share of lines that is told of a picture; null where none is. */
export function keptOf({ figures }: Pick<Result, 'figures'>): number | null {
  return figures === null || isTooDark(figures) ? null : figures.kept
}

/** The id of the one picture of a group that kept the most; null where there is nothing to choose. */
export function mostKept({ results }: ResultGroup): string | null {
  const told = results.filter((result) => keptOf(result) !== null)
  if (told.length < 2) return null
  return told.reduce((best, one) => ((keptOf(one) ?? 0) > (keptOf(best) ?? 0) ? one : best)).nodeId
}

export function recipeOf({ made }: Pick<Result, 'made'>): Recipe | null {
  return knownRecipe(made)
}

/** Newest first, the groups as well as the pictures in each; what cannot be dated comes last. */
export function groupResults(results: readonly Result[]): readonly ResultGroup[] {
  const dated = results.map((result) => ({ result, at: recipeOf(result)?.createdAt ?? -Infinity }))
  // Equal times keep their order: the pictures of one order stay as they stand on the canvas.
  dated.sort((a, b) => (a.at === b.at ? 0 : b.at - a.at))
  const groups = new Map<string, Result[]>()
  for (const { result } of dated) {
    const key = keyOf(result)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [result])
    else group.push(result)
  }
  return [...groups].map(([key, members]) => groupOf(key, members))
}

function groupOf(key: string, results: readonly Result[]): ResultGroup {
  const made = results[0]?.made ?? null
  if (made === null) return { kind: 'unreadable', key, results }
  return made.kind === 'newer' ? { kind: 'newer', key, results } : { kind: 'run', key, results }
}

function keyOf({ made }: Result): string {
  if (made === null) return 'unreadable'
  if (made.kind === 'newer') return 'newer'
  return `run ${made.recipe.createdAt}`
}

/** The groups with what is wanted in them. Every word must be found; a seed is found by its first digits. */
export function findResults(groups: readonly ResultGroup[], wanted: Wanted): readonly ResultGroup[] {
  const { text, isStarredOnly, keptAtLeast, isMostKeptFirst } = wanted
  const words = folded(text).split(/\s+/).filter(Boolean)
  if (words.length === 0 && !isStarredOnly && keptAtLeast === 0 && !isMostKeptFirst) return groups
  return groups.flatMap((group) => {
    const matching = group.results.filter(
      (result) =>
        (result.isStarred || !isStarredOnly) &&
        // As it is told: what says 95 % is among those.
        (keptAtLeast === 0 || Math.round((keptOf(result) ?? -1) * 100) >= keptAtLeast * 100) &&
        words.every((word) => isIn(result, word)),
    )
    const results = isMostKeptFirst ? [...matching].sort((a, b) => (keptOf(b) ?? -1) - (keptOf(a) ?? -1)) : matching
    return results.length === 0 ? [] : [{ ...group, results }]
  })
}

/** Case and accents make no difference. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

function isIn(result: Result, word: string): boolean {
  const recipe = recipeOf(result)
  if (recipe === null) return folded(result.name).includes(word)
  const { prompt, words, source, seed } = recipe
  return folded([prompt, words, labelsOf(recipe), source.name].join('\n')).includes(word) || String(seed).startsWith(word)
}

export function countResults(groups: readonly ResultGroup[]): number {
  return groups.reduce((sum, { results }) => sum + results.length, 0)
}

/** The groups of the first `count` pictures, each with those of its pictures that are among them. */
export function firstResults(
  groups: readonly ResultGroup[],
  count: number,
): readonly { readonly group: ResultGroup; readonly first: readonly Result[] }[] {
  let left = count
  return groups.flatMap((group) => {
    const first = left > 0 ? group.results.slice(0, left) : []
    left -= first.length
    return first.length === 0 ? [] : [{ group, first }]
  })
}

/** For other programs. A recipe of a later version passes as it stands on the layer. */
export function resultsAsJson(results: readonly Result[]): string {
  return JSON.stringify(
    results.map(({ nodeId, name, isStarred, recipe }) => ({ nodeId, name, isStarred, recipe: readJson(recipe) ?? null })),
    null,
    2,
  )
}
