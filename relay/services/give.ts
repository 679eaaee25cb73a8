/**
 * Gives an order to a service: tries each spelling of the model and each route, and repeats under the order's name where the service
 * supports names.
 */
import { readAnswer } from '../../src/core/service/exact-json.ts'
import { isRecord } from '../../src/core/base/read.ts'
import { type Failure, failure } from '../../src/core/failure/failure.ts'
import type { Call, Look, Ref, Route, Service, Submitted } from '../../src/core/service/services/service.ts'
import type { Given, Order } from './carrier.ts'
import { exchange, type Exchange, type Line } from './exchange.ts'

export type Giving = {
  readonly service: Service
  readonly base: string
  readonly line: Line
  readonly submitTimeoutMs: number
  /** The spelling that worked last, by model id. */
  readonly spellings: Map<string, string>
  /** By account key: until when the first route counts as closed to it. */
  readonly closed: Map<string, number>
  readonly pause: (ms: number) => Promise<void>
  readonly policyCharge: (path: string, key: string | undefined) => Promise<Failure['charged'] | null>
}

/** A synchronous route, which answers with the picture itself, continues in the background after this time. */
const patienceMs = 1500
/** How long a lost order is repeated under its name before the caller is told. */
const repeatMs = 90_000
/** Longer for synchronous routes, whose answer may take longer than one of their connections lasts. */
const repeatHeldMs = 15 * 60_000

/** After this many refusals of the same order, the caller has to wait until the service forgets them. */
const mostRefusals = 10

/** After this time a closed route is tried again, as the account may be allowed to use it by then. */
const closedMs = 10 * 60_000

type Done = {
  readonly submitted: Submitted
  readonly status: number
  readonly retryAfter: string | undefined
  readonly isReplayed: boolean
}

export async function give(giving: Giving, order: Order): Promise<Given> {
  const { service } = giving
  const write = written(order)
  if ('fault' in write) return { kind: 'refused', status: 400, failure: { ...failure('bad-request', 'not written'), said: write.fault } }
  let last: Given = { kind: 'refused', status: 404, failure: failure('model-unavailable', 'no spelling') }
  for (const path of pathsOf(giving, order)) {
    for (const route of service.routes) {
      if (isClosed(giving, order) && route !== service.routes.at(-1)) continue
      const call = route.submit(giving.base, path, write.body)
      const given = await byRoute(giving, { order, route, path, call })
      if (given === 'closed') {
        giving.closed.set(order.key ?? '', giving.line.now() + closedMs)
        continue
      }
      last = given
      break
    }
    if (last.kind === 'accepted') giving.spellings.set(order.offer?.id ?? order.model, path)
    if (last.kind === 'accepted' || last.failure.code !== 'model-unavailable') return last
  }
  return last
}

function isClosed({ closed, line }: Giving, { key = '' }: Order): boolean {
  return (closed.get(key) ?? 0) > line.now()
}

/** The spelling that worked before, then the caller's, then those in the data. */
function pathsOf({ spellings, service }: Giving, { offer, model }: Order): readonly string[] {
  if (!offer) return [model]
  const known = spellings.get(offer.id)
  const spelled = service.id === 'cometapi' && offer.paths.includes(model) ? [model] : []
  return [...new Set([...(known === undefined ? [] : [known]), ...spelled, ...offer.paths])]
}

type Written = { readonly body: Call['body'] } | { readonly fault: string }

function written({ offer, body }: Order): Written {
  if (!offer?.write) return { body: 'as-sent' }
  const sent = readAnswer(new TextDecoder().decode(body))
  if (!isRecord(sent)) return { fault: 'The order is no JSON.' }
  const fields = offer.write(sent)
  return typeof fields === 'string' ? { fault: fields } : { body: fields }
}

type Try = { readonly order: Order; readonly route: Route; readonly path: string; readonly call: Call }

async function byRoute(giving: Giving, one: Try): Promise<Given | 'closed'> {
  if (!one.route.isSynchronous) return settled(giving, one, await sent(giving, one, repeatMs))
  const work = sent(giving, one, repeatHeldMs)
  const early = await Promise.race([work, giving.pause(patienceMs).then(() => null)])
  if (early && early.submitted.kind !== 'finished') return settled(giving, one, early)
  const ref: Ref = { model: one.path, id: one.order.name }
  return { kind: 'accepted', ref, work: work.then(async (done) => lookOf(await settled(giving, one, done), done)) }
}

function lookOf(given: Given | 'closed', { submitted }: Done): Look {
  if (submitted.kind === 'finished') return submitted.look
  if (given !== 'closed' && given.kind === 'refused') return { kind: 'over', status: 'Error', failure: given.failure }
  return { kind: 'over', status: 'Error', failure: failure('task-failed', 'no answer') }
}

