// Pictures that are repeated until one keeps enough lines: which belong together, and the order of the next. How much was kept is decided
// in `fidelity`.

import { findModel } from '../../core/model/models.ts'
import type { Order } from '../../core/order/protocol.ts'
import { firmerRecipe } from '../../core/recipe/firmer.ts'
import type { Recipe } from '../../core/recipe/recipe.ts'
import type { Until } from '../../core/recipe/until.ts'
import type { OrderBuilder } from './order-builder.ts'

/** `first` is the key of the first picture of these tries, `run` the id of the row that they share with the other pictures of the press. */
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
    /** Registers each picture of the order as the first of its own tries. */
    begin: (order: Order, until: Until | null): Order => {
      if (until !== null) for (const { key } of picturesOf(order)) known.set(key, { first: key, run: runOf(order), until })
      return order
    },
    /** The run of an order that may receive further pictures; undefined for other orders. */
    growing: (order: Order): string | undefined => known.get(runOf(order))?.run,
    /** Null for a picture that is made only once. */
    triesOf: (key: string): Tries | null => known.get(key) ?? null,
    /**
     * Orders the next try beside the last one: new seed, geometry one stop firmer. Returns its key, or null if its model is no longer
     * known.
     */
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
