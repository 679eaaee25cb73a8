/** Takes an order from a plugin and gives it to the first service that has the model: exactly once, whatever happens to the caller. */
import type { Context } from 'hono'
import type { OrderFacts, Who } from './orders/events.ts'
import { offerOf, plainName } from '../src/core/service/services/services.ts'
import type { ServiceFacts } from '../src/core/service/services/service.ts'
import { responseOf, type Answer } from './answer.ts'
import { makeIdempotency } from './idempotency.ts'
import { underName, type Named, type Outcome } from './orders/named.ts'
import { isModelName } from './models.ts'
import { accept } from './orders/accept.ts'
import { usdOf } from './orders/usd.ts'
import { bearerOf, type Parts } from './parts.ts'
import { answerOf, answerOfFailure, ownKeyRefused, problem, refuse, stateAway, type Problem } from './problem.ts'
import { fingerprint } from './secret.ts'
import type { Carrier, Order } from './services/carrier.ts'
import { StateAway } from './state/state-store.ts'
import { takeOrder } from './take-order.ts'

export const unknownPath = problem(404, 'not_found', 'The relay knows /flux/v1/{model}, get_result, cancel and picture, and /v1/models.')
const notOffered = problem(404, 'model_not_found', 'This relay does not offer the model.')
const otherBody = problem(409, 'other_body', 'Another order was given under this Idempotency-Key before.')
const underWay = problem(409, 'under_way', 'The order under this Idempotency-Key is still under way. Ask again with the same one.')
const badName = problem(400, 'bad_request', 'An Idempotency-Key has 1 to 255 plain characters.')

/** Returns why a model is refused, if it is. Without a list every well-formed model name is accepted. */
export function makeModelCheck(
  list: readonly string[] | undefined,
  facts: readonly ServiceFacts[],
): (model: string) => Problem | undefined {
  const allowed = list && new Set(list.flatMap((name) => namesOf(name, facts)))
  return (model) => {
    if (!isModelName(model)) return unknownPath
    return !allowed || namesOf(model, facts).some((name) => allowed.has(name)) ? undefined : notOffered
  }
}

/** Services spell some names in two ways (api §0.5), and the plugin has its own name for each. */
function namesOf(name: string, facts: readonly ServiceFacts[]): readonly string[] {
  return [plainName(name), ...facts.flatMap((service) => offerOf(service, name)?.id ?? [])]
}

type Sending = {
  readonly c: Context
  readonly model: string
  readonly body: Uint8Array<ArrayBuffer>
  readonly who: Who
}

export function makeOrder(parts: Parts): (c: Context, model: string) => Promise<Response> {
  const again = makeIdempotency(parts.now)
  return async (c, model) => {
    const name = c.req.header('idempotency-key')
    if (name !== undefined && !/^[\x20-\x7e]{1,255}$/.test(name)) return refuse(badName)
    const taken = await takeOrder(parts.bodies, c)
    if ('problem' in taken) return refuse(taken.problem, taken.retryAfter)
    const { body, lease } = taken
    const caller = c.req.header('authorization') ?? ''
    const who: Who = { token: parts.isTeam ? await fingerprint(bearerOf(c) ?? '') : null }
    const sending: Sending = { c, model, body, who }
    if (name !== undefined) return byName(parts, sending, await fingerprint(caller, name)).finally(lease.release)
    const turn = again(await fingerprint(caller, model, body), async () => {
      const key = crypto.randomUUID()
      return send(parts, sending, { key, attempt: 0, isAgain: false })
    })
    // A repeated request waits for the first one's answer and needs no body for that.
    if (turn.isRepeat) lease.release()
    inBackground(c, turn.answer.then(lease.release, lease.release))
    return responseOf(await turn.answer, () => {
      if (!c.req.raw.signal.aborted) turn.taken()
    })
  }
}

/** The services to try: those that list the model first, then those that merely know it. */
function carriersFor({ carriers }: Parts, model: string): readonly Carrier[] {
  const those = carriers.flatMap((carrier) => {
    const offer = offerOf(carrier.facts, model)
    return offer ? [{ carrier, isUnlisted: offer.isUnlisted === true }] : []
  })
  const known = [...those.filter(({ isUnlisted }) => !isUnlisted), ...those.filter(({ isUnlisted }) => isUnlisted)]
  return known.length > 0 ? known.map(({ carrier }) => carrier) : carriers.filter(({ facts }) => facts.id === 'cometapi')
}

type Naming = Pick<Order, 'isAgain'> & { readonly key: string; readonly attempt: number }

