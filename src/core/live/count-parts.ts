// Counts what a sorted source contains, and lists the named layers. Reads no nodes: everything needed was recorded while sorting.

import type { NamedLayer } from '../selection/subject.ts'
import type { LiveFacts } from './live.ts'
import type { LayerPart, Role } from './part.ts'

export type Counts = Omit<LiveFacts, 'candidates' | 'products' | 'area'> & {
  readonly products: readonly NamedLayer[]
  readonly area: NamedLayer | null
}

/** @param parts as `sortLayers` returns them; parts that were not sorted are not counted */
export function countParts(parts: readonly LayerPart<unknown, unknown>[]): Counts {
  const counts = { texts: 0, vectors: 0, notLiftable: 0, images: 0, liveCount: 0 }
  const kept: NamedLayer[] = []
  const products: NamedLayer[] = []
  let area: NamedLayer | null = null

  const countMarked = (role: Role, layer: NamedLayer): void => {
    if (role === 'area') area = layer
    else if (role === 'product') products.push(layer)
    else kept.push(layer)
  }

  const count = ({ role, parts: inner, seen }: LayerPart<unknown, unknown>): void => {
    if (seen === undefined) return
    if (seen.marked !== null) countMarked(role, seen.marked)
    if (role === 'live' || role === 'product') counts.liveCount += 1
    if (seen.kind === 'text') counts.texts += 1
    if (seen.kind === 'vector') counts.vectors += 1
    if (seen.kind === 'image') counts.images += 1
    counts.notLiftable += seen.notLiftableTexts
    for (const part of inner) count(part)
  }

  for (const part of parts) count(part)
  return { ...counts, kept, products, area }
}
