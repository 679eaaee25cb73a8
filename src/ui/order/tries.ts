// Pictures that are made until one keeps enough: which belong together, and the order of the next one. What was kept is found elsewhere.

import { findModel } from '../../core/model/models.ts'
import type { Order } from '../../core/order/protocol.ts'
import { firmerRecipe } from '../../core/recipe/firmer.ts'
import type { Recipe } from '../../core/recipe/recipe.ts'
import type { Until } from '../../core/recipe/until.ts'
import type { OrderBuilder } from './order-builder.ts'

/** `first` is the key of the first of these pictures, `run` the row that they share with the other pictures of the press. */
export type Tries = { readonly first: string; readonly run: string; readonly until: Until }

export type TriesPorts = {
  readonly builder: Pick<OrderBuilder, 'moreOf'>
  start(order: Order, name: string, run: string): void
}

export function makeTries({ builder, start }: TriesPorts) {
  const known = new Map<string, Tries>()
  const picturesOf = ({ groups }: Order) => groups.flatMap(({ pictures }) => pictures)
  const runOf = (order: Order): string => picturesOf(order)[0]?.key ?? ''

  return {
    /** Each picture of this order is the first of its own. */
    begin: (order: Order, until: Until | null): Order => {
      if (until !== null) for (const { key } of picturesOf(order)) known.set(key, { first: key, run: runOf(order), until })
      return order
    },
    /** The run of an order that may get further pictures. */
    growing: (order: Order): string | undefined => known.get(runOf(order))?.run,
    /** Null for a picture that is made once. */
    triesOf: (key: string): Tries | null => known.get(key) ?? null,
    /** Orders the next one beside the last: another seed, one stop firmer. Gives its key; null where its model is not known any more. */
    next: (tries: Tries, nodeId: string, recipe: Recipe): string | null => {
      const model = findModel(recipe.modelId)
      if (model === null) return null
      const order = builder.moreOf(nodeId, firmerRecipe(recipe, model), model, { count: 1, createdAt: recipe.createdAt })
      const key = runOf(order)
      known.set(key, tries)
      start(order, recipe.source.name, tries.run)
      return key
    },
  }
}
