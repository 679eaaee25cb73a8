// The placeholder: the frame of a result before its picture arrives. Functions to draw, find, mark and fill it.

import { multiply } from '../../core/base/geometry.ts'
import { readJson } from '../../core/base/read.ts'
import { type Task, type TaskKey, readTask } from '../../core/recipe/task.ts'
import type { Place } from '../../core/selection/place.ts'
import { type Figma, attempt, dataKeys, findNode, framesWith } from '../base/figma.ts'
import { placeNode } from '../live/copies.ts'
import { isLevel } from '../selection/levels.ts'
import type { Placing } from './placing.ts'

/** The state shown on a placeholder. Everybody in the file sees it, so it is redrawn only when the state changes. */
export type PlaceholderMark = 'queued' | 'generating' | 'failed'

function solid(hex: number, opacity = 1): SolidPaint {
  return {
    type: 'SOLID',
    color: { r: (hex >> 16) / 255, g: ((hex >> 8) & 255) / 255, b: (hex & 255) / 255 },
    opacity,
  }
}

const waiting = { fill: solid(0x0d99ff, 0.08), stroke: solid(0x0d99ff) }

const paintOf: Record<PlaceholderMark, { fill: SolidPaint; stroke: SolidPaint }> = {
  queued: waiting,
  generating: waiting,
  failed: { fill: solid(0xf24822, 0.08), stroke: solid(0xf24822) },
}

const suffixOf: Record<PlaceholderMark, string> = { queued: ' · queued', generating: ' · generating', failed: ' · no picture' }

/** The name of a placeholder without the suffix of its state. Never applied to results: the name of a source may end in the same words. */
export function plainName(name: string): string {
  const suffix = Object.values(suffixOf).find((one) => name.endsWith(one))
  return suffix === undefined ? name : name.slice(0, -suffix.length)
}

/**
 * Paints the frame as a placeholder that waits, or whose picture failed.
 * @param faint a faint picture of the source
 */
export function markAs(frame: FrameNode, mark: PlaceholderMark, faint: ImagePaint | null = null): void {
  // Stroke and dashes scale with the frame, so that they are visible at the zoom that shows the whole frame.
  const unit = Math.max(1, Math.round(Math.max(frame.width, frame.height) / 400))
  frame.fills = faint === null ? [paintOf[mark].fill] : [paintOf[mark].fill, faint]
  frame.strokes = [paintOf[mark].stroke]
  frame.strokeAlign = 'INSIDE'
  frame.strokeWeight = Math.min(unit, Math.min(frame.width, frame.height) / 4)
  frame.dashPattern = [6 * unit, 4 * unit]
  frame.name = plainName(frame.name) + suffixOf[mark]
}

/** Draws a placeholder on the open page. The caller moves it to its position and writes the task on it with `writeTask`. */
export function drawPlaceholder(figma: Figma, { name, place }: Pick<Task, 'name' | 'place'>): FrameNode {
  const frame = figma.createFrame()
  frame.name = name + suffixOf.queued
  applyShape(frame, place)
  markAs(frame, 'queued')
  return frame
}

/** Gives the frame the source's size and corner radii. Figma accepts no side under 0.01 px. */
function applyShape(frame: FrameNode, { pose, corners }: Place): void {
  frame.resize(Math.max(0.01, pose.size.width), Math.max(0.01, pose.size.height))
  ;[frame.topLeftRadius, frame.topRightRadius, frame.bottomRightRadius, frame.bottomLeftRadius] = corners
}

/** Writes the second copy of a task's record, which everybody in the file can read. */
export function writeTask(frame: FrameNode, task: Task): void {
  frame.setPluginData(dataKeys.task, JSON.stringify(task))
}

/** The task stored on a placeholder; null for any other node. */
export function taskOn(node: BaseNodeMixin): Task | null {
  return readTask(readJson(node.getPluginData(dataKeys.task)))
}

function isOfTask(frame: FrameNode, { key }: Task): boolean {
  return taskOn(frame)?.key === key || isMadeFrom(frame, key)
}

/** Like `findFrame`, but looks only at the node id in the task's record, so that no page has to be loaded. */
export async function findRemembered(figma: Figma, task: Task): Promise<FrameNode | null> {
  const node = await findNode(figma, task.nodeId)
  return node?.type === 'FRAME' && isOfTask(node, task) ? node : null
}

