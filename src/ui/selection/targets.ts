// What a selection can be restyled as: one frame, each of several frames, or several layers as one scene.

import { type Point, type Size, union } from '../../core/base/geometry.ts'
import { type Rules, planFor } from '../../core/picture/registration.ts'
import type { Selection, Skipped, Source } from '../../core/selection/protocol.ts'
import type { Subject } from '../../core/selection/subject.ts'

/** Whether several layers are restyled one by one or as one composition. */
export type SelectionMode = 'frames' | 'scene'

/** `padding` in canvas px around the layers; `background` as `#rrggbb`, or empty for white. */
export type SceneOptions = { readonly padding: number; readonly background: string }

/**
 * One thing to restyle. `position` and `size` are those of the upright bounding box, in canvas px; `nodeSize` is what Figma's panel shows.
 */
export type Target = {
  readonly subject: Subject
  readonly name: string
  readonly position: Point
  readonly size: Size
  readonly nodeSize: Size
}

export type Targets = { readonly fit: readonly Target[]; readonly skipped: readonly Skipped[] }

export type TargetChoice = { readonly mode: SelectionMode; readonly scene: SceneOptions; readonly rules: Rules }

/** Also skips targets whose shape the `rules` do not allow. */
export function targetsOf(selection: Selection, { mode, scene, rules }: TargetChoice): Targets {
  switch (selection.kind) {
    case 'none':
      return { fit: [], skipped: [] }
    case 'unfit':
      return { fit: [], skipped: [selection] }
    case 'one':
      return sortByShape([frameTarget(selection.source)], [], rules)
    case 'several': {
      const { sources, skipped } = selection
      const [first, ...more] = sources
      const isScene = mode === 'scene' && first !== undefined
      return sortByShape(isScene ? [sceneTarget([first, ...more], scene)] : sources.map(frameTarget), skipped, rules)
    }
    default:
      return selection satisfies never
  }
}

export function sortByShape(targets: readonly Target[], skipped: readonly Skipped[], rules: Rules): Targets {
  const fits = ({ size }: Target): boolean => planFor(size, rules) !== null
  const tooLong = targets.filter((target) => !fits(target))
  return {
    fit: targets.filter(fits),
    skipped: [...skipped, ...tooLong.map(({ subject, name }) => ({ id: subject.id, name, why: 'too-long' as const }))],
  }
}

function frameTarget({ id, name, position, size, nodeSize }: Source): Target {
  return { subject: { id, scene: null }, name, position, size, nodeSize }
}

function sceneTarget(sources: readonly [Source, ...Source[]], { padding, background }: SceneOptions): Target {
  const [first, ...more] = sources
  const box = sources.map(({ position, size }) => ({ ...position, ...size })).reduce(union)
  const size = { width: box.width + 2 * padding, height: box.height + 2 * padding }
  return {
    subject: { id: first.id, scene: { ids: sources.map(({ id }) => id), padding, background } },
    name: more.length === 0 ? first.name : `${first.name} and ${more.length} more`,
    position: { x: box.x - padding, y: box.y - padding },
    size,
    nodeSize: size,
  }
}
