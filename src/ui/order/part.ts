// What a press makes: the order of the button, of a study, or more of a picture. Large orders ask once.

import { signal } from '@preact/signals'
import type { Model } from '../../core/model/model.ts'
import type { Order } from '../../core/order/protocol.ts'
import type { Recipe } from '../../core/recipe/recipe.ts'
import type { Study } from '../../core/look/studies.ts'
import type { makeOrders } from './orders.ts'
import type { SourceState } from '../control-image/part.ts'

/** An order that waits for a yes. */
export type PendingOrder = { readonly count: number; readonly name: string }

/** More pictures than this in one press are asked about. */
const askAbove = 8

type World = {
  readonly orders: ReturnType<typeof makeOrders>
  readonly source: Pick<SourceState, 'targets' | 'taking' | 'rest'>
  isReady(): boolean
  start(order: Order, name: string): void
}

export function makePress({ orders, source, isReady, start }: World) {
  const isBoard = signal(false)
  const pending = signal<PendingOrder | null>(null)
  // Made when it is confirmed, not before: what is chosen meanwhile cannot slip in, as the question covers the window.
  let wanted: (() => Order) | null = null

  const ask = (count: number, name: string, order: () => Order): void => {
    if (count <= askAbove) return go(order, name)
    wanted = order
    pending.value = { count, name }
  }

  const go = (order: () => Order, name: string): void => {
    source.rest()
    start(order(), name)
  }

  const nameOf = (): string => {
    const { fit } = source.targets.peek()
    return fit.length === 1 ? (fit[0]?.name ?? '') : `${fit.length} frames`
  }

  return {
    ...{ isBoard, pending },
    run: (each: number): void => {
      const { fit } = source.targets.peek()
      if (isReady()) ask(fit.length * each, nameOf(), () => orders.ofChoices(fit, isBoard.peek()))
    },
    study: (study: Study): void => {
      const { fit } = source.targets.peek()
      if (isReady()) ask(fit.length * study.options.length, nameOf(), () => orders.ofStudy(fit, study))
    },
    more: (nodeId: string, recipe: Recipe, model: Model): void => start(orders.moreOf(nodeId, recipe, model), recipe.source.name),
    confirm: (): void => {
      const order = wanted
      const name = pending.peek()?.name ?? ''
      wanted = null
      pending.value = null
      if (order !== null) go(order, name)
    },
    dismiss: (): void => {
      wanted = null
      pending.value = null
    },
  }
}
