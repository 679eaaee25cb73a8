// The round corners of a source, as its result gets them.

import type { Corners } from '../../core/selection/place.ts'
import { type Box, boundsOf, identity, multiply } from '../../core/base/geometry.ts'
import { paintsItself } from './unfit.ts'

/** The box of something that paints, and the radius of the least round of its corners. */
type Painted = { readonly box: Box; readonly round: number }

type Rounded = Extract<SceneNode, { readonly topLeftRadius: number }>

/** Layers that are looked at; what lies over a corner is seldom deep in what does not clip. */
const searchedAtMost = 300

/** On an arc of radius 1, its ends and its middle: how far from both sides. */
const onArc = [0, Math.SQRT1_2, 1].map((cosine) => [1 - cosine, 1 - Math.sqrt(1 - cosine * cosine)] as const)

function leastRadius(node: SceneNode): number {
  if (node.type === 'ELLIPSE') return Infinity
  return 'topLeftRadius' in node ? Math.min(node.topLeftRadius, node.topRightRadius, node.bottomRightRadius, node.bottomLeftRadius) : 0
}

/** What paints among the layers of a frame and in them. In the coordinates of the frame. */
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
    // The layers of a group are placed in what holds the group.
    const around = node.type === 'GROUP' || node.type === 'BOOLEAN_OPERATION' ? next.around : own
    if ('children' in node) open.push(...node.children.map((child) => ({ node: child, around })))
  }
  return painted
}

/** A corner over which something lies that the node does not clip is square in the result: else that would be cut off. */
export function cornersOf(node: Rounded): Corners {
  const { topLeftRadius: tl, topRightRadius: tr, bottomRightRadius: br, bottomLeftRadius: bl, width, height } = node
  const painted = 'clipsContent' in node && !node.clipsContent && tl + tr + br + bl > 0 ? paintedAmong(node.children) : []
  // Figma draws corners no rounder than there is room for.
  const share = Math.min(1, width / (tl + tr), width / (bl + br), height / (tl + bl), height / (tr + br))
  const corner = (radius: number, isRight: boolean, isLow: boolean): number => {
    const drawn = radius * share
    const isOver = ({ box, round }: Painted): boolean => {
      const [x, y] = [isRight ? width - box.x - box.width : box.x, isLow ? height - box.y - box.height : box.y]
      return onArc.some(([across, down]) => {
        // From the corner inwards; what lies outside of the source is not in its picture.
        const [u, v] = [Math.max(0, x + round * across), Math.max(0, y + round * down)]
        const isInside = u < Math.min(drawn, x + box.width) && v < Math.min(drawn, y + box.height)
        return isInside && Math.hypot(drawn - u, drawn - v) > drawn + 0.01
      })
    }
    return painted.some(isOver) ? 0 : radius
  }
  return [corner(tl, false, false), corner(tr, true, false), corner(br, true, true), corner(bl, false, true)]
}
