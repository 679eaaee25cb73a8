// The jobs of this window: started, queued, cancelled, tried again, taken up from an earlier window.

import { computed, signal } from '@preact/signals'
import { PluginError, endsTask } from '../../core/failure/failure.ts'
import { type Job, type JobEvent, type JobState, advance, isOver, acceptedTaskOf } from '../../core/job/job.ts'
import { findModel } from '../../core/model/models.ts'
import type { Model } from '../../core/model/model.ts'
import type { Order } from '../../core/order/protocol.ts'
import { type Recipe, subjectOf } from '../../core/recipe/recipe.ts'
import { smaller } from '../../core/picture/registration.ts'
import type { Task } from '../../core/recipe/task.ts'
import { type Ports, type Prepared, generate, resume } from './generate.ts'
import { insertDroppedPicture } from './dropped-picture.ts'
import type { StorePorts } from '../ports.ts'
import { makeMissingModels, unknownModelFailure } from './missing-models.ts'
import { recipeForModel } from '../../core/recipe/with-model.ts'
import { lostTask, notConfirmed, stateOf } from './resumed.ts'
import { titleOf } from '../../core/recipe/words.ts'
import { makeQueue } from './queue.ts'
import { prepareOnce } from '../control-image/control-images.ts'
import { makeJobThumbnails } from './job-thumbnails.ts'
import type { ControlImageRequest, ControlImage, SourceState } from '../control-image/part.ts'
import { makeJobLog } from './job-log.ts'
import type { AcceptedTask } from '../../core/service/accepted-task.ts'

/** Finished jobs beyond this many leave the list by themselves. */
const shownAtMost = 40

type World = Pick<StorePorts, 'figma' | 'tools' | 'time' | 'urls' | 'version'> & {
  readonly ports: Ports
  readonly source: Pick<SourceState, 'seal'>
  parallel(): number
  host(): string
  say(text: string): void
}

type Change = { readonly seed?: number; readonly isSmaller?: boolean; readonly model?: Model }

