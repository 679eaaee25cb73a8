// What the iframe may ask, answered: each method of the protocol in the order of a task's life.

import { fail } from '../core/failure.ts'
import type { Exported, Order, SandboxApi } from '../core/protocol.ts'
import { resultName } from '../core/recipe.ts'
import type { Handlers } from '../core/rpc.ts'
import type { Task } from '../core/task.ts'
import { answerComparing } from './compare.ts'
import { exportSource, exportThumbnail } from './export.ts'
import { type Figma, attempt, findNode } from './figma.ts'
import { makeFill } from './fill.ts'
import { levelFor, placeOf, spotFor } from './place.ts'
import { draw, drawAnew, fillFrame, findFrame, isMadeFrom, markAs, removeFrame, shape, taskOn, writeTask } from './placeholder.ts'
import { readSelection } from './selection.ts'
import type { Storage } from './storage.ts'
import type { Stamp } from './stamp.ts'
import type { Tasks } from './tasks.ts'
import { commitWithout } from './undo.ts'

export type World = {
  readonly figma: Figma
  /** Ids of frames that this window drew. */
  readonly own: Set<string>
  readonly storage: Storage
  readonly tasks: Tasks
  now(): number
  readonly stamp: Stamp
}

export const answerFor = ({ figma, own, storage, tasks, now, stamp }: World): Handlers<SandboxApi> => {
  // Placeholders drawn since the last undo step, by node id.
  const uncommitted = new Map<string, FrameNode>()

  const note = (frame: FrameNode): void => {
    own.add(frame.id)
    uncommitted.set(frame.id, frame)
  }

  const isHere = async (task: Task): Promise<boolean> => {
    if (task.file !== '' && task.file === stamp.read()) return true
    return (await findFrame(figma, task)) !== null
  }

  const exportable = async (nodeId: string): Promise<SceneNode> =>
    (await findNode(figma, nodeId)) ?? fail('unfit-source', 'the source is gone')

  const known = async (key: string): Promise<Task> => (await tasks.find(key)) ?? fail('internal', 'no record of this task')

  const showIfHidden = (source: SceneNode, frames: readonly FrameNode[]): void => {
    const { bounds } = figma.viewport
    const isSeen = frames.some(
      ({ absoluteBoundingBox: box }) => box !== null && box.x < bounds.x + bounds.width && box.x + box.width > bounds.x,
    )
    if (!isSeen) figma.viewport.scrollAndZoomIntoView([source, ...frames])
  }

  const begin = async (order: Order): Promise<Exported & { tasks: readonly Task[] }> => {
    const source = await exportable(order.nodeId)
    const exported = await exportSource(source, order.rules)
    const place = placeOf(source)
    const level = await levelFor(figma, source.id, place)
    const file = stamp.make()
    const drawn = order.pictures.map(({ key, recipe, lookLabel }) => {
      const { id, name } = source
      const { width, height } = place.pose.size
      const whole = { ...recipe, source: { id, name, width, height }, sent: exported.plan.sent, content: exported.plan.content }
      const title = resultName(name, lookLabel, recipe.words, recipe.seed)
      const frame = draw(figma, level, spotFor(level, place), { name: title, place })
      const nodeId = frame.id
      const task: Task = { version: 1, key, file, nodeId, name: title, recipe: whole, place, at: now(), state: 'waiting' }
      writeTask(frame, task)
      note(frame)
      return { frame, task }
    })
    attempt(() =>
      showIfHidden(
        source,
        drawn.map(({ frame }) => frame),
      ),
    )
    await Promise.all(drawn.map(({ task }) => tasks.put(task)))
    return { ...exported, tasks: drawn.map(({ task }) => task) }
  }

  const beginAgain = async ({ key, rules, seed }: Parameters<SandboxApi['beginAgain']>[0]): Promise<Exported & { task: Task }> => {
    const before = await known(key)
    const source = await exportable(before.recipe.source.id)
    const exported = await exportSource(source, rules)
    const { version, file, nodeId, at, recipe } = before
    const chosen = seed ?? recipe.seed
    const { width, height } = source
    const task: Task = {
      ...{ version, key, file, nodeId, at },
      name: before.name.replace(`(${recipe.seed})`, `(${chosen})`),
      recipe: { ...recipe, seed: chosen, source: { ...recipe.source, width, height }, ...exported.plan },
      place: placeOf(source),
      state: 'waiting',
    }
    const frame = (await findFrame(figma, before)) ?? (await drawAnew(figma, task))
    own.add(frame.id)
    frame.name = task.name
    shape(frame, task.place)
    markAs(frame, 'waiting')
    const placed = { ...task, nodeId: frame.id }
    writeTask(frame, placed)
    await tasks.put(placed)
    return { ...exported, task: placed }
  }

  const onFrame = async (task: Task | null, act: (frame: FrameNode, task: Task) => void): Promise<void> => {
    const frame = task === null ? null : await findFrame(figma, task)
    if (frame !== null && task !== null && !isMadeFrom(frame, task.key)) act(frame, task)
  }

  /** Other placeholders of this window that are still uncommitted: they stay out of the undo step of `frame`. */
  const commitResult = async (frame: FrameNode): Promise<void> => {
    uncommitted.delete(frame.id)
    const others = [...uncommitted.values()].filter((other) => !other.removed)
    uncommitted.clear()
    const back = commitWithout(figma, others)
    // All before the first await: another result may arrive in between, and must find its placeholder known.
    back.forEach(note)
    for (const other of back) {
      const key = taskOn(other)?.key
      const moved = key === undefined ? null : await tasks.move(key, other.id)
      if (moved !== null && !other.removed && taskOn(other) !== null) writeTask(other, moved)
    }
  }

  return {
    load: async () => {
      const canStore = await storage.write('probe', now())
      await storage.drop('probe')
      const settings = await storage.read('settings')
      const durations = await storage.read('durations')
      const unfinished = await tasks.list(isHere, now())
      // Read last: what the user selects meanwhile is told by an event, and must not be overtaken by this answer.
      return { settings, durations, tasks: unfinished, selection: readSelection(figma), canStore, relaunched: figma.command === 'restyle' }
    },
    saveSettings: async (settings) => {
      if (!(await storage.write('settings', settings))) fail('internal', 'settings could not be stored')
    },
    saveDurations: async (durations) => {
      await storage.write('durations', durations)
    },
    thumbnail: async (nodeId) => ({ bytes: await exportThumbnail(await exportable(nodeId)) }),
    exportSource: async ({ nodeId, rules }) => exportSource(await exportable(nodeId), rules),
    begin,
    intend: async (key) => {
      const changed = await tasks.change(key, { state: 'intended' })
      await onFrame(changed?.task ?? null, writeTask)
      return { isStored: changed?.isStored ?? false }
    },
    accept: async ({ key, remoteId, at }) => {
      const changed = await tasks.change(key, { state: 'accepted', remoteId, acceptedAt: at })
      await onFrame(changed?.task ?? null, writeTask)
    },
    fill: async (picture) => {
      const task = await known(picture.key)
      const found = await findFrame(figma, task)
      if (found !== null && isMadeFrom(found, task.key)) {
        await tasks.drop(task.key)
        return { nodeId: found.id, notes: [] }
      }
      const { fill, notes } = await makeFill(figma, task, picture)
      // Looked for again: the user may have deleted the placeholder while the picture was loading.
      const standing = await findFrame(figma, task)
      const frame = standing ?? (await drawAnew(figma, task))
      fillFrame(frame, fill, task)
      await commitResult(frame)
      await tasks.drop(task.key)
      return { nodeId: frame.id, notes: standing === null ? [...notes, 'moved'] : notes }
    },
    markFailed: async ({ key, isOver }) => {
      await onFrame(await tasks.find(key), (frame) => markAs(frame, 'failed'))
      if (isOver) await tasks.retire(key)
    },
    markWaiting: async (key) => onFrame(await tasks.find(key), (frame) => markAs(frame, 'waiting')),
    beginAgain,
    remove: async (key) => {
      await onFrame(await tasks.find(key), (frame) => {
        uncommitted.delete(frame.id)
        removeFrame(frame)
      })
      await tasks.drop(key)
    },
    reveal: async (nodeId) => {
      const node = await findNode(figma, nodeId)
      if (node === null) return fail('internal', 'the layer is gone')
      await showNode(figma, node)
    },
    openUrl: (url) => figma.openExternal(url),
    resize: ({ width, height }) => figma.ui.resize(width, height),
    ...answerComparing(figma),
  }
}

/** A person asked to see this layer, so here the page may be switched. */
const showNode = async (figma: Figma, node: SceneNode): Promise<void> => {
  let page: BaseNode | null = node
  while (page !== null && page.type !== 'PAGE') page = page.parent
  if (page !== null && page.id !== figma.currentPage.id) await figma.setCurrentPageAsync(page)
  figma.currentPage.selection = [node]
  figma.viewport.scrollAndZoomIntoView([node])
}
