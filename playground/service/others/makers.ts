/** Stand-ins for CometAPI, in short, and for the maker itself: the same bodies, a different header, and a polling URL (services §2). */
import { Broken, fieldsIn, type Floor, type FloorOrder, type Handler, json, page, type Refusal } from './floor.ts'

export const words = {
  'no-key': 'That key is not known here',
  'no-credit': 'Your quota is used up',
  forbidden: 'This key may not use the model',
  gone: 'model_not_found: no such model here',
  invalid: 'guidance is out of range',
  moderated: 'The prompt was flagged by the content policy',
  busy: 'Too many requests just now',
  down: 'Something broke inside',
  failed: 'The GPU ran out of memory',
  reasons: 'Derivative Works Filter',
} as const

const statuses: Partial<Record<Refusal, number>> = {
  'no-key': 401,
  'no-credit': 402,
  forbidden: 403,
  gone: 404,
  moderated: 400,
  busy: 429,
  down: 500,
}

function refused(refusal: Exclude<Refusal, 'lost'>): Response {
  if (refusal === 'page') return page(502)
  if (refusal === 'invalid') return json(422, { detail: [{ loc: ['body', 'guidance'], msg: words.invalid, type: 'value_error' }] })
  const code = { gone: 'model_not_found', moderated: 'content_policy_violation', busy: 'rate_limit' }[String(refusal)] ?? ''
  return json(statuses[refusal] ?? 500, { error: { message: words[refusal], type: 'comet_api_error', param: '', code } })
}

/** The status of a task, in the maker's form. */
export function makersStatus(floor: Floor, order: FloorOrder | undefined): object {
  if (!order || order.ending === 'forgotten') return { id: order?.id ?? null, status: 'Task not found', result: null }
  const { id, ending } = order
  const share = floor.share(order)
  if (share < 1) return { id, status: ending === 'unknown-status' ? 'Upscaling' : share < 0.3 ? 'Pending' : 'Generating', result: null }
  const reasons = { 'Moderation Reasons': [words.reasons] }
  if (ending === 'moderated-request') return { id, status: 'Request Moderated', result: null, details: reasons }
  if (ending === 'moderated-result') return { id, status: 'Content Moderated', result: null, details: reasons }
  if (ending === 'failed') return { id, status: 'Error', result: null, details: { error: words.failed } }
  return { id, status: 'Ready', result: { sample: floor.linkOf(order), seed: 7, prompt: '', duration: 4.2 } }
}

function makers(floor: Floor, prefix: string, isKnown: (headers: Headers) => boolean, named: boolean): Handler {
  return (request, text) => {
    const url = new URL(request.url)
    if (!url.pathname.startsWith(prefix)) return undefined
    const path = url.pathname.slice(prefix.length)
    if (!isKnown(request.headers)) return refused('no-key')
    if (request.method === 'GET')
      return path.startsWith('get_result') ? json(200, makersStatus(floor, floor.find(url.searchParams.get('id') ?? ''))) : undefined
    const refusal = floor.script.refusals.shift()
    if (refusal && refusal !== 'lost') return refused(refusal)
    const order = floor.take(path, fieldsIn(text))
    if (refusal === 'lost') throw new Broken()
    return json(200, {
      id: order.id,
      ...(named ? { polling_url: `${floor.settings.origin}${prefix}get_result?id=${order.id}&region=eu2` } : {}),
    })
  }
}

export function cometapiStandIn(floor: Floor): Handler {
  return makers(floor, '/flux/v1/', (headers) => headers.get('authorization') === `Bearer ${floor.settings.key}`, false)
}

export function bflStandIn(floor: Floor): Handler {
  return makers(floor, '/v1/', (headers) => headers.get('x-key') === floor.settings.key, true)
}
