// Single layers that a person marked in a source: kept, product, area. Held by the window; the document of the user is not written to.

import { signal } from '@preact/signals'
import type { Area, Live } from '../../core/live/live.ts'
import type { Subject } from '../../core/selection/subject.ts'

export type Marks = Pick<Live, 'kept' | 'products' | 'area'>

const none: Marks = { kept: [], products: [], area: null }

/** The same for a scene whatever its padding. */
function keyOf({ id, scene }: Subject): string {
  return scene === null ? id : scene.ids.join(' ')
}

function without(ids: readonly string[], id: string): readonly string[] {
  return ids.filter((other) => other !== id)
}

export function makeMarks() {
  const bySource = signal<ReadonlyMap<string, Marks>>(new Map())
  const change = (subject: Subject, next: (marks: Marks) => Marks): void => {
    const key = keyOf(subject)
    bySource.value = new Map(bySource.peek()).set(key, next(bySource.peek().get(key) ?? none))
  }

  return {
    of: (subject: Subject): Marks => bySource.value.get(keyOf(subject)) ?? none,
    /** Takes over what a recipe says of its own source. */
    set: (subject: Subject, { kept, products, area }: Marks): void => change(subject, () => ({ kept, products, area })),
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
