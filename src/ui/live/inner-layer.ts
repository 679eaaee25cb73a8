// A layer that is selected inside or above the source that was on the card before: it can be marked in that source instead of being
// restyled itself.

import { overlaps } from '../../core/base/box.ts'
import { usualFeather } from '../../core/recipe/live-choice.ts'
import type { Selection, Source } from '../../core/selection/protocol.ts'
import type { NamedLayer } from '../../core/selection/subject.ts'
import type { Target } from '../selection/targets.ts'

/** The source that an inner layer belongs to. */
type Host = Pick<Target, 'subject' | 'name'>

export type InnerLayer = {
  readonly host: Host
  readonly layer: NamedLayer
  /** False for a layer that lies above the source without being part of it. It can still mark an area. */
  readonly isPart: boolean
  readonly canMarkArea: boolean
  /** Usual feather for an area that this layer would mark, in px. */
  readonly feather: number
}

/** Types of layers that can be drawn over a source to mark an area of it. */
const areaTypes = ['VECTOR', 'RECTANGLE', 'ELLIPSE', 'POLYGON', 'STAR', 'BOOLEAN_OPERATION', 'FRAME']

function innerLayer(host: Host, { id, name, type, nodeSize }: Source, { isPart }: { readonly isPart: boolean }): InnerLayer {
  return { host, layer: { id, name }, isPart, canMarkArea: areaTypes.includes(type), feather: usualFeather(nodeSize) }
}

function isOver({ type, recipe, position, size }: Source, host: Target): boolean {
  return areaTypes.includes(type) && recipe === '' && overlaps({ ...position, ...size }, { ...host.position, ...host.size })
}

/** Where a layer is relative to the host. The layers of a scene count as inside it. */
function whereIs(source: Source, { subject: { id, scene } }: Target): 'itself' | 'inside' | 'elsewhere' {
  const ids = scene?.ids ?? [id]
  if (source.ancestors.some((ancestor) => ids.includes(ancestor.id))) return 'inside'
  if (!ids.includes(source.id)) return 'elsewhere'
  return scene === null ? 'itself' : 'inside'
}

/**
 * What the selected layer is to the source that it belongs to; null when it is a source itself.
 * @param host the source that was on the card before this selection; if null, the outermost frame around the layer is used
 */
export function innerLayerFor(selection: Selection, host: Target | null): InnerLayer | null {
  if (selection.kind !== 'one') return null
  const { source } = selection
  const around = source.ancestors.filter(({ type }) => type !== 'SECTION')
  if (host !== null) {
    const where = whereIs(source, host)
    if (where === 'itself') return null
    if (where === 'inside') return innerLayer(host, source, { isPart: true })
    if (around.length === 0 && isOver(source, host)) return innerLayer(host, source, { isPart: false })
  }
  const outer = around.at(-1)
  return outer === undefined ? null : innerLayer({ subject: { id: outer.id, scene: null }, name: outer.name }, source, { isPart: true })
}
