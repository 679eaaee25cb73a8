// The outline of the layer that marks an area. Only what shows in it, or around it, is measured.

import { type Size, multiply, scaling, translation } from '../../core/base/geometry.ts'
import type { AreaOutline, OutlinePath } from '../../core/fidelity/protocol.ts'
import { type Figma, findNode } from '../base/figma.ts'

function boxPath({ width, height }: Size): string {
  return `M0 0H${width}V${height}H0Z`
}

function ellipsePath({ width, height }: Size): string {
  const half = `A${width / 2} ${height / 2} 0 0 1`
  return `M0 ${height / 2}${half} ${width} ${height / 2}${half} 0 ${height / 2}Z`
}

/** Stars, polygons, boolean operations and round corners count by their box. A vector that fills nothing does as well. */
function pathsOf(area: SceneNode): readonly OutlinePath[] {
  const drawn = area.type === 'VECTOR' ? area.vectorPaths.filter(({ windingRule }) => windingRule !== 'NONE') : []
  if (drawn.length > 0) return drawn.map(({ data, windingRule }) => ({ data, rule: windingRule === 'EVENODD' ? 'evenodd' : 'nonzero' }))
  return [{ data: area.type === 'ELLIPSE' ? ellipsePath(area) : boxPath(area), rule: 'nonzero' }]
}

/** Null when the source or the area is gone. */
export async function areaOutline(figma: Figma, sourceId: string, areaId: string): Promise<AreaOutline | null> {
  const [source, area] = [await findNode(figma, sourceId), await findNode(figma, areaId)]
  // The source is exported as its upright box.
  const whole = source?.absoluteBoundingBox ?? null
  if (area === null || whole === null || !(whole.width > 0) || !(whole.height > 0) || !('absoluteTransform' in area)) return null
  const toShares = multiply(scaling(1 / whole.width, 1 / whole.height), translation(-whole.x, -whole.y))
  return { paths: pathsOf(area), transform: multiply(toShares, area.absoluteTransform) }
}
