// Takes up tasks that were finished once but whose picture is missing: the file was duplicated, branched or restored to an earlier version while the
// placeholder waited, or Figma never received the bytes of the picture. Asking the service once more costs nothing.

import { type Later, within } from '../../core/base/within.ts'
import type { PastTask, Task } from '../../core/recipe/task.ts'
import { type Figma, dataKeys, framesWith } from '../base/figma.ts'
import { imageOf } from '../live/assemble.ts'
import { findFrame, findRemembered, isMadeFrom, taskOn, unmake } from './placeholder.ts'
import type { Tasks } from './tasks.ts'

export type ReviveContext = { readonly figma: Figma; readonly tasks: Tasks; now(): number; readonly later: Later }

/** Services keep a picture for this long; Figma may also still be uploading it to its own servers. */
const youngMs = 15 * 60_000

/** Figma gives the size of an existing image at once, so a longer wait proves nothing. */
const knownByMs = 2000

/** Finished tasks with a placeholder waiting on the open page. Excludes placeholders that somebody copied while the result itself still exists. */
async function leftWaiting({ figma }: ReviveContext, past: readonly PastTask[], open: readonly Task[]): Promise<readonly Task[]> {
  const left: Task[] = []
  for (const frame of framesWith(figma.currentPage, dataKeys.task)) {
    // The user may delete this placeholder while another one is looked up.
    const key = frame.removed ? undefined : taskOn(frame)?.key
    const found = [...open, ...left].some((one) => one.key === key) ? undefined : past.find(({ task }) => task.key === key)
    const standing = found === undefined ? null : await findFrame(figma, found.task)
    if (found !== undefined && (standing === null || !isMadeFrom(standing, found.task.key))) left.push({ ...found.task, nodeId: frame.id })
  }
  return left
}

/** Whether the image of a result has no bytes, because its window ended before Figma had uploaded them. A missing answer is no proof. */
async function isBlank({ figma, later }: ReviveContext, frame: FrameNode): Promise<boolean> {
  const hash = imageOf(frame)?.imageHash ?? null
  if (hash === null) return false
  const image = figma.getImageByHash(hash)
  if (image === null) return true
  const silence = new Error('silent')
  return within(later, knownByMs, image.getSizeAsync(), () => silence).then(
    () => false,
    (thrown) => thrown !== silence,
  )
}

async function blankOnes(context: ReviveContext, past: readonly PastTask[]): Promise<readonly Task[]> {
  const blank: Task[] = []
  for (const { doneAt, task } of past) {
    if (context.now() - doneAt > youngMs) continue
    const frame = await findRemembered(context.figma, task)
    if (frame === null || !isMadeFrom(frame, task.key) || !(await isBlank(context, frame)) || frame.removed) continue
    unmake(frame, task)
    blank.push(task)
  }
  return blank
}

/** @param open tasks that are taken up in any case */
export async function revive(context: ReviveContext, open: readonly Task[]): Promise<readonly Task[]> {
  const past = await context.tasks.past()
  if (past.length === 0) return []
  const revived = [...(await leftWaiting(context, past, open)), ...(await blankOnes(context, past))]
  await Promise.all(revived.map((task) => context.tasks.put(task)))
  return revived
}
