// A layer selected in or over the source that was on the card before: it can be kept there, instead of being restyled itself.

import { overlaps } from '../../core/base/box.ts'
import type { Selection, Source } from '../../core/selection/protocol.ts'
import type { NamedLayer, Subject } from '../../core/selection/subject.ts'
import type { Target } from '../selection/targets.ts'

export type InnerLayer = {
  readonly host: Pick<Target, 'subject' | 'name'>
  readonly layer: NamedLayer
  /** A layer of the source. One that only lies over it can mark an area. */
  readonly isPart: boolean
  readonly canMarkArea: boolean
}

/** Shapes that can be drawn over a source to mark an area of it. */
const areaTypes = ['VECTOR', 'RECTANGLE', 'ELLIPSE', 'POLYGON', 'STAR', 'BOOLEAN_OPERATION', 'FRAME']

function idsOf({ id, scene }: Subject): readonly string[] {
  return scene?.ids ?? [id]
}

function asideOf(host: Pick<Target, 'subject' | 'name'>, { id, name, type }: Source, isPart: boolean): InnerLayer {
  return {
    host,
    layer: { id, name },
    isPart,
    canMarkArea: areaTypes.includes(type),
  }
}

/** @param host what was on the card before this selection */
export function innerLayerFor(selection: Selection, host: Target | null): InnerLayer | null {
  if (selection.kind !== 'one') return null
  const { source } = selection
  const around = source.ancestors.filter(({ type }) => type !== 'SECTION')
  if (host !== null) {
    const ids = idsOf(host.subject)
    const isMember = host.subject.scene !== null && ids.includes(source.id)
    if (isMember || source.ancestors.some(({ id }) => ids.includes(id))) return asideOf(host, source, true)
    if (ids.includes(source.id)) return null
    const isOver =
      areaTypes.includes(source.type) &&
      source.recipe === '' &&
      overlaps({ ...source.position, ...source.size }, { ...host.position, ...host.size })
    if (isOver && around.length === 0) return asideOf(host, source, false)
  }
  const outer = around[around.length - 1]
  return outer === undefined ? null : asideOf({ subject: { id: outer.id, scene: null }, name: outer.name }, source, true)
}
