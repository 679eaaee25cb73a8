/** Watches each order in the plugin's place, by the learned pace or by the service's own word, and wakes whoever waits for news. */
import { type Charged, failure } from '../../src/core/failure/failure.ts'
import { expectationOf, remember } from '../../src/core/service/pace.ts'
import { firstWaitMs, nextStep, startPolling } from '../../src/core/service/polling.ts'
import type { Look } from '../../src/core/service/services/service.ts'
import type { Carrier, Seen } from '../services/carrier.ts'
import type { StateStore } from '../state/state-store.ts'
import type { OrderEvent } from './events.ts'
import type { Watched } from './watched.ts'
import { resultOf } from './poll-result.ts'
import { noteEnd, orderKey, readOrder, type End, type OrderRecord } from './record.ts'

export type Watching = {
  readonly begin: (record: OrderRecord, carrier: Carrier, key: string | undefined, work?: Promise<Look>) => Watched
  readonly find: (id: string) => Watched | undefined
  /** Known to nobody yet: whoever asks first has to show that the service answers them. */
  readonly stranger: (record: OrderRecord, carrier: Carrier, key: string | undefined) => Watched
  readonly adopt: (order: Watched) => void
  /** Asks the service now. Several at the same moment are one question. */
  readonly fresh: (order: Watched) => Promise<Seen>
  /** Until there is news, or the time is over. `isNews` says what counts. */
  readonly hold: (order: Watched, ms: number, isNews: (order: Watched) => boolean, left: AbortSignal) => Promise<void>
  /** Nobody is held any longer. */
  readonly endHolds: () => void
  readonly finish: (order: Watched, how: End) => Promise<void>
  /** Takes on what another relay has left. */
  readonly takeOn: (carrierOf: (record: OrderRecord) => Carrier | undefined) => Promise<void>
}

export type WatchPorts = {
  readonly state: StateStore
  readonly now: () => number
  readonly pause: (ms: number) => Promise<void>
  readonly observe: ((event: OrderEvent) => void) | undefined
  /** False where the platform ends what nobody waits for: then an order is watched as long as somebody asks. */
  readonly watchesAlways: boolean
}

/** Others take an order on when nobody has spoken of it for so long. */
const leaseMs = 30_000
const mostWatched = 10_000
const mostTakenOn = 100
/** An ended order is known to this relay for so long without asking anybody. */
const rememberedMs = 10 * 60_000

type Books = WatchPorts & {
  readonly orders: Map<string, Watched>
  readonly durations: Map<string, readonly number[]>
  isEnding: boolean
}

export function makeWatching(ports: WatchPorts): Watching {
  const books: Books = { ...ports, orders: new Map(), durations: new Map(), isEnding: false }
  void hearEnds(books)
  return {
    find: (id) => books.orders.get(id),
    stranger: (record, carrier, key) => made(books, record, carrier, key),
    adopt(order) {
      if (books.orders.has(order.record.id)) return
      books.orders.set(order.record.id, order)
      if (books.watchesAlways && !order.end) void watch(books, order)
    },
    begin: (record, carrier, key, work) => begin(books, record, carrier, key, work),
    fresh: (order) => fresh(books, order),
    hold: (order, ms, isNews, left) => hold(books, order, ms, isNews, left),
    endHolds() {
      books.isEnding = true
      for (const { waiting } of books.orders.values()) for (const wake of waiting) wake()
    },
    finish: (order, how) => finish(books, order, how),
    async takeOn(carrierOf) {
      const { state, now, orders } = books
      for (const id of await state.takeDue(now(), now() + leaseMs, mostTakenOn)) {
        if (orders.get(id)?.isWatching) continue
        const record = readOrder(await state.read(orderKey(id)))
        const carrier = record && !record.end ? carrierOf(record) : undefined
        if (record && carrier) begin(books, record, carrier, carrier.ownKey)
        else await state.unschedule(id)
      }
    },
  }
}

function begin(books: Books, record: OrderRecord, carrier: Carrier, key: string | undefined, work?: Promise<Look>): Watched {
  tidy(books)
  const order = made(books, record, carrier, key)
  books.orders.set(record.id, order)
  if (work) {
    order.asking = work.then((look) => ({ look })).finally(() => (order.asking = undefined))
    void order.asking.then(
      (seen) => told(books, order, seen),
      () => undefined,
    )
  } else if (books.watchesAlways) void watch(books, order)
  return order
}

function made({ now }: Books, record: OrderRecord, carrier: Carrier, key: string | undefined): Watched {
  return {
    record,
    carrier,
    key,
    look: { kind: 'working', status: 'Pending', progress: null, queue: null },
    seen: undefined,
    end: record.end && record.end.kind !== 'ready' ? { how: record.end, at: now() } : undefined,
    asking: undefined,
    isWatching: false,
    waiting: new Set(),
  }
}

function tidy({ orders, now }: Books): void {
  for (const [id, { end }] of orders) if (end && now() - end.at > rememberedMs) orders.delete(id)
  for (const [id, { waiting }] of orders) {
    if (orders.size < mostWatched) break
    if (waiting.size === 0) orders.delete(id)
  }
}

