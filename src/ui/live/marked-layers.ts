// Single layers that a person marked in a source: kept, product, area. Held by the window; the document of the user is not written to.

import { signal } from '@preact/signals'
import type { Area, LiveChoice } from '../../core/recipe/live-choice.ts'
import type { Subject } from '../../core/selection/subject.ts'

export type MarkedLayers = Pick<LiveChoice, 'kept' | 'products' | 'area'>

const none: MarkedLayers = { kept: [], products: [], area: null }

/** The same for a scene whatever its padding. */
function keyOf({ id, scene }: Subject): string {
  return scene === null ? id : scene.ids.join(' ')
}

function without(ids: readonly string[], id: string): readonly string[] {
  return ids.filter((other) => other !== id)
}

export function makeMarkedLayers() {
  const bySource = signal<ReadonlyMap<string, MarkedLayers>>(new Map())
  const change = (subject: Subject, next: (marks: MarkedLayers) => MarkedLayers): void => {
    const key = keyOf(subject)
    bySource.value = new Map(bySource.peek()).set(key, next(bySource.peek().get(key) ?? none))
  }

  return {
    of: (subject: Subject): MarkedLayers => bySource.value.get(keyOf(subject)) ?? none,
    /** Takes over what a recipe says of its own source. */
    set: (subject: Subject, { kept, products, area }: MarkedLayers): void => change(subject, () => ({ kept, products, area })),
    keep: (subject: Subject, id: string): void =>
      change(subject, ({ kept, products, area }) => ({ kept: [...without(kept, id), id], products: without(products, id), area })),
    lock: (subject: Subject, id: string): void =>
      change(subject, ({ kept, products, area }) => ({ kept: without(kept, id), products: [...without(products, id), id], area })),
    markArea: (subject: Subject, area: Area): void => change(subject, (marks) => ({ ...marks, area })),
    release: (subject: Subject, id: string): void =>
      change(subject, ({ kept, products, area }) => ({
        kept: without(kept, id),
        products: without(products, id),
        area: area?.id === id ? null : area,
      })),
  }
}
