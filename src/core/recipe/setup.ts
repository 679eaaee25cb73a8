// A setup: everything a person chooses for a picture besides its source. Presets store one; settings store what the controls last showed.

import { isRecord, readNumber, readOneOf, readRecord, readString } from '../base/read.ts'
import { type Purpose, purposes } from '../look/look.ts'
import { hasSyntax } from '../look/prompt-variants.ts'
import type { Values } from '../model/model.ts'
import { clampVariants, maxVariants } from './options.ts'
import { type Recipe, readPlainValues } from './recipe.ts'

/** Ids that are unknown here are kept: another version may know them. A recipe is a setup as well. */
export type Setup = {
  readonly purpose: Purpose
  readonly look: string
  readonly light: string
  readonly words: string
  readonly modelId: string
  readonly values: Values
  /** As it was stored: `readSeed` tells whether it can be used. Null when the seed is not locked, and so no part of the setup. */
  readonly seed: number | null
  /** The words are taken as they are: braces in them are no list. Earlier versions wrote none. */
  readonly asTyped?: boolean
}

/** The setup of a picture that was made: its words are one reading of what was typed, so braces in them are no list any more. */
export function setupOfRecipe(recipe: Recipe): Setup {
  return hasSyntax(recipe.words) ? { ...recipe, asTyped: true } : recipe
}

/** Null when no model is named. */
export function readSetup(stored: unknown): Setup | null {
  if (!isRecord(stored) || typeof stored.modelId !== 'string') return null
  return {
    purpose: readOneOf(stored.purpose, purposes, 'building'),
    look: readString(stored.look),
    light: readString(stored.light),
    words: readString(stored.words),
    modelId: stored.modelId,
    values: readPlainValues(stored.values),
    // Other tools write a negative seed for a random one.
    seed: typeof stored.seed === 'number' && stored.seed >= 0 ? stored.seed : null,
    ...(stored.asTyped === true ? { asTyped: true } : {}),
  }
}

/** What the controls last showed: a look for each purpose and values for each model, so that going back to one finds them again. */
export type LastSetup = {
  readonly modelId: string
  /** By model id, as they were written: `readValues` parses them when the model is known. */
  readonly values: Readonly<Record<string, unknown>>
  readonly looks: Readonly<Partial<Record<Purpose, string>>>
  readonly light: string
  readonly words: string
  readonly variants: number
  /** Null when the seed was not locked. */
  readonly seed: number | null
  /** Whether texts stay live, chosen for each purpose. */
  readonly keepsTexts: Readonly<Partial<Record<Purpose, boolean>>>
  readonly keepsVectors: boolean
  readonly asTyped?: boolean
}

/** Never fails: what is missing or garbled takes its first value. */
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
