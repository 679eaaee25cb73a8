// What of a source stays live, as a person chose it: part of every recipe. `live` does what is chosen here.

import type { Size } from '../base/geometry.ts'
import { isRecord, readList, readNumber, readString } from '../base/read.ts'
import type { Purpose } from '../look/look.ts'

/** A shape over the source: only what lies `inside` it is replaced, or only what lies `outside`. */
export type Area = {
  readonly id: string
  readonly changes: 'inside' | 'outside'
  /** How far its edge fades, in canvas px, as the radius of a layer blur. Absent for a hard edge, as in recipes of earlier versions. */
  readonly feather?: number
}

export const maxFeather = 200

/** Soft enough to hide a seam, and small enough to leave the shape what it is. */
export function usualFeather({ width, height }: Size): number {
  return Math.round(Math.min(24, Math.max(2, Math.min(width, height) / 20)))
}

export type LiveChoice = {
  readonly texts: boolean
  /** Icons, and shapes drawn by hand. */
  readonly vectors: boolean
  /** Ids of single layers that a person chose to keep. */
  readonly kept: readonly string[]
  /** Ids of layers that are part of the picture that leaves, and still stand over the result unchanged. */
  readonly products: readonly string[]
  readonly area: Area | null
  /** Ids of layers that would have stayed live but went with the picture: over it they would have looked otherwise. Noted when the picture leaves. */
  readonly inPicture?: readonly string[]
}

export const nothingLive: LiveChoice = { texts: false, vectors: false, kept: [], products: [], area: null }

/** Whether texts stay live unless a person chooses otherwise. A model redraws text into nonsense, which hurts a screen most; on a building it is a sign that belongs to the scene. */
export function keepsTexts(purpose: Purpose): boolean {
  return purpose === 'interface'
}

/** Whether a person chose anything to stay live. Layers that stay live by their name are not counted. */
export function hasChoice({ texts, vectors, kept, products, area }: LiveChoice): boolean {
  return texts || vectors || kept.length > 0 || products.length > 0 || area !== null
}

function readIds(value: unknown): readonly string[] {
  return readList(value).filter((id): id is string => typeof id === 'string' && id !== '')
}

function readArea(value: unknown): Area | null {
  if (!isRecord(value) || readString(value.id) === '') return null
  const feather = readNumber(value.feather, 0, 0, maxFeather)
  const area: Area = { id: readString(value.id), changes: value.changes === 'outside' ? 'outside' : 'inside' }
  return feather > 0 ? { ...area, feather } : area
}

/** The choice with these layers in the picture; that very object where there are none. */
export function withInPicture(live: LiveChoice, ids: readonly string[]): LiveChoice {
  return ids.length === 0 ? live : { ...live, inPicture: ids }
}

/** `nothingLive`, that very object, when nothing was stored, as in recipes of earlier versions. */
export function readLiveChoice(stored: unknown): LiveChoice {
  return isRecord(stored)
    ? withInPicture(
        {
          texts: stored.texts === true,
          vectors: stored.vectors === true,
          kept: readIds(stored.kept),
          products: readIds(stored.products),
          area: readArea(stored.area),
        },
        readIds(stored.inPicture),
      )
    : nothingLive
}
