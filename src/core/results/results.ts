// What the plugin made on a page, prepared for browsing: grouped by run, newest first, searchable.

import type { ResultEntry } from './protocol.ts'
import { readJson, readRecord } from '../base/read.ts'
import { type Figures, readFigures } from '../fidelity/figures.ts'
import { isTooDark } from '../fidelity/words.ts'
import { type ReadRecipe, type Recipe, knownRecipe, readRecipe } from '../recipe/recipe.ts'
import { labelsOf } from '../recipe/words.ts'

/** An entry with its recipe parsed; `made` is null when it cannot be parsed, `figures` where nothing was measured. */
export type Result = ResultEntry & { readonly made: ReadRecipe | null; readonly figures: Figures | null }

/** The pictures of one press of the button; or pictures whose recipe cannot be read. */
export type ResultGroup =
  | { readonly kind: 'run'; readonly key: string; readonly results: readonly Result[] }
  | { readonly kind: 'newer' | 'unreadable'; readonly key: string; readonly results: readonly Result[] }

export type Wanted = {
  readonly text: string
  readonly isStarredOnly: boolean
  /** The minimum share of lines kept, 0 to 1. At 0, pictures that were not measured are included. */
  readonly keptAtLeast: number
  readonly isMostKeptFirst: boolean
}

export function readResult(entry: ResultEntry): Result {
  const recipe = readJson(entry.recipe)
  return { ...entry, made: readRecipe(recipe), figures: readFigures(readRecord(recipe).fidelity) }
}

/** The share of lines kept, as it is displayed for a picture; null where none is. */
export function keptOf({ figures }: Pick<Result, 'figures'>): number | null {
  return figures === null || isTooDark(figures) ? null : figures.kept
}

/** The id of the picture in a group that kept the most; null where fewer than two have a share. */
export function mostKept({ results }: ResultGroup): string | null {
  const told = results.filter((result) => keptOf(result) !== null)
  if (told.length < 2) return null
  return told.reduce((best, one) => ((keptOf(one) ?? 0) > (keptOf(best) ?? 0) ? one : best)).nodeId
}

export function recipeOf({ made }: Pick<Result, 'made'>): Recipe | null {
  return knownRecipe(made)
}

/** Groups the results, with groups and pictures newest first; those without a date come last. */
export function groupResults(results: readonly Result[]): readonly ResultGroup[] {
  const dated = results.map((result) => ({ result, at: recipeOf(result)?.createdAt ?? -Infinity }))
  // Pictures of one order have equal times and keep their order on the canvas.
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

/** The groups reduced to matching pictures. Every word must match; a seed matches by its first digits. */
export function findResults(groups: readonly ResultGroup[], wanted: Wanted): readonly ResultGroup[] {
  const { text, isStarredOnly, keptAtLeast, isMostKeptFirst } = wanted
  const words = folded(text).split(/\s+/).filter(Boolean)
  if (words.length === 0 && !isStarredOnly && keptAtLeast === 0 && !isMostKeptFirst) return groups
  return groups.flatMap((group) => {
    const matching = group.results.filter(
      (result) =>
        (result.isStarred || !isStarredOnly) &&
        // Compared as displayed, so that a picture shown with 95 % matches 95 %.
        (keptAtLeast === 0 || Math.round((keptOf(result) ?? -1) * 100) >= keptAtLeast * 100) &&
        words.every((word) => isIn(result, word)),
    )
    const results = isMostKeptFirst ? [...matching].sort((a, b) => (keptOf(b) ?? -1) - (keptOf(a) ?? -1)) : matching
    return results.length === 0 ? [] : [{ ...group, results }]
  })
}

/** Normalises text, so that case and accents do not matter. */
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

/** The first `count` pictures, with the groups they belong to. */
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

/** The results as JSON for other programs. A recipe of a later version is exported as stored. */
export function resultsAsJson(results: readonly Result[]): string {
  return JSON.stringify(
    results.map(({ nodeId, name, isStarred, recipe }) => ({ nodeId, name, isStarred, recipe: readJson(recipe) ?? null })),
    null,
    2,
  )
}
