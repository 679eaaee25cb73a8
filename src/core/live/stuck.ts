// A layer that was chosen to stay live but cannot, because over the picture it would look different from its source.

import type { NamedLayer } from '../selection/subject.ts'

/**
 * `covered`: something opaque covers it. `fades`, `blends`: its holder does, and has paint of its own. `differs`: its drawing differs for another
 * reason. `twice`: a product, which stays live but would be visible both in the picture and above it.
 */
export type StuckLayer = NamedLayer & { readonly why: 'covered' | 'fades' | 'blends' | 'differs' | 'twice' }

/** The ids of the layers that go into the picture. */
export function idsInPicture(stuck: readonly StuckLayer[]): readonly string[] {
  return stuck.filter(({ why }) => why !== 'twice').map(({ id }) => id)
}
