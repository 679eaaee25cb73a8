// Texts about recipes and setups.

import { cutText } from '../base/text.ts'
import { findLight } from '../look/lights.ts'
import { findLook } from '../look/looks.ts'
import type { Migration } from './migrate.ts'
import type { Recipe } from './recipe.ts'

type Named = Pick<Recipe, 'purpose' | 'look' | 'light' | 'reference'>

/** "Warm timber, golden": look and light. Defaults replace those that this version does not know. */
export function titleOf({ purpose, look, light, reference }: Named): string {
  return labelsOf({ purpose, look: findLook(purpose, look).id, light: findLight(light).id, reference })
}

/** "Warm timber, golden": look and light, by their ids where this version does not know them. A reference picture is given by its name. */
export function labelsOf({ purpose, look, light, reference }: Named): string {
  const lit = reference?.givesLight === true ? '' : labelOf(findLight(light), light).toLowerCase()
  return [reference?.name ?? labelOf(findLook(purpose, look), look), lit].filter((label) => label !== '').join(', ')
}

/** The first words of a prompt, short enough for a name. */
function firstWords(words: string): string {
  return cutText(words.trim().split(/\s+/).slice(0, 5).join(' '), 60)
}

/**
 * The part of a result's layer name before the name of its source: "Photo, noon". Where the look has no name, the first words are used.
 * @param wording the words by which pictures of the run differ; empty where they do not
 */
export function styleName(recipe: Named & Pick<Recipe, 'words'>, wording: string): string {
  const style = labelsOf(recipe) || firstWords(recipe.words) || 'Restyled'
  return wording === '' ? style : `${firstWords(wording)} · ${style}`
}

function labelOf(found: { readonly id: string; readonly label: string }, id: string): string {
  return found.id === id ? found.label : id
}

/** Shown when the model chosen earlier is not known to this version. */
export function otherModelText(unknownId: string, label: string): string {
  return `This version does not know ${unknownId}, so ${label} is used.`
}

/** Null when nothing has changed. */
export function migrationText(migration: Migration): string | null {
  if (migration.kind === 'none') return null
  const { changed, lost } = migration
  return [
    ...(migration.kind === 'other-model' ? [otherModelText(migration.unknownId, migration.label)] : []),
    ...(changed.length === 0 ? [] : [`Changed: ${changed.join(', ')}.`]),
    ...(lost.length === 0 ? [] : [`Left out: ${lost.join(', ')}.`]),
  ].join(' ')
}

/** A sentence, followed by what has changed. */
export function withMigration(sentence: string, migration: Migration): string {
  const text = migrationText(migration)
  return text === null ? sentence : `${sentence} ${text}`
}