export function makeJobs({ figma, tools, time, urls, version, ports, source, parallel, host, say }: World) {
  const jobs = signal<ReadonlyMap<string, Job>>(new Map())
  const recipes = new Map<string, Recipe>()
  const tasks = new Map<string, Task>()
  const controllers = new Map<string, AbortController>()
  /** The sandbox's answer to the order of a job. */
  const drawing = new Map<string, Promise<unknown>>()
  // A new map: the list is drawn anew, with the new pictures.
  const shots = makeJobThumbnails({ figma, time, urls }, () => (jobs.value = new Map(jobs.peek())))
  const gone = makeMissingModels((key) => recipes.get(key))
  const trail = makeJobLog(() => time.now())
  const queue = makeQueue(parallel)

  const put = (job: Job): void => {
    jobs.value = new Map(jobs.peek()).set(job.key, job)
  }

  const report =
    (key: string) =>
    (event: JobEvent): void => {
      const before = jobs.peek().get(key)
      if (before === undefined) return
      trail.add(key, event)
      const after = advance(before, event)
      if (after === before) return
      gone.learn(after)
      put(after)
      if (after.phase === 'failed') {
        say('')
        // Told, not awaited: the job is over for the window, whatever becomes of the mark on the canvas.
        figma.markFailed({ key, failure: after.failure, isOver: endsTask(after.failure, after.remote !== null) }).catch(() => {})
      }
      if (after.phase === 'done') {
        say(`${after.title}: the picture is on the canvas.`)
        forget(key)
      }
    }

  const add = (
    key: string,
    recipe: Pick<Recipe, 'purpose' | 'look' | 'light'>,
    sourceName: string,
    startedAt: number,
    state: JobState,
  ): void => {
    put({ key, title: titleOf(recipe), sourceName, startedAt, ...state })
    const over = [...jobs.peek().values()].filter(isOver)
    for (const old of over.slice(0, Math.max(0, jobs.peek().size - shownAtMost))) if (old.phase !== 'failed') take(old.key)
  }

  /** What is only needed to go on with a task. */
  const forget = (key: string): void => {
    controllers.delete(key)
    drawing.delete(key)
    tasks.delete(key)
    recipes.delete(key)
  }

  const take = (key: string): void => {
    const rest = new Map(jobs.peek())
    rest.delete(key)
    jobs.value = rest
    forget(key)
    trail.drop(key)
    shots.drop(key)
  }

  const signalFor = (key: string): AbortSignal => {
    controllers.get(key)?.abort()
    const controller = new AbortController()
    controllers.set(key, controller)
    return controller.signal
  }

  const launch = (key: string, prepare: () => Promise<Prepared>): void => {
    const signal = signalFor(key)
    queue.enter(key, () => generate(ports, prepare, report(key), signal))
  }

  const watch = (task: Task, remote: AcceptedTask): void => {
    const signal = signalFor(task.key)
    queue.enter(task.key, () => resume(ports, task, remote, report(task.key), signal))
  }

  const prepared = ({ key }: Task, { composed, exportId }: ControlImage, mayReuse: boolean): Prepared => ({
    ...{ key, exportId, mayReuse },
    picture: composed.blob,
    fingerprint: composed.fingerprint,
  })

  /** Each card keeps a picture of its own, as the source card's may go any moment. */
  const seal = async (request: ControlImageRequest, keys: readonly string[]): Promise<ControlImage> => {
    const sealed = await source.seal(request, new AbortController().signal)
    shots.keep(
      keys.filter((key) => jobs.peek().has(key)),
      sealed.composed.blob,
    )
    return sealed
  }

  const takesJpeg = ({ modelId, values }: Pick<Recipe, 'modelId' | 'values'>): boolean => findModel(modelId)?.takesJpeg(values) ?? false

  const start = (order: Order, name: string): void => {
    // What is laid out as a sheet compares: an option that is already there is shown again, not paid again.
    const mayReuse = order.groups.some(({ layout }) => layout.kind === 'sheet')
    const ordered = order.groups.flatMap((group) => group.pictures)
    for (const { key, choice, sourceName } of ordered) add(key, choice, sourceName, time.now(), { phase: 'queued', isHeld: false })
    const begun = figma.begin(order)
    // Heard by each job in its turn; until then a refusal must not count as unhandled.
    begun.catch(() => {})
    for (const { key } of ordered) drawing.set(key, begun)
    const sealed = prepareOnce(order, ({ choice }) => takesJpeg(choice), seal)
    for (const picture of ordered) {
      const { key } = picture
      const task = begun.then(({ tasks: drawn, refused }) => {
        const found = drawn.find((candidate) => candidate.key === key)
        if (found === undefined) throw new PluginError(refused.find((one) => one.key === key)?.failure ?? lostTask)
        tasks.set(key, found)
        recipes.set(key, found.recipe)
        return found
      })
      task.catch(() => {})
      launch(key, async () => prepared(await task, await sealed(picture), mayReuse))
    }
    const count = ordered.length
    say(count === 1 ? `Restyling ${name}.` : `Restyling ${name}: ${count} pictures.`)
  }

  /** The same picture once more: the source as it is now, the recipe as it was but for what is given. */
  const again = (key: string, { isSmaller, model: other, ...change }: Change = {}): void => {
    const recipe = recipes.get(key)
    const job = jobs.peek().get(key)
    if (recipe === undefined || job === undefined) return
    report(key)({ type: 'requeued' })
    // A button pressed twice: it is on its way already.
    if (jobs.peek().get(key) === job) return
    const model = other ?? findModel(recipe.modelId)
    if (model === null) return launch(key, () => Promise.reject(new PluginError(unknownModelFailure)))
    const used = isSmaller ? smaller(model.rules) : model.rules
    const begun = figma.beginAgain({ key, rules: used, change: { ...change, ...(other && recipeForModel(recipe, other)) } })
    begun.catch(() => {})
    drawing.set(key, begun)
    launch(key, async () => {
      const task = await begun
      tasks.set(key, task)
      recipes.set(key, task.recipe)
      const request = { subject: subjectOf(task.recipe), live: task.recipe.live, rules: used, takesJpeg: takesJpeg(task.recipe) }
      return prepared(task, await seal(request, [key]), false)
    })
  }

  const cancel = (key: string): void => {
    const job = jobs.peek().get(key)
    if (job === undefined || isOver(job) || job.phase === 'inserting') return
    report(key)({ type: 'cancelled' })
    queue.leave(key)
    controllers.get(key)?.abort()
    // What is still being drawn can only be removed when it is there.
    const removed = (): Promise<void> => figma.remove(key)
    Promise.resolve(drawing.get(key))
      .then(removed, removed)
      .catch(() => {})
  }

  return {
    list: computed(() => [...jobs.value.values()].reverse()),
    isTicking: computed(() => [...jobs.value.values()].some((job) => !isOver(job) || (job.phase === 'failed' && job.link !== null))),
    pictureOf: shots.of,
    recipeOf: (key: string): Recipe | null => recipes.get(key) ?? null,
    ...{ start, again, gone: gone.ids },
    goneWith: (key: string): readonly string[] => gone.together(jobs.value.values(), key),
    /** Unfinished tasks of earlier windows. Only what the service already holds goes on by itself (law 3). */
    takeUp: (kept: readonly Task[]): void => {
      for (const task of kept) {
        add(task.key, task.recipe, task.recipe.source.name, task.at, stateOf(task))
        tasks.set(task.key, task)
        recipes.set(task.key, task.recipe)
        // The mark on the canvas may be missing: its window was closed before anything failed.
        if (task.state === 'intended') figma.markFailed({ key: task.key, failure: notConfirmed, isOver: false }).catch(() => {})
        if (task.state === 'accepted') watch(task, { remoteId: task.remoteId, acceptedAt: task.acceptedAt })
      }
      void shots.takeUp(kept, (key) => jobs.peek().has(key))
    },
    /** Asks the service once more for what it holds; sends again where it holds nothing. */
    checkAgain: (key: string): void => {
      const job = jobs.peek().get(key)
      const task = tasks.get(key)
      const remote = job === undefined ? null : acceptedTaskOf(job)
      if (task === undefined || remote === null) return again(key)
      figma.markWaiting(key).catch(() => {})
      watch(task, remote)
    },
    cancel,
    cancelAll: (isOnlyWaiting: boolean): void => {
      for (const job of jobs.peek().values()) if (!isOnlyWaiting || job.phase === 'queued') cancel(job.key)
    },
    dismiss: (key: string): void => {
      const job = jobs.peek().get(key)
      if (job === undefined || !(isOver(job) || (job.phase === 'queued' && job.isHeld))) return
      if (job.phase !== 'done') figma.remove(key).catch(() => {})
      take(key)
    },
    bring: async (key: string, file: Blob): Promise<string | null> => {
      const job = jobs.peek().get(key)
      return job?.phase === 'failed' ? insertDroppedPicture({ figma, tools }, job, file, report(key)) : null
    },
    details: (key: string): string => {
      const [job, recipe] = [jobs.peek().get(key), recipes.get(key)]
      if (job === undefined) return ''
      const sent = recipe ? `${recipe.sent.width} × ${recipe.sent.height}` : 'unknown'
      return trail.report(job, [`Depth Restyle ${version}`, `host ${host()}`, `model ${recipe?.modelId ?? 'unknown'}`, `sent ${sent}`])
    },
  }
}
