// Comfy Router (services §1): the maker's request bodies, idempotency keys, a queue with cancelling, links that live for a day.

import { isRecord, readJson, readRecord, readString } from '../../base/read.ts'
import type { Charged, Failure, FailureCode } from '../../failure/failure.ts'
import { readAnswer } from '../exact-json.ts'
import { isWebPage } from '../reply.ts'
import { asId } from '../task-id.ts'
import { faultOf, isGood, over, placeOf, readMakersAnswer, refusalOf as plainRefusal, told, wordsOf, working } from './answers.ts'
import type { Answered, Look, Service, Submitted } from './service.ts'

type Meaning = { readonly code: FailureCode; readonly charged?: Charged }

/** Meaning of `X-Comfy-Error-Type` for an order that was not accepted. An unknown type counts as `internal_error`. */
const refusals: Readonly<Record<string, Meaning>> = {
  invalid_input: { code: 'bad-request', charged: 'no' },
  content_policy_violation: { code: 'moderated-request' },
  provider_error: { code: 'service-error' },
  provider_timeout: { code: 'service-error' },
  insufficient_credits: { code: 'no-credit', charged: 'no' },
  model_not_found: { code: 'model-unavailable', charged: 'no' },
  unauthorized: { code: 'key-rejected', charged: 'no' },
  forbidden: { code: 'forbidden', charged: 'no' },
  concurrency_limit_exceeded: { code: 'rate-limited', charged: 'no' },
  client_disconnected: { code: 'service-error' },
  internal_error: { code: 'service-error' },
  deadline_exceeded: { code: 'service-error' },
  not_enabled: { code: 'forbidden', charged: 'no' },
  service_unavailable: { code: 'service-error' },
  rate_limited: { code: 'rate-limited', charged: 'no' },
}

function refusalNamed(type: string): Meaning | undefined {
  // The type comes from outside, and indexing the record would also find names of its prototype.
  return Object.entries(refusals).find(([name]) => name === type)?.[1]
}

/** The meaning of the same types at the end of an accepted task, where an error of the service is a failed task. */
function endOf(type: string, words: string): Meaning {
  if (type === 'content_policy_violation' && /output|result|generated/i.test(words)) return { code: 'moderated-result' }
  const meaning = refusalNamed(type) ?? { code: 'service-error' }
  return meaning.code === 'service-error' ? { code: 'task-failed' } : meaning
}

function typeOf(answer: Answered): string {
  const body = readRecord(readJson(answer.text))
  return answer.errorType || readString(body.error_type) || readString(readRecord(body.error).type) || readString(body.type)
}

function refusalOf(answer: Answered): Failure {
  const type = typeOf(answer)
  const known = refusalNamed(type)
  if (isWebPage(answer) || (known === undefined && answer.errorType === undefined)) return plainRefusal(answer)
  const { code, charged } = known ?? { code: 'service-error' as const }
  return told(code, `HTTP ${answer.status}, ${type}`, wordsOf(answer), charged)
}

/** Whether the outcome of an order is unknown; sending it again under the same key finds out. */
function isLost(answer: Answered): boolean {
  const type = typeOf(answer)
  if (type === 'concurrency_limit_exceeded') return answer.status === 409
  if (type === 'client_disconnected' || type === 'deadline_exceeded') return true
  return answer.status >= 500 && !['provider_error', 'content_policy_violation', 'insufficient_credits', 'model_not_found'].includes(type)
}

/** Whether the answer is a success whose body is cut short or empty. A web page does not count as a success. */
function isUnread(answer: Answered): boolean {
  return answer.status >= 200 && answer.status < 300 && !isWebPage(answer)
}

function readQueued(answer: Answered, path: string): Submitted {
  if (typeOf(answer) === 'not_enabled') return { kind: 'closed' }
  if (!isGood(answer)) return isLost(answer) || isUnread(answer) ? { kind: 'again' } : { kind: 'refused', failure: refusalOf(answer) }
  const body = readRecord(readAnswer(answer.text))
  const id = asId(body.request_id) || asId(body.id)
  if (id === '') return { kind: 'again' }
  const [ask, collect, cancel] = [readString(body.status_url), readString(body.response_url), readString(body.cancel_url)]
  return { kind: 'accepted', ref: { model: path, id, ...(ask && { ask }), ...(collect && { collect }), ...(cancel && { cancel }) } }
}

function readSynchronous(answer: Answered): Submitted {
  const look = isGood(answer) && answer.status !== 202 ? readMakersAnswer(answer) : null
  if (look?.kind === 'ready' || look?.kind === 'over') return { kind: 'finished', look }
  return isUnread(answer) || isLost(answer) ? { kind: 'again' } : { kind: 'refused', failure: refusalOf(answer) }
}

