/** Handles news of an order, from its service or from another relay: records its end and wakes whoever waits. */
import { type Charged, failure } from '../../src/core/failure/failure.ts'
import { isDataUrl } from '../../src/core/picture/data-url.ts'
import { remember } from '../../src/core/service/pace.ts'
import type { Seen } from '../services/carrier.ts'
import type { StateStore } from '../state/state-store.ts'
import type { OrderEvent } from './events.ts'
import { noteEnd, orderKey, readOrder, type End, type OrderRecord } from './record.ts'
import type { Watched } from './watched.ts'

export type WatchPorts = {
  readonly state: StateStore
  readonly now: () => number
  readonly pause: (ms: number) => Promise<void>
  readonly observe: ((event: OrderEvent) => void) | undefined
  /** False where the platform ends work that nobody waits for: an order is then watched only while somebody asks. */
  readonly watchesAlways: boolean
}

export type Books = WatchPorts & {
  readonly orders: Map<string, Watched>
  readonly durations: Map<string, readonly number[]>
  isEnding: boolean
}

/** Asks the service now. Simultaneous calls share one request. */
export async function fresh(books: Books, order: Watched): Promise<Seen> {
  order.asking ??= order.carrier
    .look(order.record.ref, order.key)
    .catch((): Seen => ({ look: { kind: 'fault', failure: failure('internal', 'look') } }))
    .finally(() => (order.asking = undefined))
  const seen = await order.asking
  told(books, order, seen)
  return seen
}

/** Processes one answer. */
export function told(books: Books, order: Watched, seen: Seen): void {
  const { look } = seen
  order.seen = seen
  if (look.kind === 'working' || look.kind === 'ready') order.look = look
  if (!order.end && (look.kind === 'over' || look.kind === 'cancelled' || look.kind === 'ready')) void finish(books, order, look)
  for (const wake of order.waiting) wake()
}

/** How long a picture that came inside an answer stays in memory for those who wait for it. The service is asked again afterwards. */
const heldPictureMs = 2000

export async function finish(books: Books, order: Watched, how: End): Promise<void> {
  const { state, now, observe, durations } = books
  const { record } = order
  order.end = { how, at: now() }
  order.look = how
  for (const wake of order.waiting) wake()
  if (how.kind === 'ready' && isDataUrl(how.url)) void books.pause(heldPictureMs).then(() => books.orders.delete(record.id))
  const seconds = (now() - record.acceptedAt) / 1000
  if (how.kind === 'ready') durations.set(kindOf(record), remember(durations.get(kindOf(record)) ?? [], how.seconds ?? seconds))
  const charged: Charged = how.kind === 'ready' ? 'yes' : how.kind === 'over' ? how.failure.charged : how.charged
  const end = how.kind === 'over' ? how.failure.code : how.kind
  // Several relays may watch the order and see its end; only one reports it. If that cannot be determined, this one does.
  if (await noteEnd(state, record, how).catch(() => true))
    observe?.({ kind: 'ended', id: record.id, service: record.service, model: record.model, end, charged, seconds })
  try {
    await state.unschedule(record.id)
    await state.tell('orders', record.id)
  } catch {
    // The end is known here; other relays ask the service themselves.
  }
}

/** Listens for ends and cancellations that other relays report. */
export async function hearEnds({ state, orders, now }: Books): Promise<void> {
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

/** Orders of the same kind take about the same time. */
export function kindOf({ service, model }: OrderRecord): string {
  return `${service} ${model}`
}
