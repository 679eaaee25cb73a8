/**
 * Prometheus metrics. The client library is loaded at the first request for them; until then events are buffered and counted afterwards, so
 * that an unmonitored relay loads nothing. Node only.
 */
import type { Registry } from 'prom-client'
import type { OrderEvent } from '../orders/events.ts'

export type Metrics = {
  readonly observe: (event: OrderEvent) => void
  readonly read: () => Promise<{ readonly type: string; readonly text: string }>
}

/** With more buffered events than this the library is loaded anyway. */
const mostHeld = 1000

type Meters = { readonly registry: Registry; readonly count: (event: OrderEvent) => void }

export function makeMetrics(load: () => Promise<Meters> = loadMeters): Metrics {
  let held: OrderEvent[] = []
  let meters: Meters | undefined
  let loading: Promise<Meters> | undefined
  const loaded = (): Promise<Meters> =>
    (loading ??= load().then((those) => {
      for (const event of held) those.count(event)
      held = []
      return (meters = those)
    }))
  return {
    observe(event) {
      if (meters) return meters.count(event)
      held.push(event)
      if (held.length >= mostHeld) void loaded()
    },
    async read() {
      const { registry } = await loaded()
      const text = await registry.metrics()
      // The library writes "Nan" where nothing was measured yet; the format requires "NaN".
      return { type: registry.contentType, text: text.replace(/ Nan$/gm, ' NaN') }
    },
  }
}

async function loadMeters(): Promise<Meters> {
  const { collectDefaultMetrics, Counter, Histogram, Registry } = await import('prom-client')
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const what = ['service', 'model'] as const
  const named = (name: string, help: string): { name: string; help: string; registers: Registry[] } => ({
    name: `depth_restyle_${name}`,
    help,
    registers,
  })
  const orders = new Counter({ ...named('orders_total', 'Orders that a service has accepted.'), labelNames: what })
  const spend = new Counter({ ...named('spend_usd_total', 'Price of the accepted orders whose price is known.'), labelNames: what })
  const refusals = new Counter({
    ...named('refusals_total', 'Orders that were not accepted, or whose answer was lost, by kind of failure.'),
    labelNames: [...what, 'code', 'charged'],
  })
  const ends = new Counter({ ...named('ends_total', 'Orders that ended, by kind.'), labelNames: [...what, 'end', 'charged'] })
  const pictures = new Counter({ ...named('pictures_total', 'Orders that ended in a picture.'), labelNames: what })
  const seconds = new Histogram({
    ...named('order_seconds', 'From accepted to ended.'),
    labelNames: what,
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024],
  })
  return {
    registry,
    count(event) {
      const { service, model } = event
      const labels = { service, model }
      if (event.kind === 'accepted') {
        orders.inc(labels)
        spend.inc(labels, event.usd ?? 0)
      } else if (event.kind === 'refused') refusals.inc({ ...labels, code: event.code, charged: event.charged })
      else {
        ends.inc({ ...labels, end: event.end, charged: event.charged })
        seconds.observe(labels, event.seconds)
        if (event.end === 'ready') pictures.inc(labels)
      }
    },
  }
}
