// Puts jobs into the queue: pictures to be made, and tasks that the service already holds.

import { findModel } from '../../core/model/models.ts'
import type { Rules } from '../../core/picture/registration.ts'
import type { Choice } from '../../core/recipe/recipe.ts'
import type { Task } from '../../core/recipe/task.ts'
import type { Subject } from '../../core/selection/subject.ts'
import type { AcceptedTask } from '../../core/service/accepted-task.ts'
import { type ControlImage, type ControlImageRequest, sendingOf } from '../control-image/prepare.ts'
import { type JobContext, reportFor } from './context.ts'
import { type Entry, renewSignal } from './entries.ts'
import { type Prepared, type Run, generate, resume } from './generate.ts'
import { unending } from '../base/latest.ts'

/** Makes the picture when its turn comes. Aborts previous work for the same job. */
export function launch(context: JobContext, entry: Entry, prepare: () => Promise<Prepared>): void {
  const { key } = entry.job
  const signal = renewSignal(entry)
  context.queue.enter(key, () => generate(context.ports, prepare, reportFor(context, key), signal))
}

/** Waits, when its turn comes, for a task that the service holds. */
export function launchResumed(
  context: JobContext,
  entry: Entry,
  { task, source }: Pick<Run, 'task' | 'source'>,
  remote: AcceptedTask,
): void {
  const { key } = task
  const signal = renewSignal(entry)
  context.queue.enter(key, () => resume({ ports: context.ports, task, source, report: reportFor(context, key), signal }, remote))
}

export function controlImageRequest(
  subject: Subject,
  { modelId, values, live }: Pick<Choice, 'modelId' | 'values' | 'live'>,
  rules: Rules,
): ControlImageRequest {
  const model = findModel(modelId)
  return { subject, live, ...(model === null ? { takesJpeg: false, depth: null } : sendingOf(model, values)), rules }
}

/** Makes the control image for these jobs. Each job keeps its own thumbnail, as the source card may drop its picture at any time. */
export async function prepareFor(context: JobContext, request: ControlImageRequest, keys: readonly string[]): Promise<ControlImage> {
  const image = await context.controlImage(request, unending())
  void context.thumbnails.keep(keys, image.composed.blob, (key) => context.entries.find(key) !== null)
  return image
}

/** Throws when the reference picture is not available; nothing was sent in that case. */
export async function prepared(
  { reference }: Pick<JobContext, 'reference'>,
  { key, recipe }: Task,
  { composed, exportId, own }: ControlImage,
  { mayReuse }: { readonly mayReuse: boolean },
): Promise<Prepared> {
  const { blob, base64, fingerprint } = composed
  const second = recipe.reference ? await reference(recipe.reference) : null
  return { key, exportId, mayReuse, base64, source: own ?? blob, fingerprint, reference: second }
}