async function settled({ service, policyCharge }: Giving, { path, order, route }: Try, done: Done): Promise<Given | 'closed'> {
  const { submitted, status, retryAfter } = done
  switch (submitted.kind) {
    case 'accepted':
      return { kind: 'accepted', ref: submitted.ref }
    case 'finished':
      return { kind: 'accepted', ref: { model: path, id: order.name }, work: Promise.resolve(submitted.look) }
    case 'closed':
      return route === service.routes.at(-1)
        ? { kind: 'refused', status: 403, failure: failure('forbidden', 'no way is open to this account') }
        : 'closed'
    case 'again':
      // The name is still valid, so a request with the same name continues the order.
      return { kind: 'refused', status: 502, failure: failure('service-error', 'asked again under its name until now') }
    case 'refused': {
      const { failure: failed } = submitted
      const told = failed.code === 'moderated-request' && service.tells ? await policyCharge(path, order.key) : null
      return { kind: 'refused', status, retryAfter, failure: told === null ? failed : { ...failed, charged: told } }
    }
    default:
      return submitted satisfies never
  }
}

/**
 * Sends under the order's name, or the next one if the service only repeats an earlier refusal. Names are tried from the first on, so that
 * a restarted relay finds the one that was accepted.
 */
async function sent(giving: Giving, one: Try, longestMs: number): Promise<Done> {
  let name = one.order.name
  for (let refusals = 1; ; refusals++) {
    const done = await sentAs(name, giving, one, longestMs)
    const { submitted, isReplayed } = done
    if (!isReplayed || submitted.kind !== 'refused' || submitted.failure.charged !== 'no' || refusals > mostRefusals) return done
    name = await one.order.nameAfter(refusals)
  }
}

/** Sends once or, if the answer is lost, repeatedly under the same name until there is one. */
async function sentAs(name: string, giving: Giving, { order, route, path, call }: Try, longestMs: number): Promise<Done> {
  const { service, line, submitTimeoutMs, pause } = giving
  const header = service.idempotencyHeader
  const headers = {
    ...(order.key === undefined ? {} : service.keyHeaders(order.key)),
    ...(header === null ? {} : { [header]: name }),
  }
  const asSent = { body: order.body, type: order.type }
  const until = line.now() + longestMs
  // A synchronous route may take ten minutes to answer.
  const timeoutMs = route.isSynchronous ? Math.max(submitTimeoutMs, 610_000) : submitTimeoutMs
  // If an earlier try may have been accepted, a refusal that proves nothing is asked again until it does.
  for (let tries = order.isAgain ? 2 : 1; ; tries++) {
    const told = await exchange(line, call, { headers, timeoutMs, asSent })
    const done = doneOf(told, route, path, header !== null)
    if (tries > 1 && isUnreplayable(done)) return { ...done, submitted: { kind: 'refused', failure: lost }, status: 502 }
    if (done.submitted.kind !== 'again' && !(tries > 1 && provesNothing(done.submitted))) return done
    const waitMs = Math.min(10_000, Math.max(Number(done.retryAfter ?? 0) * 1000, 250 * 2 ** Math.min(tries, 5)))
    if (line.now() + waitMs > until) return { ...done, submitted: { kind: 'again' } }
    await pause(waitMs)
  }
}

function doneOf(told: Exchange, route: Route, path: string, hasNames: boolean): Done {
  if (told.kind === 'answer') {
    const { answer, retryAfter, isReplayed } = told
    return { submitted: route.read(answer, path), status: answer.status, retryAfter, isReplayed }
  }
  const unheard = { status: 502, retryAfter: undefined, isReplayed: false }
  if (told.kind === 'lost' && hasNames) return { ...unheard, submitted: { kind: 'again' } }
  const submitted: Submitted = {
    kind: 'refused',
    failure: told.kind === 'unreachable' ? failure('unreachable', 'upstream_unreachable') : lost,
  }
  return { ...unheard, submitted }
}

const lost: Failure = {
  ...failure('maybe-submitted', 'upstream_lost'),
  said: 'The answer of the service was lost. It may have accepted the request.',
}

/** The service knows the name but cannot repeat its first answer (services §1). The body is the same each time. */
function isUnreplayable({ submitted, status }: Done): boolean {
  return status === 409 && submitted.kind === 'refused' && submitted.failure.code === 'bad-request'
}

/** Whether it is still unknown after this answer if an earlier try was accepted. */
function provesNothing(submitted: Submitted): boolean {
  return submitted.kind === 'refused' && ['unreachable', 'rate-limited', 'web-page', 'service-error'].includes(submitted.failure.code)
}
