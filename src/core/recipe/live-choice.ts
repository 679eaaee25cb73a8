// What the user chose to stay live in a source; stored in every recipe. The feature `live` carries it out.

import type { Size } from '../base/geometry.ts'
import { isRecord, readNumber, readString, readStrings } from '../base/read.ts'
import type { Purpose } from '../look/look.ts'

/** A shape over the source: only what is `inside` it is replaced, or only what is `outside`. */
export type Area = {
  readonly id: string
  readonly changes: 'inside' | 'outside'
  /** How far its edge fades, in canvas px, as the radius of a layer blur. Missing for a hard edge, as in recipes of earlier versions. */
  readonly feather?: number
}

export const maxFeather = 200

/** A feather soft enough to hide a seam, yet small enough to preserve the shape. */
export function usualFeather({ width, height }: Size): number {
  return Math.round(Math.min(24, Math.max(2, Math.min(width, height) / 20)))
}

export type LiveChoice = {
  readonly texts: boolean
  /** Icons, and shapes drawn by hand. */
  readonly vectors: boolean
  /** Ids of single layers that the user chose to keep. */
  readonly kept: readonly string[]
  /** Ids of layers that are in the sent picture and also stay above the result, unchanged. */
  readonly products: readonly string[]
  readonly area: Area | null
  /**
   * Ids of layers that would have stayed live but went into the picture, because above it they would have looked different. Recorded when the picture
   * is sent.
   */
  readonly inPicture?: readonly string[]
}

export const nothingLive: LiveChoice = { texts: false, vectors: false, kept: [], products: [], area: null }

/**
 * Whether texts stay live by default. Models redraw text as nonsense, which matters most on a screen; on a building, text is a sign that belongs to
 * the scene.
 */
export function keepsTexts(purpose: Purpose): boolean {
  return purpose === 'interface'
}

/** Whether the user chose anything to stay live. Layers that stay live by their name do not count. */
export function hasChoice({ texts, vectors, kept, products, area }: LiveChoice): boolean {
  return texts || vectors || kept.length > 0 || products.length > 0 || area !== null
}

function readArea(value: unknown): Area | null {
  if (!isRecord(value) || readString(value.id) === '') return null
  const feather = readNumber(value.feather, 0, 0, maxFeather)
  const area: Area = { id: readString(value.id), changes: value.changes === 'outside' ? 'outside' : 'inside' }
  return feather > 0 ? { ...area, feather } : area
}

/** The choice with these layers in the picture; the same object where there are none. */
export function withInPicture(live: LiveChoice, ids: readonly string[]): LiveChoice {
  return ids.length === 0 ? live : { ...live, inPicture: ids }
}

/** Parses a stored choice. Gives the object `nothingLive` itself when nothing was stored, as in recipes of earlier versions. */
export function readLiveChoice(stored: unknown): LiveChoice {
  return isRecord(stored)
    ? withInPicture(
        {
          texts: stored.texts === true,
          vectors: stored.vectors === true,
          kept: readStrings(stored.kept),
          products: readStrings(stored.products),
          area: readArea(stored.area),
        },
        readStrings(stored.inPicture),
      )
    : nothingLive
}
