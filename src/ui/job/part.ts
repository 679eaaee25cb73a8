// The jobs of this window: started, retried, resumed, stopped, and what is shown of them.

import { computed } from '@preact/signals'
import type { ControlImageApi } from '../../core/control-image/protocol.ts'
import { isOver } from '../../core/job/job.ts'
import type { JobApi } from '../../core/job/protocol.ts'
import type { Recipe } from '../../core/recipe/recipe.ts'
import type { Task } from '../../core/recipe/task.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { SourceState } from '../control-image/part.ts'
import type { StorePorts } from '../ports.ts'
import { type JobContext, reportFor } from './context.ts'
import { insertDroppedPicture } from './dropped-picture.ts'
import { makeEntries } from './entries.ts'
import type { GeneratePorts } from './generate.ts'
import { makeJobLog } from './job-log.ts'
import { makeJobThumbnails } from './job-thumbnails.ts'
import { makeMissingModels } from './missing-models.ts'
import { makeQueue } from './queue.ts'
import { checkAgain, resumeTasks } from './resume.ts'
import { type Change, retry } from './retry.ts'
import { type StartRequest, start } from './start.ts'
import { cancel, dismiss } from './stop.ts'

export type JobPorts = Pick<StorePorts, 'tools' | 'time' | 'urls' | 'version'> & {
  readonly figma: RemoteApi<JobApi & Pick<ControlImageApi, 'thumbnail'>>
  readonly ports: GeneratePorts
  readonly source: Pick<SourceState, 'seal'>
  /** How many pictures may be made at once. */
  parallel(): number
  /** The address that pictures are sent to, for details that are copied. */
  host(): string
  say(text: string): void
}

export type JobsPart = ReturnType<typeof makeJobs>

export function makeJobs(outside: JobPorts) {
  const context = makeContext(outside)
  const { entries, thumbnails, missingModels, log } = context
  const { jobs } = entries
  const recipeOf = (key: string): Recipe | null => entries.find(key)?.task?.recipe ?? null

  return {
    /** The newest first. */
    list: computed(() => [...jobs.value].reverse()),
    /** Whether something shown depends on the time: a running job, or a link that runs out. */
    isTicking: computed(() => jobs.value.some((job) => !isOver(job) || (job.phase === 'failed' && job.link !== null))),
    /** Ids of models that the service was found not to have. */
    gone: missingModels.ids,
    pictureOf: thumbnails.of,
    recipeOf,
    /** Keys of the jobs that failed with this one, for the same missing model in the same order. */
    goneWith: (key: string): readonly string[] => missingModels.sameOrderFailures(jobs.value, key),
    start: (request: StartRequest): void => start(context, request),
    again: (key: string, change?: Change): void => retry(context, key, change),
    takeUp: (tasks: readonly Task[]): void => resumeTasks(context, tasks),
    checkAgain: (key: string): void => checkAgain(context, key),
    cancel: (key: string): void => cancel(context, key),
    cancelAll: (isOnlyWaiting: boolean): void => {
      for (const { key, phase } of jobs.peek()) if (!isOnlyWaiting || phase === 'queued') cancel(context, key)
    },
    dismiss: (key: string): void => dismiss(context, key),
    /** Puts a picture that a person saved from the browser into a failed job. Says what is wrong with the file; null when it was taken. */
    bring: async (key: string, file: Blob): Promise<string | null> => {
      const job = entries.find(key)?.job
      return job?.phase === 'failed' ? insertDroppedPicture(outside, job, file, reportFor(context, key)) : null
    },
    /** What happened to a job, for an engineer. */
    details: (key: string): string => {
      const job = entries.find(key)?.job
      if (job === undefined) return ''
      const recipe = recipeOf(key)
      const sent = recipe ? `${recipe.sent.width} × ${recipe.sent.height}` : 'unknown'
      const model = recipe?.modelId ?? 'unknown'
      return log.report(job, [`Depth Restyle ${outside.version}`, `host ${outside.host()}`, `model ${model}`, `sent ${sent}`])
    },
  }
}

function makeContext({ figma, time, urls, ports, source, parallel, say }: JobPorts): JobContext {
  const entries = makeEntries()
  return {
    figma,
    ports,
    entries,
    queue: makeQueue(parallel),
    log: makeJobLog(() => time.now()),
    thumbnails: makeJobThumbnails({ figma, time, urls }, () => entries.redraw()),
    missingModels: makeMissingModels((key) => entries.find(key)?.task?.recipe ?? null),
    controlImage: (request, signal) => source.seal(request, signal),
    now: () => time.now(),
    say,
  }
}
