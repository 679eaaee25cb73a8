/** Stand-ins for Replicate and fal (services §3): their own fields and words, and polling URLs that a client could not construct. */
import { Broken, fieldsIn, type Floor, type FloorOrder, type Handler, json, page, type Refusal } from './floor.ts'
import { words } from './makers.ts'

const statuses: Readonly<Record<Exclude<Refusal, 'lost' | 'page'>, number>> = {
  'no-key': 401,
  'no-credit': 402,
  forbidden: 403,
  gone: 404,
  invalid: 422,
  moderated: 422,
  busy: 429,
  down: 500,
}

function refused(refusal: Exclude<Refusal, 'lost'>, isList: boolean): Response {
  if (refusal === 'page') return page(502)
  const type = refusal === 'moderated' ? 'content_policy_violation' : 'error'
  const detail = isList && statuses[refusal] === 422 ? [{ loc: ['body', 'guidance'], msg: words[refusal], type }] : words[refusal]
  return json(statuses[refusal], isList ? { detail } : { title: refusal, detail, status: statuses[refusal] })
}

function prediction(floor: Floor, order: FloorOrder): object {
  const { id, ending, isCancelled } = order
  const urls = { get: `${floor.settings.origin}/v1/predictions/${id}`, cancel: `${floor.settings.origin}/v1/predictions/${id}/cancel` }
  const share = floor.share(order)
  if (isCancelled) return { id, urls, status: 'canceled', output: null }
  if (share < 0.3) return { id, urls, status: 'starting', output: null }
  if (share < 1) return { id, urls, status: ending === 'unknown-status' ? 'booting' : 'processing', output: null }
  const error = {
    'moderated-request': 'The prompt was flagged as sensitive (E005)',
    'moderated-result': 'NSFW content detected',
    failed: words.failed,
  }[String(ending)]
  if (error !== undefined) return { id, urls, status: 'failed', error, output: null }
  return { id, urls, status: 'succeeded', output: floor.linkOf(order), metrics: { predict_time: 4.2 } }
}

export function replicateStandIn(floor: Floor): Handler {
  return (request, text) => {
    const { pathname } = new URL(request.url)
    if (request.headers.get('authorization') !== `Bearer ${floor.settings.key}`) return refused('no-key', false)
    const [, id = '', cancel] = /^\/v1\/predictions\/([^/]+)(\/cancel)?$/.exec(pathname) ?? []
    if (id !== '') {
      const order = floor.find(id)
      if (!order || order.ending === 'forgotten') return json(404, { detail: 'Prediction not found', status: 404 })
      if (cancel !== undefined && request.method === 'POST' && floor.share(order) < 1) order.isCancelled = true
      return json(200, prediction(floor, order))
    }
    const [, model = ''] = /^\/v1\/models\/([^/]+\/[^/]+)\/predictions$/.exec(pathname) ?? []
    if (model === '' || request.method !== 'POST') return undefined
    const refusal = floor.script.refusals.shift()
    if (refusal && refusal !== 'lost') return refused(refusal, false)
    const order = floor.take(model, fieldsIn(JSON.stringify(fieldsIn(text)['input'] ?? {})))
    if (refusal === 'lost') throw new Broken()
    return json(201, prediction(floor, order))
  }
}

function falStatus(floor: Floor, order: FloorOrder): Response {
  const share = floor.share(order)
  if (share < 0.3) return json(202, { status: 'IN_QUEUE', queue_position: 1 })
  if (share < 1) return json(202, { status: order.ending === 'unknown-status' ? 'WARMING' : 'IN_PROGRESS' })
  return json(200, { status: 'COMPLETED' })
}

function falOutput(floor: Floor, order: FloorOrder): Response {
  if (order.ending === 'moderated-request')
    return json(422, { detail: [{ loc: ['body', 'prompt'], msg: words.moderated, type: 'content_policy_violation' }] })
  if (order.ending === 'failed') return json(500, { detail: words.failed })
  return json(200, { images: [{ url: floor.linkOf(order) }], has_nsfw_concepts: [order.ending === 'moderated-result'], seed: 7 })
}

export function falStandIn(floor: Floor): Handler {
  return (request, text) => {
    const { pathname } = new URL(request.url)
    if (request.headers.get('authorization') !== `Key ${floor.settings.key}`) return refused('no-key', true)
    const [, way = '', id = ''] = /^\/elsewhere\/(status|output|stop)\/([^/]+)$/.exec(pathname) ?? []
    if (way !== '') {
      const order = floor.find(id)
      if (!order || order.ending === 'forgotten' || order.isCancelled) return json(404, { detail: 'Request not found' })
      if (way === 'status') return falStatus(floor, order)
      if (way === 'output') return falOutput(floor, order)
      if (request.method !== 'PUT' || floor.share(order) >= 1) return json(400, { status: 'ALREADY_COMPLETED' })
      order.isCancelled = true
      return json(202, { status: 'CANCELLATION_REQUESTED' })
    }
    if (request.method !== 'POST') return undefined
    const refusal = floor.script.refusals.shift()
    if (refusal && refusal !== 'lost') return refused(refusal, true)
    const order = floor.take(pathname.slice(1), fieldsIn(text))
    if (refusal === 'lost') throw new Broken()
    const at = (name: string): string => `${floor.settings.origin}/elsewhere/${name}/${order.id}`
    return json(200, {
      status: 'IN_QUEUE',
      request_id: order.id,
      status_url: at('status'),
      response_url: at('output'),
      cancel_url: at('stop'),
    })
  }
}
