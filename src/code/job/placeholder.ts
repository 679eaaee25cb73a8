// The placeholder: the frame of a result before its picture arrives. It is drawn, found again, marked and filled.

import { multiply } from '../../core/base/geometry.ts'
import { readJson } from '../../core/base/read.ts'
import { type Task, type TaskKey, readTask } from '../../core/recipe/task.ts'
import type { Place } from '../../core/selection/place.ts'
import { type Figma, attempt, dataKeys, findNode, framesWith } from '../base/figma.ts'
import { placeNode } from '../live/copies.ts'
import { isLevel } from '../selection/levels.ts'
import type { Placing } from './placing.ts'

/** What a placeholder waits for; everybody in the file sees it, so it changes only when that does. */
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

/** The name of a placeholder without what it waits for. Its source may be called like that, so a result's name stays as it is. */
export function plainName(name: string): string {
  const suffix = Object.values(suffixOf).find((one) => name.endsWith(one))
  return suffix === undefined ? name : name.slice(0, -suffix.length)
}

/** Paints the frame as a placeholder that waits, or whose picture failed. @param faint its source, drawn faintly */
export function markAs(frame: FrameNode, mark: PlaceholderMark, faint: ImagePaint | null = null): void {
  // Stroke and dashes grow with the frame, so that they are seen at the zoom at which the whole frame is.
  const unit = Math.max(1, Math.round(Math.max(frame.width, frame.height) / 400))
  frame.fills = faint === null ? [paintOf[mark].fill] : [paintOf[mark].fill, faint]
  frame.strokes = [paintOf[mark].stroke]
  frame.strokeAlign = 'INSIDE'
  frame.strokeWeight = Math.min(unit, Math.min(frame.width, frame.height) / 4)
  frame.dashPattern = [6 * unit, 4 * unit]
  frame.name = plainName(frame.name) + suffixOf[mark]
}

/** Draws a placeholder on the open page. Whoever calls puts it where it belongs, and writes the task on it with `writeTask`. */
export function drawPlaceholder(figma: Figma, { name, place }: Pick<Task, 'name' | 'place'>): FrameNode {
  const frame = figma.createFrame()
  frame.name = name + suffixOf.queued
  applyShape(frame, place)
  markAs(frame, 'queued')
  return frame
}

/** Gives the frame the source's size and corners. Figma takes no side under 0.01 px. */
function applyShape(frame: FrameNode, { pose, corners }: Place): void {
  frame.resize(Math.max(0.01, pose.size.width), Math.max(0.01, pose.size.height))
  ;[frame.topLeftRadius, frame.topRightRadius, frame.bottomRightRadius, frame.bottomLeftRadius] = corners
}

/** The second copy of a task's record, which everybody in the file sees. */
export function writeTask(frame: FrameNode, task: Task): void {
  frame.setPluginData(dataKeys.task, JSON.stringify(task))
}

/** The task of a placeholder; null for any other node. */
export function taskOn(node: BaseNodeMixin): Task | null {
  return readTask(readJson(node.getPluginData(dataKeys.task)))
}

function isOfTask(frame: FrameNode, { key }: Task): boolean {
  return taskOn(frame)?.key === key || isMadeFrom(frame, key)
}

/** The same without a search: only where its record says. No page has to be loaded for that. */
export async function findRemembered(figma: Figma, task: Task): Promise<FrameNode | null> {
  const node = await findNode(figma, task.nodeId)
  return node?.type === 'FRAME' && isOfTask(node, task) ? node : null
}

/** The frame that belongs to a task: a placeholder, or the result it already became. Copies that a user made of it come second. */
export async function findFrame(figma: Figma, task: Task): Promise<FrameNode | null> {
  const remembered = await findRemembered(figma, task)
  if (remembered !== null) return remembered
  const page = await figma.getNodeByIdAsync(task.place.pageId)
  if (page === null || page.type !== 'PAGE') return null
  await page.loadAsync()
  const marked = framesWith(page, dataKeys.task, dataKeys.made)
  return marked.find((frame) => isOfTask(frame, task)) ?? null
}

/** Calls `act` with the placeholder of the task. Does nothing without a task, without a frame, or when that is a result already. */
export async function withPlaceholder(figma: Figma, task: Task | null, act: (frame: FrameNode, task: Task) => void): Promise<void> {
  const frame = task === null ? null : await findFrame(figma, task)
  if (frame !== null && task !== null && !isMadeFrom(frame, task.key)) act(frame, task)
}

/** Takes a placeholder away. What a person put into it stays where it lies. @returns whether anything did */
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

/** Of a picture that a person has copied, one: the one with this id, else the first that lies where results are laid. Copies are theirs (law 7). */
export function withoutCopies(frames: readonly FrameNode[], id: string): FrameNode[] {
  const strangeness = (frame: FrameNode): number => (frame.id === id ? 0 : isLevel(frame.parent) ? 1 : 2)
  const lastIsBest = [...frames].reverse().sort((a, b) => strangeness(b) - strangeness(a))
  return [...new Map(lastIsBest.map((frame) => [frame.getPluginData(dataKeys.made) || frame.id, frame])).values()]
}

/** The source may have another size by now. */
export function reshape(placing: Pick<Placing, 'refit'>, frame: FrameNode, place: Place): void {
  const { width, height } = frame
  applyShape(frame, place)
  // What some editor refuses here must not fail a picture.
  if (frame.width !== width || frame.height !== height) attempt(() => placing.refit(frame, place))
}

type AnewContext = { readonly figma: Figma; readonly placing: Pick<Placing, 'findPosition'> }

/** The placeholder of a task whose own was deleted. */
export async function drawAnew({ figma, placing }: AnewContext, task: Task): Promise<FrameNode> {
  // Awaited before anything is drawn: the window may close meanwhile, and a frame would stay where it does not belong.
  const put = await placing.findPosition(task)
  const frame = drawPlaceholder(figma, task)
  put(frame)
  return frame
}

/** Turns the placeholder into the result. */
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
