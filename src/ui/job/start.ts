// Starts new pictures: each gets a job at once and is made when its placeholder exists and its turn comes.

import { PluginError } from '../../core/failure/failure.ts'
import type { Begun, WantedPicture } from '../../core/job/protocol.ts'
import type { Rules } from '../../core/picture/registration.ts'
import type { Task } from '../../core/recipe/task.ts'
import { prepareOnce } from '../control-image/control-images.ts'
import { type JobContext, addJob } from './context.ts'
import { controlImageRequest, launch, prepareFor, prepared } from './launch.ts'
import { lostTask } from './resumed.ts'

export type StartRequest = {
  readonly pictures: readonly WantedPicture[]
  readonly rules: Rules
  /** Settles when the placeholders of all pictures are drawn. */
  readonly begun: Promise<Begun>
  /** If true, a picture with the same recipe that is already on the canvas is shown again instead of being paid for again. */
  readonly mayReuse: boolean
  /** Name of the sources, for the status line. */
  readonly name: string
  /** Id of the run they belong to, if it may still receive further pictures; undefined if they form a run of their own. */
  readonly growing?: string | undefined
}

export function start(context: JobContext, { pictures, rules, begun, mayReuse, name, growing }: StartRequest): void {
  // Each job awaits it when its turn comes; until then a rejection must not count as unhandled.
  context.viewMoved.value = false
  begun.then(
    ({ hasMovedView }) => (context.viewMoved.value = hasMovedView),
    () => {},
  )
  const requests = new Map(pictures.map(({ key, subject, choice }) => [key, controlImageRequest(subject, choice, rules)]))
  const imageFor = prepareOnce(requests, (request, keys) => prepareFor(context, request, keys))
  const startedAt = context.now()
  const run = growing ?? pictures[0]?.key ?? ''
  if (growing !== undefined) context.growing.value = new Set([...context.growing.peek(), growing])
  for (const { key, styleName, sourceName } of pictures)
    addJob(context, { key, run, title: styleName, sourceName, startedAt, state: { phase: 'queued', isHeld: false } }).placeholder = begun
  for (const [key, request] of requests) {
    const entry = context.entries.find(key)
    if (entry === null) continue
    const drawn = begun.then((answer) => (entry.task = taskOf(answer, key)))
    drawn.catch(() => {})
    launch(context, entry, async () => prepared(context, await drawn, await imageFor(key, request), { mayReuse }))
  }
  context.announce(pictures.length === 1 ? `Restyling ${name}.` : `Restyling ${name}: ${pictures.length} pictures.`)
}

/** Throws the reason why a picture has no placeholder. */
function taskOf({ tasks, refused }: Begun, key: string): Task {
  const task = tasks.find((candidate) => candidate.key === key)
  if (task !== undefined) return task
  throw new PluginError(refused.find((one) => one.key === key)?.failure ?? lostTask)
}