/**
 * The frame that belongs to a task: its placeholder, or the result it has become. The recorded node is preferred to copies that a user made of it.
 */
export async function findFrame(figma: Figma, task: Task): Promise<FrameNode | null> {
  const remembered = await findRemembered(figma, task)
  if (remembered !== null) return remembered
  // A user may have taken the placeholder along to the open page.
  for (const page of [await figma.getNodeByIdAsync(task.place.pageId), figma.currentPage]) {
    if (page?.type !== 'PAGE') continue
    await page.loadAsync()
    const found = framesWith(page, dataKeys.task, dataKeys.made).find((frame) => isOfTask(frame, task))
    if (found !== undefined) return found
  }
  return null
}

/** Calls `act` with the placeholder of the task. Does nothing without a task or frame, or when the frame is a result already. */
export async function withPlaceholder(figma: Figma, task: Task | null, act: (frame: FrameNode, task: Task) => void): Promise<void> {
  const frame = task === null ? null : await findFrame(figma, task)
  if (frame !== null && task !== null && !isMadeFrom(frame, task.key)) act(frame, task)
}

/**
 * Removes a placeholder. Layers that a user put into it are moved to its parent and stay where they were.
 * @returns whether there were any
 */
export function takeAway(frame: FrameNode): boolean {
  const guests = frame.children.slice()
  for (const guest of guests) {
    const place = multiply(frame.relativeTransform, guest.relativeTransform)
    frame.parent?.appendChild(guest)
    placeNode(guest, place)
  }
  frame.remove()
  return guests.length > 0
}

/** Whether the frame is the result of this task. */
export function isMadeFrom(frame: FrameNode, key: TaskKey): boolean {
  return frame.getPluginData(dataKeys.made) === key
}

/**
 * Keeps one frame for each picture where a user has copied results: the one with this id, else the first that lies directly on a page or section,
 * where results are placed. The copies are the user's own (law 7).
 */
export function withoutCopies(frames: readonly FrameNode[], id: string): FrameNode[] {
  const strangeness = (frame: FrameNode): number => (frame.id === id ? 0 : isLevel(frame.parent) ? 1 : 2)
  const lastIsBest = [...frames].reverse().sort((a, b) => strangeness(b) - strangeness(a))
  return [...new Map(lastIsBest.map((frame) => [frame.getPluginData(dataKeys.made) || frame.id, frame])).values()]
}

/** Fits the frame to the size and corners of its source, which may have changed. */
export function reshape(placing: Pick<Placing, 'refit'>, frame: FrameNode, place: Place): void {
  const { width, height } = frame
  applyShape(frame, place)
  // An editor that refuses to move sections or frames here must not make the picture fail.
  if (frame.width !== width || frame.height !== height) attempt(() => placing.refit(frame, place))
}

type AnewContext = { readonly figma: Figma; readonly placing: Pick<Placing, 'findPosition'> }

/** Draws a new placeholder for a task whose own was deleted. */
export async function drawAnew({ figma, placing }: AnewContext, task: Task): Promise<FrameNode> {
  // Awaited before anything is drawn: if the window closed in between, a frame would stay behind in the wrong place.
  const put = await placing.findPosition(task)
  const frame = drawPlaceholder(figma, task)
  put(frame)
  return frame
}

/** Turns the placeholder into a result. */
export function fillFrame(frame: FrameNode, fills: readonly Paint[], task: Task): void {
  frame.fills = fills
  frame.strokes = []
  frame.dashPattern = []
  frame.name = plainName(frame.name)
  frame.setPluginData(dataKeys.recipe, JSON.stringify(task.recipe))
  frame.setPluginData(dataKeys.made, task.key)
  frame.setPluginData(dataKeys.task, '')
  attempt(() => frame.setRelaunchData({ restyle: '', remix: '', more: '' }))
}

/** Turns a result whose picture was lost into a placeholder again. */
export function unmake(frame: FrameNode, task: Task): void {
  for (const child of frame.children.slice()) attempt(() => child.remove())
  for (const key of [dataKeys.recipe, dataKeys.made]) frame.setPluginData(key, '')
  writeTask(frame, task)
  frame.name += suffixOf.generating
  markAs(frame, 'generating')
}
