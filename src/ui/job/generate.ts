// The way of the data, to be followed with one finger: export → send → wait → fetch → fill. A resumed task enters half-way.

import { type Failure, PluginError, fail, toFailure } from '../../core/failure/failure.ts'
import type { JobEvent } from '../../core/job/job.ts'
import { findModel } from '../../core/model/models.ts'
import { expectationOf, kindOf } from '../../core/service/pace.ts'
import type { Intent } from '../../core/job/protocol.ts'
import type { SandboxApi } from '../../core/protocol.ts'
import type { RemoteApi as Remotely } from '../../core/wire/rpc.ts'
import type { Task } from '../../core/recipe/task.ts'
import { type Fetched, isBlocked } from '../service/delivery.ts'
import type { Submission } from '../service/submit.ts'
import type { Durations } from '../service/durations.ts'
import type { Watch } from '../service/wait.ts'
import type { RequestInput, Model } from '../../core/model/model.ts'
import type { Expectation } from '../../core/service/pace.ts'
import { type AcceptedTask, linkLifetimeMs } from '../../core/service/accepted-task.ts'
import { type DeliveryMethod, deliveryOrder } from '../../core/service/delivery-method.ts'
import type { Note } from '../../core/failure/note.ts'
import type { Ready } from '../../core/service/polling.ts'

export type Ports = {
  readonly figma: Remotely<SandboxApi>
  submit(model: Model, draft: RequestInput, picture: Blob, signal: AbortSignal): Promise<Submission>
  wait(remote: AcceptedTask, expected: Expectation, watch: Watch, signal: AbortSignal): Promise<Ready>
  fetchPicture(url: string, signal: AbortSignal): Promise<Fetched>
  now(): number
  readonly rung: { get(): DeliveryMethod; set(worked: DeliveryMethod): void }
  /** Whether the user has been told that nothing can be stored. */
  readonly risk: { isKnown(): boolean; tell(): void }
  readonly durations: Durations
}

/** A task on the canvas, and the exact picture that is sent for it. */
export type Prepared = Intent & { readonly picture: Blob }

export type Report = (event: JobEvent) => void

/** One picture from its order to the canvas. Ends are reported, nothing is thrown. */
export function generate(ports: Ports, prepare: () => Promise<Prepared>, report: Report, signal: AbortSignal): Promise<void> {
  return reporting(report, signal, async () => {
    report({ type: 'started' })
    const { picture, ...intent } = await prepare()
    signal.throwIfAborted()
    report({ type: 'exported' })
    const { task, isStored, twin } = await ports.figma.intend(intent)
    signal.throwIfAborted()
    // Already on the canvas: it is not made and paid a second time.
    if (twin !== null) {
      const { nodeId } = await ports.figma.fill({ key: task.key, twin })
      return report({ type: 'reused', nodeId })
    }
    const { recipe } = task
    const model = findModel(recipe.modelId) ?? fail('model-unavailable', 'not known to this version')
    // Told before paying: without its record the picture would be lost with the window.
    if (!isStored && !ports.risk.isKnown()) {
      ports.risk.tell()
      return report({ type: 'held' })
    }
    const { remoteId, path } = await ports.submit(model, recipe, picture, signal)
    const remote = { remoteId, acceptedAt: ports.now() }
    // Reported first, so that whatever fails from here on knows that the service holds the task.
    report({ type: 'accepted', ...remote })
    await ports.figma.accept({ key: task.key, remoteId, at: remote.acceptedAt })
    await collect(ports, task, remote, report, signal, kindOf(path, recipe.values.steps, recipe.sent))
  })
}

/** A task that the service already holds, from a window that was closed or a wait that was given up. */
export function resume(ports: Ports, task: Task, remote: AcceptedTask, report: Report, signal: AbortSignal): Promise<void> {
  return reporting(report, signal, async () => {
    report({ type: 'resumed', ...remote })
    await collect(ports, task, remote, report, signal, null)
  })
}

/** `kind` names what to learn the duration for; null for a task whose start was not watched. */
async function collect(
  ports: Ports,
  task: Task,
  remote: AcceptedTask,
  report: Report,
  signal: AbortSignal,
  kind: string | null,
): Promise<void> {
  const expected = expectationOf(ports.durations.of(kind ?? ''))
  const watch: Watch = (status, progress, offline) => report({ type: 'progressed', status, progress, offline })
  let ready = await ports.wait(remote, expected, watch, signal)
  if (kind !== null) ports.durations.learn(kind, ready.seconds)
  report({ type: 'ready' })
  let outcome = await deliver(ports, task, ready, report, signal)
  if (outcome === 'link-expired') {
    // The service may sign the same picture anew.
    ready = await ports.wait(remote, expected, () => {}, signal)
    outcome = await deliver(ports, task, ready, report, signal)
  }
  if (outcome === 'link-expired') return fail('expired', 'the link is dead and was not renewed')
  report({ type: 'inserted', ...outcome })
}

type Filled = { readonly nodeId: string; readonly notes: readonly Note[] }

/** Fetches the picture by the first rung that works and fills the placeholder with it. */
async function deliver(ports: Ports, task: Task, ready: Ready, report: Report, signal: AbortSignal): Promise<Filled | 'link-expired'> {
  const { key } = task
  let told: Failure | null = null
  for (const rung of deliveryOrder(ports.rung.get())) {
    if (rung === 'direct') {
      const fetched = await ports.fetchPicture(ready.url, signal)
      if (fetched.kind === 'link-expired') return 'link-expired'
      if (fetched.kind === 'unreadable') {
        told = fetched.failure
        // The bytes came and are no picture: another door leads to the same bytes.
        if (told.code === 'bad-picture') break
        continue
      }
      report({ type: 'downloaded' })
      const { nodeId, notes } = await ports.figma.fill({ key, bytes: fetched.bytes })
      ports.rung.set(rung)
      return { nodeId, notes: [...fetched.notes, ...notes] }
    }
    try {
      const filled = await ports.figma.fill({ key, url: ready.url })
      report({ type: 'downloaded' })
      ports.rung.set(rung)
      return filled
    } catch (thrown) {
      if (!isBlocked(thrown)) throw thrown
      told ??= thrown.failure
    }
  }
  signal.throwIfAborted()
  throw new Undelivered(told, { url: ready.url, until: ready.atMs + linkLifetimeMs })
}

/** Ready and paid, but no rung could read it: the link goes to the person. */
class Undelivered extends PluginError {
  readonly link: { readonly url: string; readonly until: number }
  constructor(told: Failure | null, link: { readonly url: string; readonly until: number }) {
    super(told ?? { code: 'delivery-blocked', charged: 'yes', detail: 'no rung' })
    this.link = link
  }
}

/** Turns any throw into the job's end. An abort is no failure: whoever cancelled has said so already. */
async function reporting(report: Report, signal: AbortSignal, run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (thrown) {
    if (signal.aborted) return
    report({ type: 'failed', failure: toFailure(thrown), ...(thrown instanceof Undelivered ? { link: thrown.link } : {}) })
  }
}
