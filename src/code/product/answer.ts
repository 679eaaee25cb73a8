// What the window asks about the products of a result.

import type { InTurn } from '../../core/base/in-turn.ts'
import { fail } from '../../core/failure/failure.ts'
import type { ProductApi } from '../../core/product/protocol.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import type { Offscreen } from '../live/offscreen.ts'
import type { Figma } from '../base/figma.ts'
import type { Commit } from '../job/undo-steps.ts'
import { groundOn, groundPictures, layGround, setGround } from './contact-shadow.ts'
import { type Locked, findLocked, proofPictures } from './products.ts'

type ProductContext = { readonly figma: Figma; readonly offscreen: Offscreen; readonly inTurn: InTurn; readonly commit: Commit }

export function answerProducts({ figma, offscreen, inTurn, commit }: ProductContext): Handlers<ProductApi> {
  const lockedOn = async (nodeId: string): Promise<Locked> =>
    (await findLocked(figma, nodeId)) ?? fail('internal', 'no result with a product has this id')
  return {
    productFacts: async (nodeId) => {
      const locked = await findLocked(figma, nodeId)
      return locked === null ? null : { count: locked.originals.size, ground: groundOn(locked.frame) }
    },
    proofPictures: (nodeId) => inTurn(() => proofPictures(figma, offscreen, nodeId)),
    groundPictures: (nodeId) => inTurn(async () => groundPictures(figma, offscreen, await lockedOn(nodeId))),
    layGround: ({ nodeId, layers }) =>
      inTurn(async () => {
        const locked = await lockedOn(nodeId)
        const now = layGround(figma, locked, layers)
        await commit(locked.frame)
        return now
      }),
    setGround: ({ nodeId, ground, isOver }) =>
      inTurn(async () => {
        const locked = await lockedOn(nodeId)
        const now = setGround(locked.frame, ground)
        if (isOver) await commit(locked.frame)
        return now
      }),
  }
}
