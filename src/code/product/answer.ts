// What the window asks about the products of a result.

import { fail } from '../../core/failure/failure.ts'
import type { ProductApi } from '../../core/product/protocol.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import type { Offscreen } from '../live/offscreen.ts'
import type { Figma } from '../base/figma.ts'
import { groundOn, groundPictures, layGround, setGround } from './contact-shadow.ts'
import { type Locked, findLocked, proofPictures } from './products.ts'

/**
 * @param inTurn one thing on the canvas after the other
 * @param commit makes what was done to this frame an undo step of its own
 */
export function answerProducts(
  figma: Figma,
  bench: Offscreen,
  inTurn: <T>(work: () => Promise<T>) => Promise<T>,
  commit: (frame: FrameNode) => Promise<void>,
): Handlers<ProductApi> {
  const lockedOn = async (nodeId: string): Promise<Locked> =>
    (await findLocked(figma, nodeId)) ?? fail('internal', 'no result with a product has this id')
  return {
    productFacts: async (nodeId) => {
      const locked = await findLocked(figma, nodeId)
      return locked === null ? null : { count: locked.originals.size, ground: groundOn(locked.frame) }
    },
    proofPictures: (nodeId) => inTurn(() => proofPictures(figma, bench, nodeId)),
    groundPictures: (nodeId) => inTurn(async () => groundPictures(figma, bench, await lockedOn(nodeId))),
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
