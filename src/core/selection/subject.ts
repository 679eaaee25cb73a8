// The subject of a picture: one node, or several layers treated as one composition in their actual positions.

import { isRecord, readNumber, readString, readStrings } from '../base/read.ts'

export type Scene = {
  /** Ids of the layers, lowest first. */
  readonly ids: readonly string[]
  /** Space around the layers, in canvas px. */
  readonly padding: number
  /** `#rrggbb` behind the layers; empty for white, onto which transparency is always flattened. */
  readonly background: string
}

/** `id` is the node, or the lowest layer of the scene. */
export type Subject = { readonly id: string; readonly scene: Scene | null }

/** A layer with the name shown to the user. */
export type NamedLayer = { readonly id: string; readonly name: string }

/** In canvas px. */
export const maxPadding = 2000

/** `#rrggbb` in lower case; empty for anything else. */
export function readBackground(value: unknown): string {
  const text = readString(value).toLowerCase()
  return /^#[0-9a-f]{6}$/.test(text) ? text : ''
}

/** Null for anything that is not a scene with at least one layer. */
export function readScene(stored: unknown): Scene | null {
  if (!isRecord(stored)) return null
  const ids = readStrings(stored.ids)
  return ids.length === 0
    ? null
    : { ids, padding: readNumber(stored.padding, 0, 0, maxPadding), background: readBackground(stored.background) }
}

/** A text that is equal only for equal subjects. */
export function subjectKey({ id, scene }: Subject): string {
  return scene === null ? id : JSON.stringify(scene)
}
