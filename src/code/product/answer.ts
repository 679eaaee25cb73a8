// Answers the window's calls about the products of a result.

import type { InTurn } from '../../core/base/in-turn.ts'
import { fail } from '../../core/failure/failure.ts'
import type { ProductApi } from '../../core/product/protocol.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import type { Drawing } from '../live/drawing.ts'
import type { Offscreen } from '../live/offscreen.ts'
import type { Figma } from '../base/figma.ts'
import type { Commit } from '../job/undo-steps.ts'
import { contactStateOn, layContactLayers, setContactLayers } from './contact-layers.ts'
import { contactLayerPictures } from './contact-pictures.ts'
import type { ProductsAhead } from './drawn-ahead.ts'
import { type Locked, findLocked } from './products.ts'
import { proofPictures } from './proof.ts'

type ProductContext = {
  readonly figma: Figma
  readonly offscreen: Offscreen
  readonly inTurn: InTurn
  readonly drawing: Pick<Drawing, 'drawInTurn' | 'ahead'>
  readonly productsAhead: ProductsAhead
  readonly commit: Commit
  readonly changedHere: Set<string>
}

export function answerProducts(context: ProductContext): Handlers<ProductApi> {
  const { figma, offscreen, inTurn, drawing, productsAhead, commit, changedHere } = context
  const lockedOn = async (nodeId: string): Promise<Locked> =>
    (await findLocked(figma, nodeId)) ?? fail('internal', 'no result with a product has this id')
  return {
    productFacts: async (nodeId) => {
      const locked = await findLocked(figma, nodeId)
      return locked === null ? null : { count: locked.originals.size, contact: contactStateOn(locked.frame) }
    },
    proofPictures: (nodeId) => drawing.drawInTurn(async () => productsAhead.takeProof(nodeId) ?? proofPictures(figma, offscreen, nodeId)),
    contactLayerPictures: (nodeId) =>
      drawing.drawInTurn(async () => productsAhead.takeContact(nodeId) ?? contactLayerPictures(figma, offscreen, await lockedOn(nodeId))),
    layContactLayers: ({ nodeId, layers }) =>
      inTurn(async () => {
        const locked = await lockedOn(nodeId)
        const now = layContactLayers(figma, locked, layers)
        await drawing.ahead(locked.frame, () => productsAhead.prepare(nodeId, { withContact: false }))
        await commit(locked.frame)
        return now
      }),
    setContactLayers: ({ nodeId, state, isFinal }) =>
      inTurn(async () => {
        const locked = await lockedOn(nodeId)
        const now = setContactLayers(locked.frame, state)
        changedHere.add(nodeId)
        if (isFinal) await commit(locked.frame)
        return now
      }),
  }
}
