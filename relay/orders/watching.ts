/** All orders that this relay watches on behalf of plugins, and the requests that wait for news of them. */
import type { Look } from '../../src/core/service/services/service.ts'
import type { Carrier, Seen } from '../services/carrier.ts'
import { type Books, finish, fresh, hearEnds, told, type WatchPorts } from './heard.ts'
import { orderKey, readOrder, type End, type OrderRecord } from './record.ts'
import { leaseMs, watch } from './watch.ts'
import type { Watched } from './watched.ts'

export type Watching = {
  readonly begin: (record: OrderRecord, carrier: Carrier, key: string | undefined, work?: Promise<Look>) => Watched
  readonly find: (id: string) => Watched | undefined
  /** An order that is not watched yet; the first caller has to show that the service answers them. */
  readonly stranger: (record: OrderRecord, carrier: Carrier, key: string | undefined) => Watched
  readonly adopt: (order: Watched) => void
  /** Asks the service now. Simultaneous calls share one request. */
  readonly fresh: (order: Watched) => Promise<Seen>
  /** Waits until there is news, as defined by `isNews`, or time is up. */
  readonly hold: (order: Watched, ms: number, isNews: (order: Watched) => boolean, left: AbortSignal) => Promise<void>
  /** Releases all held requests. */
  readonly endHolds: () => void
  readonly finish: (order: Watched, how: End) => Promise<void>
  /** Takes over orders that other relays have abandoned. */
  readonly takeOn: (carrierOf: (record: OrderRecord) => Carrier | undefined) => Promise<void>
}

const mostWatched = 10_000
const mostTakenOn = 100
/** How long an ended order is answered from memory. */
const rememberedMs = 10 * 60_000

export function makeWatching(ports: WatchPorts): Watching {
  const books: Books = { ...ports, orders: new Map(), durations: new Map(), isEnding: false }
  void hearEnds(books)
  return {
    find: (id) => books.orders.get(id),
    stranger: (record, carrier, key) => made(books, record, carrier, key),
    adopt(order) {
      if (books.orders.has(order.record.id)) return
      tidy(books)
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
