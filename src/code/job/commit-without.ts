// One undo removes one result (law 7). Figma puts everything since the last commit into one undo step, so placeholders that still wait are removed
// from the canvas while a result is committed, and drawn again, uncommitted, afterwards.

import { attempt, dataKeys, type Figma } from '../base/figma.ts'

/** The properties to restore on a placeholder, wherever the user has moved it meanwhile, in the order in which they are set. */
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

/** Takes a placeholder off the canvas. Returns a function that puts it back as a new node. */
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
 * Commits everything done so far as one undo step, without the placeholders in `waiting`.
 * @returns the new node of each of them
 */
export function commitWithout(figma: Figma, waiting: readonly FrameNode[]): readonly FrameNode[] {
  const selected = figma.currentPage.selection.map((node) => node.id)
  const wasSelected = waiting.map((frame) => selected.includes(frame.id))
  const taken = waiting.map((frame) => takeOff(figma, frame))
  // The placeholders must come back even if an editor throws here.
  attempt(() => figma.commitUndo())
  // In reverse order: each placeholder then finds the layers below it as they were when it was taken off.
  const back = [...taken]
    .reverse()
    .map((putBack) => putBack())
    .reverse()
  const reselected = back.filter((_, index) => wasSelected[index])
  if (reselected.length > 0) figma.currentPage.selection = [...figma.currentPage.selection.filter((node) => !node.removed), ...reselected]
  return back
}
