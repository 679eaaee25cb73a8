// The main data flow as one straight function: export → send → wait → fetch → fill. A resumed task enters half-way.

import { boundsOf } from '../../core/base/geometry.ts'
import { type Failure, PluginError, fail, toFailure } from '../../core/failure/failure.ts'
import type { Note } from '../../core/failure/note.ts'
import type { JobEvent, Link } from '../../core/job/job.ts'
import type { Intent, JobApi } from '../../core/job/protocol.ts'
import { findModel } from '../../core/model/models.ts'
import type { Model } from '../../core/model/model.ts'
import { type Task, orderKey } from '../../core/recipe/task.ts'
import { type AcceptedTask, linkLifetimeMs } from '../../core/service/accepted-task.ts'
import { type DeliveryMethod, deliveryOrder } from '../../core/service/delivery-method.ts'
import type { Ready } from '../../core/service/polling.ts'
import type { PauseWatch } from '../../core/service/pause.ts'
import { type Expectation, expectationOf, kindOf } from '../../core/service/pace.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { Cancelled } from '../service/cancel.ts'
import { type Fetched, type FigmaPicture, isBlocked } from '../service/delivery.ts'
import type { Durations } from '../service/durations.ts'
import type { Arrival, Coming } from './arrivals.ts'
import type { Destination, Order, OrderName, Submission } from '../service/submit.ts'
import type { Watch } from '../service/wait.ts'

export type GeneratePorts = {
  readonly figma: RemoteApi<Pick<JobApi, 'intend' | 'accept' | 'fill'>>
  /** Where an order would be sent. Requested before the order is recorded, as the record names it. */
  destination(signal: AbortSignal): Promise<Destination>
  submit(model: Model, order: Order, signal: AbortSignal): Promise<Submission>
  /** Cancels an accepted task; null when neither service nor relay can. */
  cancel(remoteId: string): Promise<Cancelled | null>
  wait(remote: AcceptedTask, expected: Expectation, watch: Watch, signal: AbortSignal): Promise<Ready>
  fetchPicture(url: string, watch: PauseWatch, signal: AbortSignal): Promise<Fetched>
  /** Downloads the picture through the sandbox in a format that Figma accepts; null when it cannot be downloaded or read. */
  readBySandbox(url: string, signal: AbortSignal): Promise<FigmaPicture | null>
  /** Called just before a placeholder is filled. */
  coming(coming: Coming): void
  /** Called once a picture is on the canvas. A failure in here never fails the picture. */
  arrived(arrival: Arrival): void
  /** Whether the picture is one plain colour. */
  isPlain(bytes: Uint8Array, signal: AbortSignal): Promise<boolean>
  now(): number
  /** The method that worked last; it is tried first. */
  readonly deliveryMethod: { get(): DeliveryMethod; set(worked: DeliveryMethod): void }
  /** Whether the user has been told that nothing can be stored. */
  readonly storageRisk: { isKnown(): boolean; tell(): void }
  readonly durations: Durations
}

/** A task on the canvas together with the exact pictures that are sent for it. */
export type Prepared = Omit<Intent, 'relay'> &
  Pick<Order, 'base64' | 'reference'> & {
    readonly source: NonNullable<Coming['source']>
    /** Set when an earlier window may have sent the order: the earliest time it can have done so, in ms since 1970. */
    readonly since?: number
  }

export type Report = (event: JobEvent) => void

/** What every step needs from the task record on. `source` is called only once the picture is there. */
export type Run = {
  readonly ports: GeneratePorts
  readonly task: Task
  readonly source: () => Coming['source']
  readonly report: Report
  readonly signal: AbortSignal
}

/** Makes one picture, from its order to the canvas. Every end is reported; nothing is thrown. */
export function generate(ports: GeneratePorts, prepare: () => Promise<Prepared>, report: Report, signal: AbortSignal): Promise<void> {
  return reporting(report, signal, async () => {
    report({ type: 'started' })
    // Asked during the export, so that the first order of a window need not wait for the answer afterwards.
    void ports.destination(signal).catch(() => {})
    const { base64, reference, source, since, ...intent } = await prepare()
    signal.throwIfAborted()
    report({ type: 'exported' })
    const { relay, unreached } = await ports.destination(signal)
    // An earlier window may have sent it: its record keeps the name of the order, and nobody says that it was not charged.
    if (unreached !== null && since !== undefined) throw new PluginError({ ...unreached, charged: 'unknown' })
    const { task, isStored, sameResult } = await ports.figma.intend({ ...intent, relay })
    signal.throwIfAborted()
    // The same picture is already on the canvas, so it is not made and paid for again.
    if (sameResult !== null) {
      const { nodeId } = await ports.figma.fill({ key: task.key, sameResult })
      return report({ type: 'reused', nodeId })
    }
    if (unreached !== null) throw new PluginError(unreached)
    const { recipe } = task
    const model = findModel(recipe.modelId) ?? fail('model-unavailable', 'not known to this version')
    // Checked before paying: without a record the picture would be lost if the window closed.
    if (!isStored && !ports.storageRisk.isKnown()) {
      ports.storageRisk.tell()
      return report({ type: 'held' })
    }
    const order = { input: recipe, base64, reference, name: nameOf(task, since), watch: pauseWatch(report) }
    const { remoteId, path } = await ports.submit(model, order, signal)
    const remote = { remoteId, acceptedAt: ports.now() }
    // Reported first, so that any later failure is handled with the knowledge that the service holds the task.
    report({ type: 'accepted', ...remote })
    await ports.figma.accept({ key: task.key, remoteId, at: remote.acceptedAt })
    await collect({ ports, task, source: () => source, report, signal }, remote, kindOf(path, recipe.values.steps, recipe.sent))
  })
}

