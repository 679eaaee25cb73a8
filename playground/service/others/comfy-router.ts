/** A stand-in for Comfy Router (services §1): the queue, the blocking route, idempotency keys, and error types. */
import { Broken, fieldsIn, type Floor, type FloorOrder, type Handler, json, page, type Refusal, waitingShare } from './floor.ts'
import { makersStatus, words } from './makers.ts'

const types: Readonly<Record<Exclude<Refusal, 'lost' | 'page'>, readonly [number, string]>> = {
  'no-key': [401, 'unauthorized'],
  'no-credit': [402, 'insufficient_credits'],
  forbidden: [403, 'forbidden'],
  gone: [404, 'model_not_found'],
  invalid: [422, 'invalid_input'],
  moderated: [400, 'content_policy_violation'],
  busy: [429, 'rate_limited'],
  down: [502, 'provider_error'],
}

function refused(refusal: Exclude<Refusal, 'lost'>): Response {
  if (refusal === 'page') return page(502)
  const [status, type] = types[refusal]
  const body =
    refusal === 'invalid'
      ? { detail: [{ loc: ['body', 'guidance'], msg: words.invalid, type: 'value_error' }] }
      : { error: { type, message: words[refusal] } }
  return json(status, body, { 'x-comfy-error-type': type, 'x-comfy-request-id': crypto.randomUUID() })
}

const endings: Partial<Record<FloorOrder['ending'], readonly [string, string]>> = {
  'moderated-request': ['content_policy_violation', 'The prompt was refused by the content policy'],
  'moderated-result': ['content_policy_violation', 'The generated output was refused by the content policy'],
  failed: ['provider_error', words.failed],
}

function statusOf(floor: Floor, order: FloorOrder): Response {
  const share = floor.share(order)
  const again = { 'retry-after': '1' }
  if (order.isCancelled) return json(200, { status: 'COMPLETED', error_type: 'cancelled', message: 'Cancelled by the caller' }, again)
  if (share < waitingShare) return json(200, { status: 'IN_QUEUE', queue_position: Math.max(1, floor.placeOf(order)) }, again)
  if (share < 1) return json(200, { status: order.ending === 'unknown-status' ? 'REHEATING' : 'IN_PROGRESS' }, again)
  const [type, message] = endings[order.ending] ?? []
  return json(200, { status: 'COMPLETED', ...(type === undefined ? {} : { error_type: type, message }) })
}

function readRequest(floor: Floor, id: string, part: string | undefined, method: string): Response | undefined {
  const order = floor.find(id)
  if (!order || order.ending === 'forgotten') return json(404, { error: { type: 'not_found', message: 'No such request' } })
  if (part === 'cancel' && method === 'PUT') {
    if (order.isCancelled || floor.share(order) >= 1) return json(409, { status: 'ALREADY_COMPLETED' })
    order.isCancelled = true
    return json(202, { status: 'CANCELLATION_REQUESTED' })
  }
  if (part === 'status') return statusOf(floor, order)
  if (part !== undefined) return undefined
  return floor.share(order) < 1 ? json(202, { status: 'IN_PROGRESS' }) : json(200, makersStatus(floor, order))
}

export function comfyRouterStandIn(floor: Floor): Handler {
  /** The same key returns the same order for a day. */
  const known = new Map<string, { readonly body: string; readonly order: FloorOrder }>()
  const accept = (model: string, text: string, key: string): FloorOrder | Response => {
    const before = known.get(key)
    if (before && before.body !== model + text)
      return json(409, { error: { type: 'invalid_input', message: 'Another body' } }, { 'x-comfy-error-type': 'invalid_input' })
    const order = before?.order ?? floor.take(model, fieldsIn(text))
    known.set(key, { body: model + text, order })
    return order
  }
  return async (request, text) => {
    const { pathname } = new URL(request.url)
    const [, model = '', isQueued, id, part] =
      /^\/v2\/models\/([^/]+\/[^/]+)(\/requests)?(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(pathname) ?? []
    if (model === '') return undefined
    if (request.headers.get('x-api-key') !== floor.settings.key) return refused('no-key')
    if (id !== undefined) return readRequest(floor, id, part, request.method)
    if (request.method === 'GET') return json(200, { id: model, billing: { charges_on_policy_rejection: 'no' } })
    if (isQueued !== undefined && !floor.settings.queueIsOpen)
      return json(403, { error: { type: 'not_enabled', message: 'Gated' } }, { 'x-comfy-error-type': 'not_enabled' })
    const refusal = floor.script.refusals.shift()
    if (refusal && refusal !== 'lost') return refused(refusal)
    const order = accept(model, text, request.headers.get('idempotency-key') ?? crypto.randomUUID())
    if (refusal === 'lost') throw new Broken()
    if (order instanceof Response) return order
    if (isQueued === undefined) return held(floor, order)
    const url = `${floor.settings.origin}/v2/models/${model}/requests/${order.id}`
    return json(201, { request_id: order.id, status_url: `${url}/status`, response_url: url, cancel_url: `${url}/cancel` })
  }
}

async function held(floor: Floor, order: FloorOrder): Promise<Response> {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, (1 - floor.share(order)) * floor.settings.taskMs)))
  const [type, message] = endings[order.ending] ?? []
  if (type !== undefined) return json(502, { error: { type, message } }, { 'x-comfy-error-type': type })
  return json(200, makersStatus(floor, order))
}
