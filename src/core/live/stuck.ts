// A layer that was to stay live and cannot: over the picture it would look otherwise than in its source.

import type { NamedLayer } from '../selection/subject.ts'

/**
 * `covered` by something opaque; `fades` or `blends`: what holds it does so over its own paint; `differs`: its drawing does, for another
 * reason. `twice`: a product, which stays, but is seen in the picture and over it.
 */
export type StuckLayer = NamedLayer & { readonly why: 'covered' | 'fades' | 'blends' | 'differs' | 'twice' }

/** Of those that go with the picture. */
export function idsInPicture(stuck: readonly StuckLayer[]): readonly string[] {
  return stuck.filter(({ why }) => why !== 'twice').map(({ id }) => id)
}