/** Reads the status of a task. A failed task is `COMPLETED` with an `error_type`; an unknown status means working. */
function readStatus(answer: Answered): Look {
  if (answer.errorType === 'model_not_found' || answer.status === 404) return { kind: 'missing' }
  if (!isGood(answer)) return faultOf(answer)
  const body = readRecord(readAnswer(answer.text))
  const status = readString(body.status).toUpperCase()
  if (status === 'COMPLETED') return typeOf(answer) === '' ? { kind: 'collect' } : ended(answer)
  if (status === 'IN_QUEUE') return working('Pending', null, placeOf(body.queue_position, 0))
  const progress = typeof body.progress === 'number' ? Math.min(1, Math.max(0, body.progress)) : null
  return working(status === 'IN_PROGRESS' ? 'Generating' : readString(body.status, 'Pending'), progress)
}

function ended(answer: Answered): Look {
  const type = typeOf(answer)
  if (/cancel/i.test(type)) return { kind: 'cancelled', charged: 'unknown' }
  const { code, charged } = endOf(type, wordsOf(answer))
  return over(told(code, `COMPLETED, ${type}`, wordsOf(answer), charged))
}

/** Error types that end a task, returned in place of its output. */
const endings: readonly string[] = ['invalid_input', 'content_policy_violation', 'provider_error', 'provider_timeout']

function readOutput(answer: Answered): Look {
  if (answer.status === 202) return working('Generating')
  if (isGood(answer) && typeOf(answer) === '') return readMakersAnswer(answer)
  // Other errors are about this request; the finished picture is still there.
  if (isGood(answer) || endings.includes(typeOf(answer))) return ended(answer)
  return faultOf(answer)
}

function requestUrl(base: string, model: string, id: string): string {
  return `${base}/v2/models/${model}/requests/${encodeURIComponent(id)}`
}

export const comfyRouter: Service = {
  id: 'comfy-router',
  label: 'Comfy Router',
  address: 'https://api.comfy.org',
  keyHeaders: (key) => ({ 'x-api-key': key }),
  offers: [
    { id: 'flux-depth-pro', paths: ['bfl/flux-pro-1.0-depth'] },
    { id: 'flux-canny-pro', paths: ['bfl/flux-pro-1.0-canny'] },
    { id: 'flux-kontext-pro', paths: ['bfl/flux-kontext-pro'] },
    { id: 'flux-kontext-max', paths: ['bfl/flux-kontext-max'] },
    { id: 'flux-2-pro', paths: ['bfl/flux-2-pro'] },
    { id: 'flux-2-max', paths: ['bfl/flux-2-max'] },
  ],
  // Its own storage, with signed addresses, and the maker's where copying failed.
  pictureHosts: ['*.comfy.org', 'storage.googleapis.com', '*.bfl.ai'],
  askHosts: ['api.comfy.org'],
  linkLivesMs: 24 * 3600_000,
  idempotencyHeader: 'idempotency-key',
  routes: [
    {
      submit: (base, path, body) => ({ method: 'POST', url: `${base}/v2/models/${path}/requests`, body: body ?? 'as-sent' }),
      read: readQueued,
    },
    {
      submit: (base, path, body) => ({ method: 'POST', url: `${base}/v2/models/${path}`, body: body ?? 'as-sent' }),
      read: readSynchronous,
      isSynchronous: true,
    },
  ],
  ask: (base, { model, id, ask }) => ({ method: 'GET', url: ask ?? `${requestUrl(base, model, id)}/status` }),
  readAsked: readStatus,
  collect: { call: (base, { model, id, collect }) => ({ method: 'GET', url: collect ?? requestUrl(base, model, id) }), read: readOutput },
  cancel: {
    call: (base, { model, id, cancel }) => ({ method: 'PUT', url: cancel ?? `${requestUrl(base, model, id)}/cancel` }),
    otherMethods: ['POST', 'DELETE'],
    read(answer, wasWaiting) {
      // The HTTP status alone decides: 2xx cancellation requested, 409 already finished, otherwise unknown.
      if (answer.status >= 200 && answer.status < 300) return { cancelled: true, charged: wasWaiting ? 'no' : 'unknown' }
      return { cancelled: false, charged: answer.status === 409 ? 'yes' : 'unknown' }
    },
  },
  tells: {
    call: (base, path) => ({ method: 'GET', url: `${base}/v2/models/${path}` }),
    read(answer) {
      const { billing } = readRecord(readJson(answer.text))
      const told = isRecord(billing) ? billing.charges_on_policy_rejection : undefined
      const policyCharge = (['yes', 'no', 'unknown'] as const).find((one) => one === told) ?? null
      return { isThere: !(answer.status === 404 && typeOf(answer) === 'model_not_found'), policyCharge }
    },
  },
}
