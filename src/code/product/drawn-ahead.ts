// Draws what the window will ask about a result's products before the result's undo step is closed: copies that are drawn and removed later would be
// a step of their own, and the next undo would seem to do nothing.

import type { ContactLayerPictures, ProofPictures } from '../../core/product/protocol.ts'
import type { Figma } from '../base/figma.ts'
import type { Offscreen } from '../live/offscreen.ts'
import { contactLayerPictures } from './contact-pictures.ts'
import { findLocked } from './products.ts'
import { proofPictures } from './proof.ts'

/** The window asks about one result at a time, right after it is filled. */
const keptResults = 2

type Drawn = {
  /** Ids of the result and of its source layers; an edit of any of them makes the pictures outdated. */
  readonly ids: readonly string[]
  readonly proof: ProofPictures
  readonly contact: ContactLayerPictures | null
}

export type ProductsAhead = {
  /** Does nothing for a result without products. Call it in turn. */
  prepare(nodeId: string, wanted: { readonly withContact: boolean }): Promise<void>
  /** Gives each picture once. Undefined when it was not drawn, or is outdated. */
  takeProof(nodeId: string): ProofPictures | undefined
  takeContact(nodeId: string): ContactLayerPictures | undefined
  edited(isIn: (layerId: string) => boolean): void
}

type AheadContext = { readonly figma: Figma; readonly offscreen: Offscreen; isWatched(): boolean }

export function makeProductsAhead({ figma, offscreen, isWatched }: AheadContext): ProductsAhead {
  const drawn = new Map<string, Drawn>()

  return {
    prepare: async (nodeId, { withContact }) => {
      drawn.delete(nodeId)
      const locked = isWatched() ? await findLocked(figma, nodeId) : null
      if (locked === null) return
      const { subject } = locked
      const contact = withContact ? await contactLayerPictures(figma, offscreen, locked) : null
      const proof = await proofPictures(figma, offscreen, nodeId)
      drawn.set(nodeId, { ids: [nodeId, subject.id, ...(subject.scene?.ids ?? [])], proof, contact })
      for (const old of [...drawn.keys()].slice(0, -keptResults)) drawn.delete(old)
    },
    takeProof: (nodeId) => {
      const { proof } = drawn.get(nodeId) ?? {}
      drawn.delete(nodeId)
      return proof
    },
    takeContact: (nodeId) => drawn.get(nodeId)?.contact ?? undefined,
    edited: (isIn) => {
      for (const [nodeId, { ids }] of drawn) if (ids.some(isIn)) drawn.delete(nodeId)
    },
  }
}
