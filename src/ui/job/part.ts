// The jobs of this window: start, retry, resume, stop, and the state that is shown for them.

import { type Signal, computed, signal } from '@preact/signals'
import type { ControlImageApi } from '../../core/control-image/protocol.ts'
import { type Job, isOver } from '../../core/job/job.ts'
import { notPutBackText, offCanvasText, onCanvasText } from '../../core/job/words.ts'
import { goneOf, groupRuns } from '../../core/job/runs.ts'
import { type Usual, usualOf } from '../../core/job/usual.ts'
import { findModel } from '../../core/model/models.ts'
import { kindOf } from '../../core/service/pace.ts'
import type { JobApi, Whereabouts } from '../../core/job/protocol.ts'
import type { SelectionApi } from '../../core/selection/protocol.ts'
import type { ServiceApi } from '../../core/service/protocol.ts'
import type { Recipe } from '../../core/recipe/recipe.ts'
import type { Task } from '../../core/recipe/task.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { ConnectionPart } from '../connection/part.ts'
import type { ControlImagePart } from '../control-image/part.ts'
import type { ReferencePart } from '../reference/part.ts'
import { type JobContext, cancel, reportFor } from './context.ts'
import { insertDroppedPicture } from './dropped-picture.ts'
import { makeEntries } from './entries.ts'
import { makeJobLog } from './job-log.ts'
import { type JobThumbnailPorts, makeJobThumbnails } from './job-thumbnails.ts'
import { makeMissingModels } from './missing-models.ts'
import { type TransportPorts, makeGeneratePorts } from './generate-ports.ts'
import { makeQueue } from './queue.ts'
import { makeParallelLimit } from '../service/parallel-limit.ts'
import { checkAgain, resumeTasks } from './resume.ts'
import { type Change, retry } from './retry.ts'
import { type StartRequest, start } from './start.ts'
import { dismiss, stop } from './stop.ts'

export type JobPorts = Omit<TransportPorts, 'parallelLimit'> &
  JobThumbnailPorts & {
    readonly figma: RemoteApi<
      JobApi & Pick<SelectionApi, 'viewBack'> & Pick<ControlImageApi, 'thumbnail'> & Pick<ServiceApi, 'readPicture'>
    >
    readonly controlImage: Pick<ControlImagePart, 'prepare'>
    readonly reference: Pick<ReferencePart, 'pictureOf'>
    readonly connection: Pick<ConnectionPart, 'settings' | 'host'>
    readonly version: string
    announce(text: string): void
    setAlert(text: string | null): void
  }

export type JobsPart = ReturnType<typeof makeJobs>

export function makeJobs(outside: JobPorts) {
  const isStorageAtRisk = signal(false)
  const now = signal(outside.time.now())
  const context = makeContext(outside, isStorageAtRisk)
  const { jobs } = context.entries
  /** Nodes that `keepOnly` is removing. */
  const unkept = new Set<string>()
  const back = (key: string, nodeId: string): void => {
    reportFor(context, key)({ type: 'put-back', nodeId })
    outside.announce(onCanvasText(context.entries.find(key)?.job.title ?? ''))
  }

  return {
    /** Newest first. */
    list: computed<readonly Job[]>(() => [...jobs.value].reverse()),
    /** Newest first. */
    runs: computed(() => groupRuns(jobs.value)),
    /** Milliseconds since the epoch. `tick` moves it while something shown depends on it: a running job, or a link that expires. */
    now,
    tick: (): void => {
      if (jobs.peek().some((job) => !isOver(job) || (job.phase === 'failed' && job.link !== null))) now.value = outside.time.now()
    },
    /** True when nothing can be stored: a picture in progress is lost if the window closes. */
    isStorageAtRisk,
    /** Called when the unfinished tasks of earlier windows have arrived. `canStore` says whether storage works. */
    restore: (tasks: readonly Task[], canStore: boolean): void => {
      isStorageAtRisk.value = !canStore
      resumeTasks(context, tasks)
    },
    ...knowledge(context),
    /** Keys of finished pictures that are no longer on the canvas, joined into one string. */
    gone: computed(() => jobs.value.flatMap((job) => (goneOf(job) === undefined ? [] : job.key)).join()),
    setWhereabouts: (found: readonly Whereabouts[]): void => {
      for (const { key, nodeId } of found) {
        const job = context.entries.find(key)?.job
        if (job?.phase !== 'done') continue
        if (nodeId !== null) {
          if (job.gone !== undefined || job.nodeId !== nodeId) back(key, nodeId)
        } else if (job.gone === undefined) {
          const why = unkept.delete(job.nodeId) ? 'unkept' : 'undone'
          reportFor(context, key)({ type: 'gone', why })
          // The caller of `keepOnly` announces the unkept ones.
          if (why === 'undone') outside.announce(offCanvasText(job.title))
        }
      }
    },
    /** Removes the other pictures of a run from the canvas in one undo step. Their jobs then say "not kept" rather than "undone". */
    keepOnly: async (choice: { readonly nodeId: string; readonly others: readonly string[] }): Promise<void> => {
      for (const id of choice.others) unkept.add(id)
      try {
        await outside.figma.keepOnly(choice)
      } catch (thrown) {
        for (const id of choice.others) unkept.delete(id)
        throw thrown
      }
    },
    /** Puts an undone picture back on the canvas. It is held as long as the window is open. */
    putBack: (key: string): void => {
      outside.figma.putBack(key).then(
        ({ nodeId }) => back(key, nodeId),
        () => outside.announce(notPutBackText),
      )
    },
    /** Ids of runs that may still receive further pictures; a run leaves when it is stopped or has ended. */
    growing: context.growing,
    ended: (run: string): void => ended(context, run),
    /** True once the view on the canvas was moved to show the new placeholders. */
    viewMoved: context.viewMoved,
    viewBack: (): void => {
      context.viewMoved.value = false
      outside.figma.viewBack().catch(() => {})
    },
    /** How many pictures are made at the same time. */
    parallel: context.parallel,
    ...actions(context),
    /** Fills a failed job with a picture that a person saved from the browser. A problem with the file becomes an alert. */
    dropPicture: (key: string, file: Blob): void => {
      const job = context.entries.find(key)?.job
      const inserted = job?.phase === 'failed' ? insertDroppedPicture(outside, job, file, reportFor(context, key)) : Promise.resolve(null)
      inserted.then(outside.setAlert, () => outside.setAlert('This file could not be read.'))
    },
    /** The log of a job for an engineer; empty for a job that is not in the list. */
    details: (key: string): string => {
      const entry = context.entries.find(key)
      return entry === null ? '' : context.log.report(entry.job, aboutLines(outside, entry.task?.recipe ?? null))
    },
  }
}

