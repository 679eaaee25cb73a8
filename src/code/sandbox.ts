// What the iframe may ask, answered: each method of the protocol in the order of a task's life.

import { fail } from '../core/failure/failure.ts'
import type { Intent } from '../core/job/protocol.ts'
import type { Relaunch } from '../core/results/protocol.ts'
import type { SandboxApi } from '../core/protocol.ts'
import { autoMeasureLimit } from '../core/readability/readability.ts'
import { isSameResult, readRecipe } from '../core/recipe/recipe.ts'
import { readJson } from '../core/base/read.ts'
import type { Handlers } from '../core/wire/rpc.ts'
import { type Task, isAhead, withState } from '../core/recipe/task.ts'
import { makeInTurn } from '../core/base/in-turn.ts'
import type { Offscreen } from './live/offscreen.ts'
import { answerComparing } from './compare/answer.ts'
import { exportThumbnail } from './picture/export-node.ts'
import type { Exports } from './control-image/exports.ts'
import { type Figma, dataKeys, findNode } from './base/figma.ts'
import { makeFill, readFrom } from './job/fill.ts'
import { openGuard } from './readability/answer.ts'
import { answerLive, prepareLiveLayers } from './live/answer.ts'
import { orderOn } from './order/order.ts'
import { pageOf } from './selection/levels.ts'
import { drawAnew, fillFrame, findFrame, isMadeFrom, markAs, removeFrame, shape, taskOn, writeTask } from './job/placeholder.ts'
import { answerResults } from './results/answer.ts'
import { answerProducts } from './product/answer.ts'
import { readSelection } from './selection/selection.ts'
import { answerShowing } from './selection/answer.ts'
import type { Storage } from './base/storage.ts'
import type { Stamp } from './job/file-stamp.ts'
import type { Tasks } from './job/tasks.ts'
import { commitWithout } from './job/undo.ts'

export type World = {
  readonly figma: Figma
  /** Ids of placeholders and sheets that this window drew. */
  readonly own: Set<string>
  /** Ids of layers that lie in no source. */
  readonly elsewhere: Set<string>
  /** Ids of live layers that were laid over a picture and are not yet heard of. */
  readonly arriving: Set<string>
  readonly storage: Storage
  readonly tasks: Tasks
  readonly exports: Exports
  readonly bench: Offscreen
  now(): number
  readonly stamp: Stamp
}

/** The world, and what an order needs besides. */
export type Canvas = World & {
  /** A placeholder was drawn: it is ours, and not yet in an undo step. */
  note(frame: FrameNode): void
  known(key: string): Promise<Task>
}