/** Never throws. */
async function send(parts: Parts, { c, model, body, who }: Sending, { key: named, attempt, isAgain }: Naming): Promise<Answer> {
  // A service knows an order by one name, whatever it answered to it; a budget counts each try separately.
  const [name, counted] = [await nameOf(named, 0), await nameOf(named, attempt)]
  const nameAfter = async (refusals: number): Promise<string> => nameOf(named, refusals)
  let last = answerOf(notOffered)
  for (const carrier of carriersFor(parts, model)) {
    const offer = offerOf(carrier.facts, model)
    const facts: OrderFacts = { service: carrier.facts.id, model: offer?.id ?? model, usd: usdOf(carrier.facts, offer, body) }
    const refusal = await allowed(parts, who, facts, counted)
    if (refusal) return refusal
    const key = parts.keyFor(c, carrier)
    const type = c.req.header('content-type')
    const given = await carrier.give({ offer, model, body, type, key, name, nameAfter, isAgain })
    if (given.kind === 'accepted') return accept(parts, { carrier, key, facts, who, given, name })
    const { failure, status, retryAfter } = given
    parts.observe?.({ kind: 'refused', who, code: failure.code, charged: failure.charged, name: counted, ...facts })
    if (failure.code === 'key-rejected' && carrier.ownKey !== undefined) return answerOf(ownKeyRefused)
    last = failure.detail === openDetail ? stillOpen : answerOfFailure(failure, status, retryAfter)
    if (failure.code !== 'model-unavailable') return last
  }
  return last
}

/** Marks the failure of a lost order whose answer can still be obtained under its name. */
const openDetail = 'asked again under its name until now'
/** Compared by identity, as a service may refuse an order with the same status. */
const stillOpen = answerOf(underWay)

/** Returns undefined when the order may be sent. Without its state the relay sends nothing, because there would be no record of it. */
async function allowed({ gate, state }: Parts, who: Who, facts: OrderFacts, name: string): Promise<Answer | undefined> {
  try {
    await state.read('alive')
    const refusal = await gate?.(who, facts, name)
    return refusal && { ...answerOf(refusal.problem), retryAfter: refusal.retryAfter?.toString() }
  } catch (error) {
    if (error instanceof StateAway) return answerOf(stateAway)
    throw error
  }
}

async function byName(parts: Parts, sending: Sending, key: string): Promise<Response> {
  const { model, body } = sending
  const offers = parts.carriers.flatMap(({ facts }) => offerOf(facts, model)?.id ?? [])
  const named = underName(parts.named, {
    key,
    digest: await fingerprint(offers[0] ?? model, body),
    sentBeforeMs: sentBefore(sending.c),
    // The queue to own GPUs recognises names too. A GPU of one's own does the work twice at worst, and nobody pays for it.
    canGoOn: carriersFor(parts, model).every(({ facts }) => facts.idempotencyHeader !== null || facts.isFree === true),
    send: async (attempt, isAgain) => outcomeOf(await send(parts, sending, { key, attempt, isAgain })),
    lost: outcomeOf(
      answerOfFailure(
        { code: 'maybe-submitted', charged: 'unknown', detail: 'upstream_lost', said: 'The relay that sent the order is gone.' },
        502,
      ),
    ),
  })
  inBackground(sending.c, named)
  try {
    return responseOfNamed(await named)
  } catch (error) {
    if (error instanceof StateAway) return refuse(stateAway)
    throw error
  }
}

/** When asking for a lost answer, a plugin tells in the `Prefer` header how many seconds ago it sent the order. */
function sentBefore(c: Context): number | undefined {
  const told = /(?:^|[,;\s])sent-before=(\d{1,7})\b/i.exec(c.req.header('prefer') ?? '')?.[1]
  return told === undefined ? undefined : Number(told) * 1000
}

/** Deterministic, even across restarts, so that the service recognises an order that the relay has forgotten. Formatted as a UUID. */
async function nameOf(key: string, refusals: number): Promise<string> {
  const hex = await fingerprint(key, String(refusals))
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}

function outcomeOf(answer: Answer): Outcome {
  const { status, body, mayBeTaken, retryAfter } = answer
  const kind = mayBeTaken ? 'settled' : answer === stillOpen ? 'open' : 'refused'
  return { kind, status, body: new TextDecoder().decode(body), retryAfter }
}

function responseOfNamed(named: Named): Response {
  if (named.kind === 'other-body') return refuse(otherBody)
  if (named.kind === 'under-way') return refuse(underWay, 2)
  const { kind, status, body, retryAfter } = named.outcome
  const answer: Answer = {
    status,
    type: 'application/json',
    retryAfter: kind === 'open' ? '2' : retryAfter,
    body: new TextEncoder().encode(body),
    mayBeTaken: false,
  }
  const response = responseOf(answer)
  if (named.isReplayed) response.headers.set('idempotent-replayed', 'true')
  return response
}

/** Tells platforms that end abandoned work to let this finish. */
function inBackground(c: Context, work: Promise<unknown>): void {
  const ended = work.catch(() => undefined)
  try {
    c.executionCtx.waitUntil(ended)
  } catch {
    // Node has no execution context and does not end work.
  }
}
