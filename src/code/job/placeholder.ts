// The placeholder: the result's frame before its picture arrives. Drawn, found again, marked, filled, removed.

import type { Affine } from '../../core/base/geometry.ts'
import { readJson } from '../../core/base/read.ts'
import { type Task, type TaskKey, readTask } from '../../core/recipe/task.ts'
import type { Place } from '../../core/selection/place.ts'
import { type Figma, attempt, dataKeys, findNode } from '../base/figma.ts'
import { levelFor, spotFor } from '../order/place.ts'
import { putInto, shrinkSections } from '../order/sections.ts'
import type { Level } from '../selection/levels.ts'
import { dropEmptySheet } from '../order/sheet.ts'

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

/** Draws a placeholder at a transform in page coordinates. Gives the frame; the task is written on it by `writeTask`. */
export function draw(figma: Figma, level: Level, at: Affine, task: Pick<Task, 'name' | 'place'>): FrameNode {
  const frame = figma.createFrame()
  frame.name = task.name
  shape(frame, task.place)
  markAs(frame, 'waiting')
  putInto(level, frame, at)
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

/** The frame that belongs to a task: a placeholder, or the result it already became. Copies by the user come second. */
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

export function isMadeFrom(frame: FrameNode, key: TaskKey): boolean {
  return frame.getPluginData(dataKeys.made) === key
}

/** The placeholder of a task whose own was deleted: a new one beside the source, or where the source was. */
export async function drawAnew(figma: Figma, task: Task): Promise<FrameNode> {
  const level = await levelFor(figma, task.recipe.source.id, task.place)
  return draw(figma, level, spotFor(level, task.place), task)
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

export function removeFrame(frame: FrameNode): void {
  const level = frame.parent
  frame.remove()
  shrinkSections(dropEmptySheet(level))
}