export function answerFor(world: World): Handlers<SandboxApi> {
  const { figma, own, elsewhere, arriving, storage, tasks, exports, bench, now, stamp } = world
  // Placeholders drawn since the last undo step, by node id.
  const uncommitted = new Map<string, FrameNode>()

  // Placeholders are lifted and laid back while a result is committed: nothing else may touch them meanwhile.
  const inTurn = makeInTurn()

  const note = (frame: FrameNode): void => {
    own.add(frame.id)
    uncommitted.set(frame.id, frame)
  }

  const isHere = async (task: Task): Promise<boolean> => {
    if (task.file !== '' && task.file === stamp.read()) return true
    return (await findFrame(figma, task)) !== null
  }

  /**
   * A window that ended between the canvas and the storage left a record of what is done: asking for that again could fail, or pay.
   * And a storage that refused a record let the canvas take it: the placeholder's copy then knows what was sent meanwhile.
   */
  const stillOpen = async (kept: readonly Task[]): Promise<readonly Task[]> => {
    const open: Task[] = []
    for (const task of kept) {
      const frame = await findFrame(figma, task)
      if (frame !== null && isMadeFrom(frame, task.key)) {
        await tasks.drop(task.key)
        continue
      }
      const copy = frame === null ? null : taskOn(frame)
      const known = frame !== null && copy !== null && isAhead(copy, task) ? { ...copy, nodeId: frame.id } : task
      if (known !== task) await tasks.put(known)
      open.push(known)
    }
    return open
  }

  const known = async (key: string): Promise<Task> => (await tasks.find(key)) ?? fail('internal', 'no record of this task')

  const onFrame = async (task: Task | null, act: (frame: FrameNode, task: Task) => void): Promise<void> => {
    const frame = task === null ? null : await findFrame(figma, task)
    if (frame !== null && task !== null && !isMadeFrom(frame, task.key)) act(frame, task)
  }

  /** A result on the task's page that is the very same picture. */
  const findTwin = async ({ recipe, place }: Task): Promise<string | null> => {
    const page = await figma.getNodeByIdAsync(place.pageId)
    if (page === null || page.type !== 'PAGE') return null
    await page.loadAsync()
    for (const frame of page.findAllWithCriteria({ types: ['FRAME'], pluginData: { keys: [dataKeys.made] } })) {
      const text = frame.getPluginData(dataKeys.recipe)
      // Hundreds of results are not all parsed for one that has the same seed.
      if (!text.includes(`"seed":${recipe.seed},`)) continue
      const other = readRecipe(readJson(text))
      if (other !== null && other !== 'newer' && isSameResult(other, recipe)) return frame.id
    }
    return null
  }

  const intendNow = async ({ key, exportId, fingerprint, mayReuse }: Intent): Promise<ReturnType<SandboxApi['intend']>> => {
    const task = await known(key)
    const exported = exports.find(exportId)
    if (exported === null) return fail('export-failed', 'the export was forgotten')
    const { plan, place, live } = exported
    const { width, height } = place.pose.size
    const recipe = { ...task.recipe, ...plan, live, source: { ...task.recipe.source, width, height, fingerprint } }
    const seen: Task = { ...task, recipe, place }
    const twin = mayReuse ? await findTwin(seen) : null
    if (twin !== null) return { task: seen, isStored: await tasks.put(seen), twin }
    const changed = withState(seen, { state: 'intended' })
    const isStored = await tasks.put(changed)
    await onFrame(changed, (frame) => {
      shape(frame, place)
      writeTask(frame, changed)
    })
    return { task: changed, isStored, twin: null }
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

  const guard = openGuard(figma, bench)
  const orders = orderOn({ ...world, note, known })

  return {
    load: async () => {
      const canStore = await storage.write('probe', now())
      await storage.drop('probe')
      const settings = await storage.read('settings')
      const durations = await storage.read('durations')
      const presets = await storage.read('presets')
      const unfinished = await stillOpen(await tasks.list(isHere, now()))
      // Read last: what the user selects meanwhile is told by an event, and must not be overtaken by this answer.
      return {
        settings,
        durations,
        presets,
        tasks: unfinished,
        selection: readSelection(figma),
        canStore,
        relaunched: relaunchOf(figma),
      }
    },
    saveSettings: async (settings) => {
      if (!(await storage.write('settings', settings))) fail('internal', 'settings could not be stored')
    },
    savePresets: async (kept) => {
      if (!(await storage.write('presets', kept))) fail('internal', 'presets could not be stored')
    },
    saveDurations: async (durations) => {
      await storage.write('durations', durations)
    },
    thumbnail: async (nodeId) => {
      const node = await findNode(figma, nodeId)
      return { bytes: await exportThumbnail(node ?? fail('unfit-source', 'the source is gone')) }
    },
    // In turn: a copy that stands while a picture is drawn must not get into the undo step of a result.
    exportSource: (request) => inTurn(() => exports.export(request)),
    begin: (order) => inTurn(() => orders.begin(order)),
    intend: (intent) => inTurn(() => intendNow(intent)),
    accept: async ({ key, remoteId, at }) => {
      // At once: from here on the picture is paid.
      await tasks.change(key, { state: 'accepted', remoteId, acceptedAt: at })
      await inTurn(async () => onFrame(await tasks.find(key), writeTask))
    },
    fill: async (picture) => {
      const task = await known(picture.key)
      const done = await inTurn(async () => {
        const found = await findFrame(figma, task)
        return found !== null && isMadeFrom(found, task.key) ? found.id : null
      })
      if (done !== null) {
        await tasks.drop(task.key)
        return { nodeId: done, notes: [] }
      }
      const { fills, notes } = await makeFill(figma, task, picture)
      return inTurn(async () => {
        // Looked for again: the user may have deleted the placeholder while the picture was loading.
        const standing = await findFrame(figma, await known(task.key))
        const frame = standing ?? (await drawAnew(figma, task))
        const bring = await prepareLiveLayers(figma, task)
        fillFrame(frame, fills, task)
        const all = [...notes, ...bring(frame)]
        // On another page nothing of it would be heard, and later edits of it would not count.
        if (pageOf(frame)?.id === figma.currentPage.id) for (const { id } of frame.findAll()) arriving.add(id)
        if (uncommitted.size <= autoMeasureLimit) await guard.prepare(frame)
        await commitResult(frame)
        // A picture like any other now: edits of it count when it is restyled in its turn.
        own.delete(frame.id)
        elsewhere.add(frame.id)
        await tasks.drop(task.key)
        return { nodeId: frame.id, notes: standing === null ? [...all, 'moved'] : all }
      })
    },
    markFailed: ({ key, isOver }) =>
      inTurn(async () => {
        await onFrame(await tasks.find(key), (frame) => markAs(frame, 'failed'))
        if (isOver) await tasks.retire(key)
      }),
    markWaiting: (key) => inTurn(async () => onFrame(await tasks.find(key), (frame) => markAs(frame, 'waiting'))),
    beginAgain: (request) => inTurn(() => orders.beginAgain(request)),
    remove: (key) =>
      inTurn(async () => {
        await onFrame(await tasks.find(key), (frame) => {
          uncommitted.delete(frame.id)
          removeFrame(frame)
        })
        await tasks.drop(key)
      }),
    ...answerResults(figma, (frame) => inTurn(() => commitResult(frame))),
    ...answerShowing(figma),
    readPicture: (url) => readFrom(figma, url),
    openUrl: (url) => figma.openExternal(url),
    resize: ({ width, height }) => figma.ui.resize(width, height),
    ...answerComparing(figma),
    ...answerLive(figma, bench, inTurn),
    ...answerProducts(figma, bench, inTurn, commitResult),
    ...guard.answer(inTurn, commitResult),
  }
}

function relaunchOf({ command }: Figma): Relaunch | null {
  return command === 'restyle' || command === 'remix' || command === 'more' ? command : null
}
