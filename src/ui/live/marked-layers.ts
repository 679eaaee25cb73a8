// The layers that a person marked in a source: kept, product, area. Only the window holds them; the document is not changed (law 7).

import { signal } from '@preact/signals'
import type { Area, LiveChoice } from '../../core/recipe/live-choice.ts'
import type { Subject } from '../../core/selection/subject.ts'

export type Marks = Pick<LiveChoice, 'kept' | 'products' | 'area'>

export type MarkedLayers = {
  /** Reads a signal. */
  of(subject: Subject): Marks
  /** Replaces all marks of a source. */
  set(subject: Subject, marks: Marks): void
  keep(subject: Subject, id: string): void
  lock(subject: Subject, id: string): void
  /** Replaces the previous area. */
  markArea(subject: Subject, area: Area): void
  invertArea(subject: Subject): void
  featherArea(subject: Subject, feather: number): void
  /** Replaces the product that was locked last; null removes it. */
  replaceProduct(subject: Subject, id: string | null): void
  release(subject: Subject, id: string): void
}

const none: Marks = { kept: [], products: [], area: null }

/** A scene has the same key whatever its padding. */
function keyOf({ id, scene }: Subject): string {
  return scene === null ? id : scene.ids.join(' ')
}

function without(ids: readonly string[], id: string): readonly string[] {
  return ids.filter((other) => other !== id)
}

function withKept({ kept, products, area }: Marks, id: string): Marks {
  return { kept: [...without(kept, id), id], products: without(products, id), area }
}

function withProduct({ kept, products, area }: Marks, id: string): Marks {
  return { kept: without(kept, id), products: [...without(products, id), id], area }
}

function withoutMark({ kept, products, area }: Marks, id: string): Marks {
  return { kept: without(kept, id), products: without(products, id), area: area?.id === id ? null : area }
}

function withOtherProduct(marks: Marks, id: string | null): Marks {
  const last = marks.products.at(-1)
  const rest = last === undefined ? marks : withoutMark(marks, last)
  return id === null ? rest : withProduct(rest, id)
}

function inverted(area: Area): Area {
  return { ...area, changes: area.changes === 'inside' ? 'outside' : 'inside' }
}

export function makeMarkedLayers(): MarkedLayers {
  const bySource = signal<ReadonlyMap<string, Marks>>(new Map())
  const change = (subject: Subject, next: (marks: Marks) => Marks): void => {
    const key = keyOf(subject)
    bySource.value = new Map(bySource.peek()).set(key, next(bySource.peek().get(key) ?? none))
  }
  const changeArea = (subject: Subject, next: (area: Area) => Area): void =>
    change(subject, (marks) => ({ ...marks, area: marks.area === null ? null : next(marks.area) }))

  return {
    of: (subject) => bySource.value.get(keyOf(subject)) ?? none,
    set: (subject, { kept, products, area }) => change(subject, () => ({ kept, products, area })),
    keep: (subject, id) => change(subject, (marks) => withKept(marks, id)),
    lock: (subject, id) => change(subject, (marks) => withProduct(marks, id)),
    markArea: (subject, area) => change(subject, (marks) => ({ ...marks, area })),
    invertArea: (subject) => changeArea(subject, inverted),
    featherArea: (subject, feather) => changeArea(subject, (area) => ({ ...area, feather })),
    replaceProduct: (subject, id) => change(subject, (marks) => withOtherProduct(marks, id)),
    release: (subject, id) => change(subject, (marks) => withoutMark(marks, id)),
  }
}
