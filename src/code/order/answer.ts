// Answers the call that starts an order.

import type { InTurn } from '../../core/base/in-turn.ts'
import type { OrderApi } from '../../core/order/protocol.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import { type BeginContext, begin } from './begin.ts'

type OrderContext = Omit<BeginContext, 'nextMoment'> & { readonly inTurn: InTurn; now(): number }

/** Gives times in ms, each later than the one before, because records are sorted by them. */
function makeMoments(now: () => number): () => number {
  let last = 0
  return () => {
    last = Math.max(now(), last + 1)
    return last
  }
}

export function answerOrders({ figma, ownEdits, stamp, tasks, undoSteps, inView, inTurn, now }: OrderContext): Handlers<OrderApi> {
  const context: BeginContext = { figma, ownEdits, stamp, tasks, undoSteps, inView, nextMoment: makeMoments(now) }
  return {
    begin: (order) => inTurn(() => begin(context, order)),
  }
}
