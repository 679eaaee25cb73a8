// The corner radii of a source, as its result gets them.

import type { Corners } from '../../core/selection/place.ts'
import { type Box, boundsOf, identity, multiply } from '../../core/base/geometry.ts'
import { paintsItself } from './paint.ts'

/** The box of a layer that paints, and the smallest of its corner radii. */
type Painted = { readonly box: Box; readonly round: number }

type Rounded = Extract<SceneNode, { readonly topLeftRadius: number }>

/** Limit of layers to search; layers over a corner are rarely deep inside a node that does not clip. */
const searchedAtMost = 300

/** Points on an arc of radius 1, both ends and the middle, as distances from the two sides of the corner. */
const onArc = [0, Math.SQRT1_2, 1].map((cosine) => [1 - cosine, 1 - Math.sqrt(1 - cosine * cosine)] as const)

function leastRadius(node: SceneNode): number {
  if (node.type === 'ELLIPSE') return Infinity
  return 'topLeftRadius' in node ? Math.min(node.topLeftRadius, node.topRightRadius, node.bottomRightRadius, node.bottomLeftRadius) : 0
}

/** The painting layers among these children, at any depth, in the coordinates of the frame. */
function paintedAmong(children: readonly SceneNode[]): readonly Painted[] {
  const painted: Painted[] = []
  const open = children.map((node) => ({ node, around: identity }))
  for (let searched = 0; searched < searchedAtMost; searched++) {
    const next = open.pop()
    if (next === undefined) break
    const { node } = next
    if (!node.visible || ('opacity' in node && node.opacity === 0)) continue
    const own = multiply(next.around, node.relativeTransform)
    const box = boundsOf(node, own)
    const isTurned = own[0][0] * own[0][1] !== 0
    if (paintsItself(node)) painted.push({ box, round: isTurned ? 0 : Math.min(box.width / 2, box.height / 2, leastRadius(node)) })
    // The children of a group are positioned in the coordinates of the group's parent.
    const around = node.type === 'GROUP' || node.type === 'BOOLEAN_OPERATION' ? next.around : own
    if ('children' in node) open.push(...node.children.map((child) => ({ node: child, around })))
  }
  return painted
}

/** Corner radii for the result. A corner is square where an unclipped layer lies over it, because the round corner would cut that layer off. */
export function cornersOf(node: Rounded): Corners {
  const { topLeftRadius: tl, topRightRadius: tr, bottomRightRadius: br, bottomLeftRadius: bl, width, height } = node
  const painted = 'clipsContent' in node && !node.clipsContent && tl + tr + br + bl > 0 ? paintedAmong(node.children) : []
  // Figma shrinks radii that do not fit.
  const share = Math.min(1, width / (tl + tr), width / (bl + br), height / (tl + bl), height / (tr + br))
  const corner = (radius: number, isRight: boolean, isLow: boolean): number => {
    const drawn = radius * share
    const isOver = ({ box, round }: Painted): boolean => {
      const [x, y] = [isRight ? width - box.x - box.width : box.x, isLow ? height - box.y - box.height : box.y]
      return onArc.some(([across, down]) => {
        // Distances from the corner inwards, at least 0 because nothing outside the source is in its picture.
        const [u, v] = [Math.max(0, x + round * across), Math.max(0, y + round * down)]
        const isInside = u < Math.min(drawn, x + box.width) && v < Math.min(drawn, y + box.height)
        return isInside && Math.hypot(drawn - u, drawn - v) > drawn + 0.01
      })
    }
    return painted.some(isOver) ? 0 : radius
  }
  return [corner(tl, false, false), corner(tr, true, false), corner(br, true, true), corner(bl, false, true)]
}
