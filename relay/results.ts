/** Answers questions about a task in the plain dialect: from what is kept, from what the relay has seen, or from the service. */
import type { Context } from 'hono'
import { isSame } from './secret.ts'
import type { Look } from '../src/core/service/services/service.ts'
import { type Charged, afterAcceptance, failure } from '../src/core/failure/failure.ts'
import { responseOf, type Answer } from './answer.ts'
import { refOf } from './orders/order-id.ts'
import { orderKey, readOrder, type OrderRecord } from './orders/record.ts'
import type { Watched } from './orders/watched.ts'
import type { Parts } from './parts.ts'
import { answerOf, answerOfFailure, jsonAnswer, noId, ownKeyRefused, refuse } from './problem.ts'
import type { Carrier, Seen } from './services/carrier.ts'

/** Longer than any of the maker's links is valid (api §4). */
const addressMs = 3600_000
const longestHoldSeconds = 30
/** The shortest interval at which progress counts as news. */
const stepsMs = 1000
/** How long a ready result is reused before the service is asked again. */
const readyMs = 2000

export async function result(parts: Parts, c: Context): Promise<Response> {
  const id = c.req.query('id') ?? ''
  if (id === '') return refuse(noId)
  // Kept pictures need no service. If the store fails, the service is asked.
  const found = await parts.keeper?.find(id).catch(() => undefined)
  if (found) {
    const { until, seconds } = found.kept
    const sample = await parts.address(c, 'kept', 'id', id, until)
    return responseOf(jsonAnswer(200, { id, status: 'Ready', result: { sample, duration: seconds } }))
  }
  const order = await orderOf(parts, c, id)
  if (!order) return responseOf(missing(id))
  return responseOf(await answerFor(parts, c, order))
}

/** The order with this id, with the key of this caller. */
export async function orderOf(parts: Parts, c: Context, id: string): Promise<Watched | undefined> {
  const { watching, carriers, baseOf, state, now } = parts
  const known = watching.find(id)
  if (known && isKey(known.key, parts.keyFor(c, known.carrier))) return known
  const record = readOrder(await state.read(orderKey(id)).catch(() => undefined))
  const found = record ? byRecord(carriers, record) : refOf(carriers, baseOf, id)
  if (!found) return undefined
  const { carrier, ref } = found
  const fresh: OrderRecord = record ?? { id, service: carrier.facts.id, model: ref.model, ref, acceptedAt: now(), usd: null }
  return watching.stranger(fresh, carrier, parts.keyFor(c, carrier))
}

function byRecord(carriers: readonly Carrier[], { service, ref }: OrderRecord): { carrier: Carrier; ref: OrderRecord['ref'] } | undefined {
  const carrier = carriers.find(({ facts }) => facts.id === service)
  return carrier && { carrier, ref }
}

/** Takes constant time, wherever the keys differ. */
function isKey(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined ? one === other : isSame(one, other)
}

async function answerFor(parts: Parts, c: Context, order: Watched): Promise<Answer> {
  const { watching, now } = parts
  const seconds = Math.min(longestHoldSeconds, Number(/(?:^|[,;\s])wait=(\d{1,4})\b/i.exec(c.req.header('prefer') ?? '')?.[1] ?? 0))
  if (order.end && order.end.how.kind !== 'ready') return told(parts, c, order, order.end.how)
  if (order.end && now() - order.end.at < readyMs) return told(parts, c, order, order.end.how)
  if (seconds === 0 || order.end || !order.isWatching) {
    const seen = await watching.fresh(order)
    // A connection failure at this moment does not take back a result that was seen before.
    const isKnown = order.end?.how.kind === 'ready' && now() - order.end.at < order.carrier.facts.linkLivesMs
    if (isKnown && seen.look.kind !== 'ready') return told(parts, c, order, order.end?.how ?? seen.look)
    if (seconds === 0 || seen.look.kind !== 'working') return toldSeen(parts, c, order, seen)
    watching.adopt(order)
  }
  const [before, since] = [order.look, now()]
  await watching.hold(order, seconds * 1000, (one) => isNews(one, before, now() - since), c.req.raw.signal)
  if (!order.end && order.seen?.look.kind === 'fault') return toldSeen(parts, c, order, order.seen)
  return told(parts, c, order, order.look)
}

function isNews(order: Watched, before: Look, heldMs: number): boolean {
  if (order.end) return true
  const { look, carrier } = order
  if (look.kind !== 'working' || before.kind !== 'working') return false
  if (look.queue !== before.queue) return true
  return carrier.hear !== undefined && heldMs >= stepsMs && look.progress !== before.progress
}

function toldSeen(parts: Parts, c: Context, order: Watched, { look, retryAfter }: Seen): Promise<Answer> | Answer {
  if (look.kind !== 'fault') return told(parts, c, order, look)
  if (look.failure.code === 'key-rejected' && order.carrier.ownKey !== undefined) return answerOf(ownKeyRefused, 'unknown')
  return answerOfFailure(afterAcceptance(look.failure), statusIn(look.failure.detail), retryAfter)
}

function statusIn(detail: string): number {
  return Number(/^HTTP (\d{3})/.exec(detail)?.[1] ?? 502)
}

async function told(parts: Parts, c: Context, order: Watched, look: Look): Promise<Answer> {
  const { id } = order.record
  switch (look.kind) {
    case 'ready': {
      const { url, seconds, seed } = look
      return jsonAnswer(200, {
        id,
        status: 'Ready',
        progress: 1,
        result: {
          sample: await addressOf(parts, c, order, url),
          ...(seed === null ? {} : { seed }),
          ...(seconds === null ? {} : { duration: seconds }),
        },
      })
    }
    case 'working':
    case 'collect': {
      const { status = 'Generating', progress = null, queue = null } = look.kind === 'working' ? look : {}
      return jsonAnswer(200, { id, status: status || 'Pending', result: null, progress, ...(queue === null ? {} : { queue }) })
    }
    case 'missing':
      return missing(id, order.carrier.facts.isFree === true ? 'no' : undefined)
    case 'cancelled':
      return jsonAnswer(200, { id, status: 'Cancelled', result: null, charged: look.charged })
    case 'over': {
      const { code, charged, said, detail } = look.failure
      const message = said ?? detail
      return jsonAnswer(200, { id, status: look.status, result: null, details: { message }, error: { code, message }, charged })
    }
    case 'fault':
      return answerOfFailure(afterAcceptance(look.failure), 502)
    default:
      return look satisfies never
  }
}

/**
 * An address that the relay would not fetch is returned unchanged: the user can still open it by hand, and a paid picture is not lost (law
 * 2).
 */
async function addressOf({ address, now }: Parts, c: Context, { carrier }: Watched, url: string): Promise<string> {
  if (!carrier.mayFetch(url)) return url
  return address(c, carrier.facts.id === 'comfyui' ? 'view' : 'picture', 'url', url, now() + addressMs)
}

function missing(id: string, known?: Charged): Answer {
  const { code, charged } = failure('expired', 'task not found', known)
  return jsonAnswer(200, {
    id,
    status: 'Task not found',
    result: null,
    error: { code, message: 'The service does not know the task.' },
    charged,
  })
}
