// What a selection can be restyled as: one frame, each of several frames, or several layers as one scene.

import { union } from '../../core/base/geometry.ts'
import type { Skipped, Selection, Source } from '../../core/selection/protocol.ts'
import { type Rules, planFor } from '../../core/picture/registration.ts'
import type { Point, Size } from '../../core/base/geometry.ts'
import type { Subject } from '../../core/selection/subject.ts'

/** Each frame by itself, or all layers as one composition. */
export type Taking = 'frames' | 'scene'

export type SceneChoices = { readonly padding: number; readonly background: string }

/** One thing to restyle. `size` as it is seen, `own` as Figma's panel shows it. */
export type Target = { readonly subject: Subject; readonly name: string; readonly position: Point; readonly size: Size; readonly own: Size }

export type Targets = { readonly fit: readonly Target[]; readonly skipped: readonly Skipped[] }

function alone({ id, name, position, size, nodeSize: own }: Source): Target {
  return { subject: { id, scene: null }, name, position, size, own }
}

function together(sources: readonly [Source, ...Source[]], { padding, background }: SceneChoices): Target {
  const [first, ...more] = sources
  const box = sources.map(({ position, size }) => ({ ...position, ...size })).reduce(union)
  const size = { width: box.width + 2 * padding, height: box.height + 2 * padding }
  const name = more.length === 0 ? first.name : `${first.name} and ${more.length} more`
  const position = { x: box.x - padding, y: box.y - padding }
  return { subject: { id: first.id, scene: { ids: sources.map(({ id }) => id), padding, background } }, name, position, size, own: size }
}

/** Those with a shape that the model cannot take are skipped as well. */
export function targetsOf(selection: Selection, taking: Taking, scene: SceneChoices, rules: Rules): Targets {
  const sort = (targets: readonly Target[], skipped: readonly Skipped[] = []): Targets => ({
    fit: targets.filter(({ size }) => planFor(size, rules) !== null),
    skipped: [
      ...skipped,
      ...targets
        .filter(({ size }) => planFor(size, rules) === null)
        .map(({ subject, name }) => ({ id: subject.id, name, why: 'too-long' as const })),
    ],
  })
  switch (selection.kind) {
    case 'none':
      return { fit: [], skipped: [] }
    case 'unfit':
      return { fit: [], skipped: [selection] }
    case 'one':
      return sort([alone(selection.source)])
    case 'several': {
      const { sources, skipped } = selection
      const [first, ...more] = sources
      if (taking === 'scene' && first !== undefined) return sort([together([first, ...more], scene)], skipped)
      return sort(sources.map(alone), skipped)
    }
    default:
      return selection satisfies never
  }
}