/** What other features read about jobs. */
function knowledge({ entries, thumbnails, missingModels, ports }: JobContext) {
  return {
    /** How long a picture like this one usually takes, from earlier ones; null when there are none. */
    usualOf: (key: string): Usual | null => {
      const recipe = entries.find(key)?.task?.recipe
      const paths = recipe === undefined ? [] : (findModel(recipe.modelId)?.paths ?? [])
      return usualOf(
        paths.flatMap((path) => (recipe === undefined ? [] : ports.durations.of(kindOf(path, recipe.values.steps, recipe.sent)))),
      )
    },
    /** Object URL of the job's thumbnail; null when there is none. */
    pictureOf: thumbnails.of,
    /** Null before the placeholder is drawn and once the job is done. */
    recipeOf: (key: string): Recipe | null => entries.find(key)?.task?.recipe ?? null,
    /** The recipe of a picture that was finished in this window. */
    madeOf: (key: string): Recipe | null => entries.find(key)?.made ?? null,
    /** Ids of models that the service turned out not to have. */
    missingModels: missingModels.ids,
    /** Keys of the jobs of the same order that failed because of the same missing model. */
    sameOrderFailures: (key: string): readonly string[] => missingModels.sameOrderFailures(entries.jobs.value, key),
  }
}

function ended({ growing }: JobContext, run: string): void {
  growing.value = new Set([...growing.peek()].filter((one) => one !== run))
}

function actions(context: JobContext) {
  const ofRun = (run: string): readonly Job[] => context.entries.jobs.peek().filter((job) => job.run === run)
  return {
    start: (request: StartRequest): void => start(context, request),
    retry: (key: string, change?: Change): void => retry(context, key, change),
    checkAgain: (key: string): void => checkAgain(context, key),
    cancel: (key: string): void => cancel(context, key),
    /** Stops every picture of a run that the service does not hold yet; the others still arrive. */
    stop: (run: string): void => {
      ended(context, run)
      stop(context, ofRun(run))
    },
    dismiss: (key: string): void => dismiss(context, key),
    /** Removes a finished run from the list. */
    dismissRun: (run: string): void => ofRun(run).forEach(({ key }) => dismiss(context, key)),
  }
}

function aboutLines({ version, connection }: JobPorts, recipe: Recipe | null): readonly string[] {
  const sent = recipe === null ? 'unknown' : `${recipe.sent.width} × ${recipe.sent.height}`
  return [`Depth Restyle ${version}`, `host ${connection.host.peek()}`, `model ${recipe?.modelId ?? 'unknown'}`, `sent ${sent}`]
}

function makeContext(outside: JobPorts, isStorageAtRisk: Signal<boolean>): JobContext {
  const { figma, time, urls, exportLock, connection, controlImage, announce } = outside
  const entries = makeEntries()
  const parallelLimit = makeParallelLimit()
  const parallel = (): number => parallelLimit.of(connection.settings.peek().parallel)
  return {
    figma,
    ports: makeGeneratePorts({ ...outside, parallelLimit }, isStorageAtRisk),
    reference: outside.reference.pictureOf,
    entries,
    queue: makeQueue(parallel),
    parallel,
    stopping: new Set(),
    growing: signal(new Set()),
    viewMoved: signal(false),
    log: makeJobLog(() => time.now()),
    thumbnails: makeJobThumbnails({ figma, time, urls, exportLock }, () => entries.redraw()),
    missingModels: makeMissingModels((key) => entries.find(key)?.task?.recipe ?? null),
    controlImage: (request, signal) => controlImage.prepare(request, signal),
    now: () => time.now(),
    announce,
  }
}
