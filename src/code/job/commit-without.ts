// One undo removes one result (law 7). Figma makes everything since the last commit one step, so placeholders that still wait are
// removed from the canvas while a result is committed, and drawn again, uncommitted, after it.

import { attempt, dataKeys, type Figma } from '../base/figma.ts'

/** What makes a placeholder what it is, wherever the user has moved it meanwhile. In the order in which it is put back. */
const properties = [
  'name',
  'relativeTransform',
  'fills',
  'strokes',
  'strokeAlign',
  'strokeWeight',
  'dashPattern',
  'topLeftRadius',
  'topRightRadius',
  'bottomRightRadius',
  'bottomLeftRadius',
] as const

/** Takes a placeholder off the canvas. Gives the function that puts it back, as a new node. */
function takeOff(figma: Figma, frame: FrameNode): () => FrameNode {
  const { parent, width, height } = frame
  const index = parent?.children.findIndex((child) => child.id === frame.id) ?? 0
  const values = properties.map((name) => [name, frame[name]] as const)
  const data = frame.getPluginData(dataKeys.task)
  frame.remove()
  return () => {
    const back = figma.createFrame()
    parent?.insertChild(Math.min(index, parent.children.length), back)
    back.resize(width, height)
    // Each value goes back to the property it was read from.
    for (const [name, value] of values) back[name] = value as never
    back.setPluginData(dataKeys.task, data)
    return back
  }
}

/**
 * Commits what has been done so far as one undo step, without the placeholders in `waiting`.
 * @returns the node that each of them is now
 */
export function commitWithout(figma: Figma, waiting: readonly FrameNode[]): readonly FrameNode[] {
  const selected = figma.currentPage.selection.map((node) => node.id)
  const wasSelected = waiting.map((frame) => selected.includes(frame.id))
  const taken = waiting.map((frame) => takeOff(figma, frame))
  // What is taken off comes back, whatever an editor makes of this.
  attempt(() => figma.commitUndo())
  // The last one first: each finds the layers below it as they were when it was taken off.
  const back = [...taken]
    .reverse()
    .map((putBack) => putBack())
    .reverse()
  const reselected = back.filter((_, index) => wasSelected[index])
  if (reselected.length > 0) figma.currentPage.selection = [...figma.currentPage.selection.filter((node) => !node.removed), ...reselected]
  return back
}
