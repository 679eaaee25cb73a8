// Everything that makes a picture. Stored on the result as plugin data, so that anybody in the file can read it (DESIGN §4.4).

import type { Box, Size } from '../base/geometry.ts'
import { type LiveChoice, readLiveChoice } from './live-choice.ts'
import { isRecord, readNumber, readOneOf, readRecord, readString } from '../base/read.ts'
import type { Value, Values } from '../model/model.ts'
import { type LookPicture, type Purpose, purposes } from '../look/look.ts'
import { type Scene, type Subject, readScene } from '../selection/subject.ts'

/** What is chosen for a picture, before its source is looked up. */
export type Choice = {
  readonly version: 1
  readonly modelId: string
  readonly values: Values
  readonly seed: number
  readonly purpose: Purpose
  readonly look: string
  readonly light: string
  /** The user's own words, and the complete prompt that is sent. */
  readonly words: string
  readonly prompt: string
  /** A picture that gives the look instead of `look`. */
  readonly reference?: LookPicture | null | undefined
  /** What of the source stays live instead of being repainted. */
  readonly live: LiveChoice
  readonly createdAt: number
}

export type RecipeSource = {
  readonly id: string
  readonly name: string
  readonly width: number
  readonly height: number
  /** Several layers treated as one composition; null for a single node. */
  readonly scene: Scene | null
  /** Fingerprint of the exported picture; empty before the export, and in recipes of earlier versions. */
  readonly fingerprint: string
}

/** A complete recipe. `sent` is the size of the control image, `content` the source's box in it, both in px. */
export type Recipe = Choice & { readonly source: RecipeSource; readonly sent: Size; readonly content: Box }

/** A recipe whose source was found but not yet exported, so its sizes are the planned ones. */
export type PlannedRecipe = Recipe & { readonly source: { readonly fingerprint: '' } }

/** The source of a recipe, to look it up in the document. */
export function subjectOf({ source }: Pick<Recipe, 'source'>): Subject {
  return { id: source.id, scene: source.scene }
}

function readSize(value: unknown): Size {
  const { width, height } = readRecord(value)
  return { width: readNumber(width, 1, 0), height: readNumber(height, 1, 0) }
}

function readReference(value: unknown): LookPicture | null {
  const { name, fingerprint, givesLight, nodeId } = readRecord(value)
  if (fingerprint === undefined) return null
  const picture = { name: readString(name), fingerprint: readString(fingerprint), givesLight: givesLight === true }
  return typeof nodeId === 'string' ? { ...picture, nodeId } : picture
}

/** Parses the values of any model, dropping everything that is not a plain value. */
export function readPlainValues(value: unknown): Values {
  return Object.fromEntries(
    Object.entries(readRecord(value)).filter(
      (entry): entry is [string, Value] => entry[1] === null || ['string', 'number', 'boolean'].includes(typeof entry[1]),
    ),
  )
}

/** The result of parsing: `newer` is a recipe of a later version, of which only its existence is shown. */
export type ReadRecipe = { readonly kind: 'known'; readonly recipe: Recipe } | { readonly kind: 'newer' }

/** Null for anything that is not a recipe of any version. */
export function readRecipe(stored: unknown): ReadRecipe | null {
  if (!isRecord(stored) || typeof stored.version !== 'number') return null
  if (stored.version > 1) return { kind: 'newer' }
  const source = readRecord(stored.source)
  const content = readRecord(stored.content)
  const reference = readReference(stored.reference)
  if (typeof stored.modelId !== 'string' || typeof stored.seed !== 'number') return null
  return {
    kind: 'known',
    recipe: {
      version: 1,
      modelId: stored.modelId,
      values: readPlainValues(stored.values),
      seed: stored.seed,
      purpose: readOneOf(stored.purpose, purposes, 'building'),
      look: readString(stored.look),
      light: readString(stored.light),
      words: readString(stored.words),
      prompt: readString(stored.prompt),
      source: {
        id: readString(source.id),
        name: readString(source.name),
        ...readSize(source),
        scene: readScene(source.scene),
        fingerprint: readString(source.fingerprint),
      },
      ...(reference && { reference }),
      live: readLiveChoice(stored.live),
      sent: readSize(stored.sent),
      content: { x: readNumber(content.x, 0), y: readNumber(content.y, 0), ...readSize(content) },
      createdAt: readNumber(stored.createdAt, 0),
    },
  }
}

/** Null for a recipe of a later version, and for none. */
export function knownRecipe(read: ReadRecipe | null): Recipe | null {
  return read?.kind === 'known' ? read.recipe : null
}

/** Parses a recipe of this version; null for anything else. */
export function readKnownRecipe(stored: unknown): Recipe | null {
  return knownRecipe(readRecipe(stored))
}

/** Whether two recipes make the same picture: same source in the same state, same prompt, values, seed and size. */
export function isSameResult(a: Recipe, b: Recipe): boolean {
  const making = ({ modelId, values, seed, prompt, reference, source, sent }: Recipe): string =>
    JSON.stringify([
      modelId,
      Object.keys(values).map((name) => `${name}=${String(values[name])}`),
      seed,
      prompt,
      reference?.fingerprint,
      source.id,
      source.scene,
      source.fingerprint,
      sent,
    ])
  return a.source.fingerprint !== '' && making(a) === making(b)
}