/** The order's name for idempotency; null when no relay would recognise it. */
function nameOf(task: Task, since: number | undefined): OrderName | null {
  if (task.state !== 'intended' || task.relay === undefined) return null
  return { relay: task.relay, key: orderKey(task), ...(since === undefined ? {} : { since }) }
}

/** Continues a task that the service already holds, after a closed window or an abandoned wait. */
export function resume({ report, ...run }: Run, remote: AcceptedTask): Promise<void> {
  return reporting(report, run.signal, async () => {
    report({ type: 'resumed', ...remote })
    await collect({ ...run, report }, remote, null)
  })
}

/** `kind` says which duration to learn from this wait; null for a task whose start was not observed. */
async function collect(run: Run, remote: AcceptedTask, kind: string | null): Promise<void> {
  const { ports, task, report, signal } = run
  const expected = expectationOf(ports.durations.of(kind ?? ''))
  const watch = waitWatch(report)
  let ready = await ports.wait(remote, expected, watch, signal)
  const { seconds } = ready
  report({ type: 'ready' })
  let outcome = await deliver(run, ready)
  // Only after delivery: storing the duration in the sandbox would delay the picture.
  if (kind !== null) ports.durations.learn(kind, seconds)
  if (outcome === 'link-expired') {
    // The service may issue a fresh link to the same picture.
    ready = await ports.wait(remote, expected, watch, signal)
    outcome = await deliver(run, ready)
  }
  if (outcome === 'link-expired') return fail('expired', 'the link is dead and was not renewed')
  const { nodeId, notes, bytes } = outcome
  report({ type: 'inserted', nodeId, notes })
  // Not awaited: the picture is on the canvas whatever this finds.
  if (bytes !== null) void notePlain(ports, bytes, report, signal)
  ports.arrived({ key: task.key, nodeId, recipe: task.recipe })
}

/** Adds a note to a delivered picture if it is one plain colour. */
export async function notePlain(
  { isPlain }: Pick<GeneratePorts, 'isPlain'>,
  bytes: Uint8Array,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  const isNoted = await isPlain(bytes, signal).catch(() => false)
  if (isNoted) report({ type: 'noted', note: 'plain-picture' })
}

function pauseWatch(report: Report): PauseWatch {
  return {
    paused: (pause) => report({ type: 'paused', pause }),
    continued: () => report({ type: 'continued' }),
  }
}

function waitWatch(report: Report): Watch {
  return {
    progressed: (heard) => report({ type: 'progressed', ...heard }),
    paused: (pause) => report({ type: 'paused', pause }),
  }
}

/** `bytes` is null when only Figma has the picture. */
type Filled = { readonly nodeId: string; readonly notes: readonly Note[]; readonly bytes: Uint8Array | null }

/** Fetches the picture by the first delivery method that works and fills the placeholder with it. */
async function deliver(run: Run, ready: Ready): Promise<Filled | 'link-expired'> {
  const { ports, report, signal } = run
  let failure: Failure | null = null
  for (const method of deliveryOrder(ports.deliveryMethod.get(), ready.url)) {
    if (method === 'direct') {
      const fetched = await ports.fetchPicture(ready.url, pauseWatch(report), signal)
      if (fetched.kind === 'link-expired') return 'link-expired'
      if (fetched.kind === 'unreadable') {
        failure = fetched.failure
        // The download worked but is no picture. The sandbox would get the same bytes.
        if (failure.code === 'bad-picture') break
        continue
      }
      report({ type: 'downloaded' })
      const filled = await fillWith(run, fetched)
      ports.deliveryMethod.set(method)
      return filled
    }
    try {
      const filled = await fillBySandbox(run, ready.url)
      report({ type: 'downloaded' })
      ports.deliveryMethod.set(method)
      return filled
    } catch (thrown) {
      if (!isBlocked(thrown)) throw thrown
      failure ??= thrown.failure
    }
  }
  signal.throwIfAborted()
  throw new Undelivered(failure, { url: ready.url, until: ready.atMs + linkLifetimeMs })
}

/**
 * Fills the placeholder from a URL. The bytes pass through the window if they can be read there, as Figma does not accept every format.
 * Errors: `delivery-blocked`, `insert-failed`.
 */
async function fillBySandbox(run: Run, url: string): Promise<Filled> {
  const { ports, task, signal } = run
  const picture = await ports.readBySandbox(url, signal)
  signal.throwIfAborted()
  if (picture !== null) return fillWith(run, picture)
  const { nodeId, notes } = await ports.figma.fill({ key: task.key, url })
  return { nodeId, notes, bytes: null }
}

async function fillWith({ ports, task, source }: Run, { bytes, notes: found }: FigmaPicture): Promise<Filled> {
  const { key, recipe, place } = task
  ports.coming({ key, recipe, box: boundsOf(place.pose.size, place.pose.transform), source: source(), bytes })
  const { nodeId, notes } = await ports.figma.fill({ key, bytes })
  return { nodeId, notes: [...found, ...notes], bytes }
}

/** The picture is ready and paid, but no delivery method could read it. Carries the link for the user. */
class Undelivered extends PluginError {
  readonly link: Link
  constructor(failure: Failure | null, link: Link) {
    super(failure ?? { code: 'delivery-blocked', charged: 'yes', detail: 'no delivery method' })
    this.link = link
  }
}

/** Turns anything thrown into the end of the job. An abort is not a failure: whoever cancelled has already reported it. */
async function reporting(report: Report, signal: AbortSignal, run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (thrown) {
    if (signal.aborted) return
    report({ type: 'failed', failure: toFailure(thrown), ...(thrown instanceof Undelivered ? { link: thrown.link } : {}) })
  }
}
