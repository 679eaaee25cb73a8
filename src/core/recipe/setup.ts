// A setup: everything the user chooses for a picture besides its source. Presets store a setup; settings store what the controls last showed.

import { isRecord, readNumber, readOneOf, readRecord, readString } from '../base/read.ts'
import { type Purpose, purposes } from '../look/look.ts'
import { hasSyntax } from '../look/prompt-variants.ts'
import type { Values } from '../model/model.ts'
import { clampVariants, maxVariants } from './options.ts'
import { type Recipe, readPlainValues } from './recipe.ts'

/** Ids that this version does not know are kept, because another version may. A recipe is also a setup. */
export type Setup = {
  readonly purpose: Purpose
  readonly look: string
  readonly light: string
  readonly words: string
  readonly modelId: string
  readonly values: Values
  /** As stored; `readSeed` tells whether it is usable. Null when the seed is not locked and therefore not part of the setup. */
  readonly seed: number | null
  /** The words are taken literally: braces in them are not a list. Missing in earlier versions. */
  readonly asTyped?: boolean
}

/** The setup of a finished picture. Its words are one variant of what was typed, so any braces left in them are literal. */
export function setupOfRecipe(recipe: Recipe): Setup {
  return hasSyntax(recipe.words) ? { ...recipe, asTyped: true } : recipe
}

/** Null when there is no model id. */
export function readSetup(stored: unknown): Setup | null {
  if (!isRecord(stored) || typeof stored.modelId !== 'string') return null
  return {
    purpose: readOneOf(stored.purpose, purposes, 'building'),
    look: readString(stored.look),
    light: readString(stored.light),
    words: readString(stored.words),
    modelId: stored.modelId,
    values: readPlainValues(stored.values),
    // Other tools use a negative seed for a random one.
    seed: typeof stored.seed === 'number' && stored.seed >= 0 ? stored.seed : null,
    ...(stored.asTyped === true ? { asTyped: true } : {}),
  }
}

/** What the controls last showed, with a look per purpose and values per model, so that they are restored when the user switches back. */
export type LastSetup = {
  readonly modelId: string
  /** By model id, as stored; `readValues` parses them when the model is known. */
  readonly values: Readonly<Record<string, unknown>>
  readonly looks: Readonly<Partial<Record<Purpose, string>>>
  readonly light: string
  readonly words: string
  readonly variants: number
  /** Null when the seed was not locked. */
  readonly seed: number | null
  /** Whether texts stay live, as chosen for each purpose. */
  readonly keepsTexts: Readonly<Partial<Record<Purpose, boolean>>>
  readonly keepsVectors: boolean
  readonly asTyped?: boolean
}

/** Never fails: missing or invalid fields get their defaults. */
export function readLastSetup(stored: unknown): LastSetup {
  const record = readRecord(stored)
  const looks = readRecord(record.looks)
  const { seed } = record
  const keepsTexts = readRecord(record.keepsTexts)
  return {
    modelId: readString(record.modelId),
    values: readRecord(record.values),
    looks: Object.fromEntries(purposes.flatMap((purpose) => (typeof looks[purpose] === 'string' ? [[purpose, looks[purpose]]] : []))),
    light: readString(record.light),
    words: readString(record.words),
    variants: clampVariants(readNumber(record.variants, 1, 1, maxVariants)),
    keepsTexts: Object.fromEntries(
      purposes.flatMap((purpose) => (typeof keepsTexts[purpose] === 'boolean' ? [[purpose, keepsTexts[purpose]]] : [])),
    ),
    keepsVectors: record.keepsVectors === true,
    seed: typeof seed === 'number' && Number.isInteger(seed) && seed >= 0 ? seed : null,
    ...(record.asTyped === true ? { asTyped: true } : {}),
  }
}
