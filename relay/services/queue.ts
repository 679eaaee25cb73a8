/** A carrier for services that take an order with one POST and are polled with GETs; the service's data describes the rest. */
import type { Charged } from '../../src/core/failure/failure.ts'
import { wholeLink } from '../../src/core/service/picture-link.ts'
import type { Answered, Call, Cancelled, Look, Ref, Service } from '../../src/core/service/services/service.ts'
import { imageHosts, type ImageHosts } from '../hosts.ts'
import { notCancelled, type Carrier, type Offered, type Seen } from './carrier.ts'
import { exchange, type Exchange, type Line } from './exchange.ts'
import { failure } from '../../src/core/failure/failure.ts'
import { give } from './give.ts'

export type QueueOptions = {
  readonly service: Service
  readonly base: string
  readonly ownKey: string | undefined
  readonly line: Line
  /** Additional hosts allowed by the operator. */
  readonly hosts: readonly string[]
  readonly submitTimeoutMs: number
  readonly pollTimeoutMs: number
  readonly pause: (ms: number) => Promise<void>
}

const toldMs = 10 * 60_000

type Told = { readonly isThere: boolean; readonly policyCharge: Charged | null; readonly at: number }

export function makeQueueCarrier(options: QueueOptions): Carrier {
  const { service, base, ownKey, line, hosts } = options
  const pictures = imageHosts(hosts, service.pictureHosts)
  const asks = imageHosts([...hosts, new URL(base).origin], service.askHosts)
  const tell = makeTelling(options)
  const giving = {
    ...options,
    spellings: new Map<string, string>(),
    closed: new Map<string, number>(),
    policyCharge: async (path: string, key: string | undefined) => (await tell(path, key))?.policyCharge ?? null,
  }
  const gone = new Map<string, number>()
  return {
    facts: service,
    ownKey,
    mayFetch: (url) => pictures(url) !== undefined,
    async give(order) {
      const given = await give(giving, order)
      const id = order.offer?.id ?? order.model
      if (given.kind === 'refused' && given.failure.code === 'model-unavailable') gone.set(id, line.now() + toldMs)
      else gone.delete(id)
      return given
    },
    async look(ref, key) {
      const seen = await look(options, withOwnHosts(ref, asks), key)
      const told = isPolicy(seen.look) && service.tells ? (await tell(ref.model, key))?.policyCharge : undefined
      return told && seen.look.kind === 'over' ? { look: { ...seen.look, failure: { ...seen.look.failure, charged: told } } } : seen
    },
    cancel: (ref, key) => cancel(options, withOwnHosts(ref, asks), key),
    async offered(key) {
      const there = service.offers.filter(({ id, isUnlisted }) => isUnlisted !== true && (gone.get(id) ?? 0) < line.now())
      const told = await Promise.all(there.map(async ({ paths }) => (await tell(paths[0], key))?.isThere ?? true))
      return there.filter((_, i) => told[i]).map(({ id, price }): Offered => ({ id, price }))
    },
  }
}

function isPolicy(look: Look): boolean {
  return look.kind === 'over' && (look.failure.code === 'moderated-request' || look.failure.code === 'moderated-result')
}

/** The key is sent only to hosts from the data. An order whose address leads elsewhere is requested in the documented way. */
function withOwnHosts({ model, id, ...addresses }: Ref, allowed: ImageHosts): Ref {
  return { model, id, ...Object.fromEntries(Object.entries(addresses).filter(([, url]) => allowed(url) !== undefined)) }
}

async function ask({ service, line, pollTimeoutMs }: QueueOptions, call: Call, key: string | undefined): Promise<Exchange> {
  return exchange(line, call, { headers: key === undefined ? {} : service.keyHeaders(key), timeoutMs: pollTimeoutMs })
}

async function look(options: QueueOptions, ref: Ref, key: string | undefined): Promise<Seen> {
  const { service, base } = options
  const asked = seen(await ask(options, service.ask(base, ref), key), (answer) => whole(service.readAsked(answer, ref), base))
  const { collect } = service
  if (asked.look.kind !== 'collect' || !collect) return asked
  return seen(await ask(options, collect.call(base, ref), key), collect.read)
}

function whole(read: Look, asked: string): Look {
  return read.kind === 'ready' ? { ...read, url: wholeLink(read.url, asked) } : read
}

function seen(told: Exchange, read: (answer: Answered) => Look): Seen {
  if (told.kind === 'answer') return { look: read(told.answer), retryAfter: told.retryAfter }
  return { look: { kind: 'fault', failure: failure('unreachable', 'upstream_unreachable') } }
}

async function cancel(options: QueueOptions, ref: Ref, key: string | undefined): Promise<Cancelled> {
  const { service, base } = options
  // The state before cancelling decides what a cancellation can save.
  const { look: before } = await look(options, ref, key)
  if (before.kind === 'ready') return notCancelled('yes')
  if (before.kind === 'over') return notCancelled(before.failure.charged)
  if (before.kind === 'cancelled') return { cancelled: true, charged: before.charged }
  if (!service.cancel) return notCancelled('unknown')
  const wasWaiting = before.kind === 'working' && before.status === 'Pending'
  const call = service.cancel.call(base, ref)
  let told = await ask(options, call, key)
  for (const method of service.cancel.otherMethods ?? []) {
    if (told.kind !== 'answer' || (told.answer.status !== 404 && told.answer.status !== 405)) break
    told = await ask(options, { ...call, method }, key)
  }
  return told.kind === 'answer' ? service.cancel.read(told.answer, wasWaiting) : notCancelled('unknown')
}

function makeTelling(options: QueueOptions): (path: string, key: string | undefined) => Promise<Told | null> {
  const { service, base, line } = options
  const known = new Map<string, Told>()
  return async (path, key) => {
    const { tells } = service
    const before = known.get(path)
    if (!tells || key === undefined) return null
    if (before && line.now() - before.at < toldMs) return before
    const told = await ask(options, tells.call(base, path), key)
    if (told.kind !== 'answer') return before ?? null
    const now = { ...tells.read(told.answer), at: line.now() }
    // An answer about the key says nothing about the model.
    if (told.answer.status === 200 || !now.isThere) known.set(path, now)
    return now
  }
}
