// The placeholder: the result's frame before its picture arrives. Drawn, found again, marked, filled, removed.

import { readJson } from '../../core/base/read.ts'
import { type Task, type TaskKey, readTask } from '../../core/recipe/task.ts'
import type { Place } from '../../core/selection/place.ts'
import { type Figma, attempt, dataKeys, findNode } from '../base/figma.ts'
import type { Placing } from './placing.ts'

export type PlaceholderMark = 'waiting' | 'failed'

function solid(hex: number, opacity = 1): SolidPaint {
  return {
    type: 'SOLID',
    color: { r: (hex >> 16) / 255, g: ((hex >> 8) & 255) / 255, b: (hex & 255) / 255 },
    opacity,
  }
}

const paint: Record<PlaceholderMark, { fill: SolidPaint; stroke: SolidPaint }> = {
  waiting: { fill: solid(0x0d99ff, 0.08), stroke: solid(0x0d99ff) },
  failed: { fill: solid(0xf24822, 0.08), stroke: solid(0xf24822) },
}

const failedSuffix = ' · no picture'

export function markAs(frame: FrameNode, mark: PlaceholderMark): void {
  const unit = Math.max(1, Math.round(Math.max(frame.width, frame.height) / 400))
  frame.fills = [paint[mark].fill]
  frame.strokes = [paint[mark].stroke]
  frame.strokeAlign = 'INSIDE'
  frame.strokeWeight = Math.min(unit, Math.min(frame.width, frame.height) / 4)
  frame.dashPattern = [6 * unit, 4 * unit]
  const plain = frame.name.replace(failedSuffix, '')
  frame.name = mark === 'failed' ? plain + failedSuffix : plain
}

/** Draws a placeholder, which is not yet where it belongs. The task is written on it by `writeTask`. */
export function drawPlaceholder(figma: Figma, { name, place }: Pick<Task, 'name' | 'place'>): FrameNode {
  const frame = figma.createFrame()
  frame.name = name
  shape(frame, place)
  markAs(frame, 'waiting')
  return frame
}

/** Gives the frame the source's size and corners. */
export function shape(frame: FrameNode, { pose, corners }: Place): void {
  frame.resize(Math.max(0.01, pose.size.width), Math.max(0.01, pose.size.height))
  ;[frame.topLeftRadius, frame.topRightRadius, frame.bottomRightRadius, frame.bottomLeftRadius] = corners
}

export function writeTask(frame: FrameNode, task: Task): void {
  frame.setPluginData(dataKeys.task, JSON.stringify(task))
}

export function taskOn(node: BaseNodeMixin): Task | null {
  return readTask(readJson(node.getPluginData(dataKeys.task)))
}

/** The frame that belongs to a task: a placeholder, or the result it already became. Copies that a user made of it come second. */
export async function findFrame(figma: Figma, task: Task): Promise<FrameNode | null> {
  const isOurs = (node: SceneNode | null): node is FrameNode =>
    node !== null && node.type === 'FRAME' && (taskOn(node)?.key === task.key || isMadeFrom(node, task.key))
  const remembered = await findNode(figma, task.nodeId)
  if (isOurs(remembered)) return remembered
  const page = await figma.getNodeByIdAsync(task.place.pageId)
  if (page === null || page.type !== 'PAGE') return null
  await page.loadAsync()
  const marked = page.findAllWithCriteria({ types: ['FRAME'], pluginData: { keys: [dataKeys.task, dataKeys.made] } })
  return marked.find(isOurs) ?? null
}

/** Acts on the placeholder of a task, if there is such a task, its frame is found, and that has not become a result. */
export async function withPlaceholder(figma: Figma, task: Task | null, act: (frame: FrameNode, task: Task) => void): Promise<void> {
  const frame = task === null ? null : await findFrame(figma, task)
  if (frame !== null && task !== null && !isMadeFrom(frame, task.key)) act(frame, task)
}

/** Whether the frame is the result of this task. */
export function isMadeFrom(frame: FrameNode, key: TaskKey): boolean {
  return frame.getPluginData(dataKeys.made) === key
}

type AnewContext = { readonly figma: Figma; readonly placing: Pick<Placing, 'findSpot'> }

/** The placeholder of a task whose own was deleted. */
export async function drawAnew({ figma, placing }: AnewContext, task: Task): Promise<FrameNode> {
  // Waited for before anything is drawn, so that no frame stands where it does not belong when the window closes.
  const put = await placing.findSpot(task)
  const frame = drawPlaceholder(figma, task)
  put(frame)
  return frame
}

/** Turns the placeholder into the result. */
export function fillFrame(frame: FrameNode, fills: readonly Paint[], task: Task): void {
  frame.fills = fills
  frame.strokes = []
  frame.dashPattern = []
  frame.name = frame.name.replace(failedSuffix, '')
  frame.setPluginData(dataKeys.recipe, JSON.stringify(task.recipe))
  frame.setPluginData(dataKeys.made, task.key)
  frame.setPluginData(dataKeys.task, '')
  attempt(() => frame.setRelaunchData({ restyle: '', remix: '', more: '' }))
}
