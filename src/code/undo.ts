// One undo removes one result (law 7). Figma puts everything since the last commit into one step, so placeholders that still wait
// are lifted off the canvas while a result is committed, and laid back, uncommitted, behind it.

import type { Affine } from '../core/geometry.ts'
import { dataKeys, type Figma } from './figma.ts'

/** What a lifted placeholder needs to be laid back as it was, wherever the user has moved it meanwhile. */
type Lifted = {
  readonly parent: (BaseNode & ChildrenMixin) | null
  readonly index: number
  readonly transform: Affine
  readonly size: { readonly width: number; readonly height: number }
  readonly name: string
  readonly data: string
  readonly fills: FrameNode['fills']
  readonly strokes: FrameNode['strokes']
  readonly strokeWeight: number
  readonly dashPattern: readonly number[]
  readonly corners: readonly [number, number, number, number]
  readonly isSelected: boolean
}

const lift = (frame: FrameNode, selected: ReadonlySet<string>): Lifted => {
  const lifted: Lifted = {
    parent: frame.parent,
    index: frame.parent?.children.findIndex((child) => child.id === frame.id) ?? 0,
    transform: frame.relativeTransform,
    size: { width: frame.width, height: frame.height },
    name: frame.name,
    data: frame.getPluginData(dataKeys.task),
    fills: frame.fills,
    strokes: frame.strokes,
    strokeWeight: typeof frame.strokeWeight === 'number' ? frame.strokeWeight : 1,
    dashPattern: frame.dashPattern,
    corners: [frame.topLeftRadius, frame.topRightRadius, frame.bottomRightRadius, frame.bottomLeftRadius],
    isSelected: selected.has(frame.id),
  }
  frame.remove()
  return lifted
}

const layBack = (figma: Figma, lifted: Lifted): FrameNode => {
  const frame = figma.createFrame()
  if (lifted.parent !== null) lifted.parent.insertChild(Math.min(lifted.index, lifted.parent.children.length), frame)
  frame.name = lifted.name
  frame.resize(lifted.size.width, lifted.size.height)
  frame.relativeTransform = lifted.transform as Transform
  frame.fills = lifted.fills
  frame.strokes = lifted.strokes
  frame.strokeAlign = 'INSIDE'
  frame.strokeWeight = lifted.strokeWeight
  frame.dashPattern = lifted.dashPattern
  ;[frame.topLeftRadius, frame.topRightRadius, frame.bottomRightRadius, frame.bottomLeftRadius] = lifted.corners
  frame.setPluginData(dataKeys.task, lifted.data)
  return frame
}

/**
 * Commits what has been done so far as one undo step, without the placeholders in `waiting`.
 * @returns the node that each of them is now
 */
export const commitWithout = (figma: Figma, waiting: readonly FrameNode[]): readonly FrameNode[] => {
  const selected = new Set(figma.currentPage.selection.map((node) => node.id))
  const lifted = waiting.map((frame) => lift(frame, selected))
  figma.commitUndo()
  const back = lifted.map((placeholder) => layBack(figma, placeholder))
  const reselected = back.filter((_, index) => lifted[index]?.isSelected)
  if (reselected.length > 0) figma.currentPage.selection = [...figma.currentPage.selection.filter((node) => !node.removed), ...reselected]
  return back
}