async function fresh(books: Books, order: Watched): Promise<Seen> {
  order.asking ??= order.carrier
    .look(order.record.ref, order.key)
    .catch((): Seen => ({ look: { kind: 'fault', failure: failure('internal', 'look') } }))
    .finally(() => (order.asking = undefined))
  const seen = await order.asking
  told(books, order, seen)
  return seen
}

/** One answer, heard. */
function told(books: Books, order: Watched, seen: Seen): void {
  const { look } = seen
  order.seen = seen
  if (look.kind === 'working') order.look = look
  if (look.kind === 'ready') order.look = look
  if ((look.kind === 'over' || look.kind === 'cancelled' || look.kind === 'ready') && !isOverAlready(order)) void finish(books, order, look)
  for (const wake of order.waiting) wake()
}

function isOverAlready({ end }: Watched): boolean {
  return end !== undefined
}

async function finish({ state, now, observe, durations }: Books, order: Watched, how: End): Promise<void> {
  const { record } = order
  order.end = { how, at: now() }
  order.look = how
  for (const wake of order.waiting) wake()
  const seconds = (now() - record.acceptedAt) / 1000
  if (how.kind === 'ready') durations.set(kindOf(record), remember(durations.get(kindOf(record)) ?? [], how.seconds ?? seconds))
  const charged: Charged = how.kind === 'ready' ? 'yes' : how.kind === 'over' ? how.failure.charged : how.charged
  const end = how.kind === 'over' ? how.failure.code : how.kind
  // Several relays may watch it, and each sees its end: one of them tells of it. Where that cannot be known, this one.
  if (await noteEnd(state, record, how).catch(() => true))
    observe?.({ kind: 'ended', id: record.id, service: record.service, model: record.model, end, charged, seconds })
  try {
    await state.unschedule(record.id)
    await state.tell('orders', record.id)
  } catch {
    // It is known here; others ask the service themselves.
  }
}

/** Another relay has seen an end, or called an order back. */
async function hearEnds({ state, orders, now }: Books): Promise<void> {
  const heard = async (id: string): Promise<void> => {
    const order = orders.get(id)
    if (!order || order.end) return
    const { end } = readOrder(await state.read(orderKey(id))) ?? {}
    if (!end || end.kind === 'ready' || order.end) return
    order.end = { how: end, at: now() }
    order.look = end
    for (const wake of order.waiting) wake()
  }
  await state.hear('orders', (id) => void heard(id).catch(() => undefined)).catch(() => undefined)
}

function kindOf({ service, model }: OrderRecord): string {
  return `${service} ${model}`
}

async function watch(books: Books, order: Watched): Promise<void> {
  const { now, pause, state, durations, watchesAlways } = books
  const { record, carrier } = order
  if (order.isWatching) return
  order.isWatching = true
  const silence = carrier.hear?.(record.ref, (look) => told(books, order, { look }))
  try {
    let polling = startPolling(
      { remoteId: record.id, acceptedAt: record.acceptedAt },
      expectationOf(durations.get(kindOf(record)) ?? []),
      now(),
    )
    let spokenAt = 0
    let waitMs = firstWaitMs(polling, now())
    while (!order.end) {
      if (now() - spokenAt > leaseMs / 3) {
        spokenAt = now()
        await state.schedule(record.id, now() + leaseMs).catch(() => undefined)
      }
      await sleep(order, waitMs, pause)
      if (order.end || (!watchesAlways && order.waiting.size === 0)) break
      const step = nextStep({ ...polling, waitedMs: now() - record.acceptedAt }, resultOf(await fresh(books, order)), {
        now: now(),
        random: Math.random(),
      })
      if (step.kind === 'done' || order.end) break
      if (step.kind === 'fail') {
        // A denial that lasts is an end; a line that is broken is none.
        if (step.failure.code === 'expired') await finish(books, order, { kind: 'over', status: 'Task not found', failure: step.failure })
        if (step.failure.code !== 'unreachable') break
        waitMs = 10_000
        polling = { ...polling, faultsInARow: 0 }
        if (now() - record.acceptedAt > 15 * 60_000) break
      } else {
        waitMs = step.ms
        polling = step.state
      }
    }
  } finally {
    order.isWatching = false
    silence?.()
  }
}

/** Ended early by an end that came from elsewhere. */
async function sleep(order: Watched, ms: number, pause: WatchPorts['pause']): Promise<void> {
  let wake = (): void => undefined
  const ended = new Promise<void>((done) => {
    wake = () => {
      if (order.end) done()
    }
  })
  // Not counted as one who waits: it is removed before anybody looks.
  order.waiting.add(wake)
  await Promise.race([ended, pause(ms)])
  order.waiting.delete(wake)
}

async function hold(books: Books, order: Watched, ms: number, isNews: (order: Watched) => boolean, left: AbortSignal): Promise<void> {
  if (books.isEnding || isNews(order) || left.aborted) return
  let wake = (): void => undefined
  const heard = new Promise<void>((done) => {
    wake = () => {
      if (books.isEnding || isNews(order)) done()
    }
    left.addEventListener('abort', () => done(), { once: true })
  })
  order.waiting.add(wake)
  if (!order.isWatching && !order.asking) void watch(books, order)
  await Promise.race([heard, books.pause(ms)])
  order.waiting.delete(wake)
}
