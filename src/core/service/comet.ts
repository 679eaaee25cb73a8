// The service's words, pure: where requests go, and what every answer of api §2, §3 and services §6 means. Nothing here waits or sends.

import { isRecord, readNumber, readPercent, readRecord, readString } from '../base/read.ts'
import { type Failure, failure } from '../failure/failure.ts'
import { readAnswer } from './exact-json.ts'
import { pictureLinkIn } from './picture-link.ts'
import { detailOf, errorOf, readFailure, saysError, speaksOfModel, speaksOfPolicy } from './refusal.ts'
import { type Reply, isWebPage, plainText } from './reply.ts'

export function submitUrl(base: string, path: string): string {
  return `${base}/flux/v1/${path}`
}

/** Always asked on the service, never on the returned `polling_url`, which wants another key (api §0.6). */
export function resultUrl(base: string, remoteId: string): string {
  return `${base}/flux/v1/get_result?id=${encodeURIComponent(remoteId)}`
}

/** Names of the id of a task, the surest first: a request has an id of its own, which many services send along. */
const idNames = ['id', 'task_id', 'taskId', 'taskid', 'job_id', 'jobId', 'prediction_id', 'generation_id', 'generationId', 'uuid']
const requestIdNames = ['request_id', 'requestId']
const holders = ['data', 'result', 'output', 'response', 'task', 'job', 'prediction']

function asId(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' && /^[\w.:~+/=@-]{1,200}$/.test(value.trim()) && !/^https?:/i.test(value) ? value.trim() : ''
}

function idUnder(names: readonly string[], body: unknown, depth = 0): string {
  if (Array.isArray(body)) return body.length > 0 && depth < 4 ? idUnder(names, body[0], depth + 1) : ''
  if (!isRecord(body) || depth > 4) return ''
  for (const name of names) {
    const id = asId(body[name])
    if (id !== '') return id
  }
  for (const name of holders) {
    const id = idUnder(names, body[name], depth + 1)
    if (id !== '') return id
  }
  return ''
}

/** The whole of a wrapper's payload is the id: `{"code":"success","data":"1a2b…"}`. */
function bareId(body: unknown): string {
  const { data, result } = readRecord(body)
  return [data, result].map((value) => (typeof value === 'object' ? '' : asId(value))).find((id) => id.length >= 6) ?? ''
}

/** The id stands in the address that is to be asked. */
function idInAddress(body: unknown): string {
  const outer = readRecord(body)
  const address = readString(outer.polling_url) || readString(readRecord(outer.data).polling_url)
  return asId(readPercent(/[?&](?:id|task_id)=([\w.~%-]+)/.exec(address)?.[1] ?? ''))
}

/** The id of the accepted task. A success without one says nothing for sure, so it counts as perhaps paid. */
export function readSubmitted(reply: Reply): { readonly id: string } | Failure {
  if (reply.status < 200 || reply.status >= 300 || isWebPage(reply)) return readFailure(reply)
  const body = readAnswer(reply.text)
  const taskId = idUnder(idNames, body) || idInAddress(body)
  if (saysError(body)) {
    const refused = readFailure(reply)
    // An error that proves nothing beside an id: the service is asked about the task before anything is sent again.
    return refused.charged === 'no' || taskId === '' ? refused : { id: taskId }
  }
  const id = taskId || idUnder(requestIdNames, body) || bareId(body)
  if (id !== '') return { id }
  const error = errorOf(body)
  if (speaksOfModel(`${error.code} ${error.message}`)) return failure('model-unavailable', detailOf(reply, error))
  return failure('service-error', `${detailOf(reply, error)}, no task id`)
}

export type Progress =
  | { readonly kind: 'working'; readonly status: string; readonly progress: number | null }
  | { readonly kind: 'ready'; readonly url: string; readonly seconds: number | null }
  | { readonly kind: 'missing' }
  /** An error inside of a success: a fault of this answer, not the end of the task. */
  | { readonly kind: 'error'; readonly failure: Failure }
  | { readonly kind: 'over'; readonly failure: Failure }

function readShare(value: unknown): number | null {
  const number = typeof value === 'string' ? Number.parseFloat(value) / 100 : readNumber(value, Number.NaN)
  if (!Number.isFinite(number)) return null
  return Math.min(1, Math.max(0, number > 1 ? number / 100 : number))
}

const missing =
  /(task|job|request|prediction|id)[\s_-]*(is\s*)?(not|n't|un)[\s_-]*(found|exist|known)|not[\s_-]*found|no such (task|job)|unknown (task|job|id)|任务不存在/i

/** Where the words of a task stand: in the answer itself, or in its wrapper's `data` (api §2.2). */
function layersOf(body: unknown): readonly Readonly<Record<string, unknown>>[] {
  const layers: Readonly<Record<string, unknown>>[] = []
  for (let layer: unknown = body; isRecord(layer) && layers.length < 4; layer = layer.data) layers.push(layer)
  return layers
}

const statusNames = ['status', 'task_status', 'taskStatus', 'state']

function statusIn(layers: readonly Readonly<Record<string, unknown>>[]): string {
  for (const layer of layers)
    for (const name of statusNames) {
      const status = readString(layer[name])
      if (status !== '') return status
    }
  return ''
}

/** The service's own reasons for an end: words in a few known places, several joined. */
function reasonIn(layers: readonly Readonly<Record<string, unknown>>[]): string {
  const texts = (value: unknown): readonly string[] => {
    if (typeof value === 'string') return value.trim() === '' ? [] : [value]
    if (Array.isArray(value)) return value.flatMap(texts)
    return isRecord(value) ? Object.values(value).flatMap(texts) : []
  }
  for (const layer of layers) {
    const { details, fail_reason, failure_reason, reason, error, message, detail } = layer
    for (const value of [details, fail_reason, failure_reason, reason, error, detail, message]) {
      const found = texts(value)
      if (found.length > 0) return plainText([...new Set(found)].join(', '))
    }
  }
  return ''
}

function over(code: 'moderated-request' | 'moderated-result' | 'task-failed', status: string, reason: string): Progress {
  return { kind: 'over', failure: { ...failure(code, `status ${status.slice(0, 60)}`), ...(reason === '' ? {} : { said: reason }) } }
}

function working(status: string, progress: number | null): Progress {
  return { kind: 'working', status, progress }
}

function ready(body: unknown, layers: readonly Readonly<Record<string, unknown>>[]): Progress | null {
  const url = pictureLinkIn(body)
  if (url === '') return null
  const durations = layers.flatMap((layer) => [readRecord(layer.result).duration, layer.duration])
  const seconds = durations.find((value): value is number => typeof value === 'number' && Number.isFinite(value))
  return { kind: 'ready', url, seconds: seconds ?? null }
}

/** An answer without a status: a picture, an error, or work. */
function withoutStatus(body: unknown, layers: readonly Readonly<Record<string, unknown>>[], status: string): Progress {
  const error = errorOf(body)
  if (saysError(body) || error.message !== '') {
    if (missing.test(`${error.code} ${error.message}`)) return { kind: 'missing' }
    if (saysError(body)) return { kind: 'error', failure: readFailure({ status: 200, type: '', text: JSON.stringify(body) }) }
  }
  return ready(body, layers) ?? working(status, shareIn(layers))
}

function shareIn(layers: readonly Readonly<Record<string, unknown>>[]): number | null {
  for (const { progress } of layers) {
    const share = readShare(progress)
    if (share !== null) return share
  }
  return null
}

/** One answer to a poll in either dialect: plain (`status`, `result.sample`), or wrapped (`code`, `data{status, fail_reason, data}`) (api §2.2). */
export function readProgress(body: unknown): Progress {
  const layers = layersOf(body)
  const status = statusIn(layers)
  const word = status
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()
  switch (word) {
    case '':
      return withoutStatus(body, layers, status)
    case 'ready':
    case 'success':
    case 'succeeded':
    case 'succeed':
    case 'completed':
    case 'complete':
    case 'done':
    case 'finished':
      // A link that is late is no failure: asked again until the limit.
      return ready(body, layers) ?? working(status, 1)
    case 'request moderated':
      return over('moderated-request', status, reasonIn(layers))
    case 'content moderated':
    case 'moderated':
      return over('moderated-result', status, reasonIn(layers))
    case 'error':
    case 'failed':
    case 'failure':
    case 'canceled':
    case 'cancelled':
      return failed(status, reasonIn(layers))
    case 'task not found':
    case 'not found':
      return { kind: 'missing' }
    default:
      // An unknown word is work, never failure: the set of statuses has grown before (api §0.7).
      return working(status, shareIn(layers))
  }
}

function failed(status: string, reason: string): Progress {
  if (!speaksOfPolicy(reason)) return over('task-failed', status, reason)
  return over(/request|input|prompt/i.test(reason) ? 'moderated-request' : 'moderated-result', status, reason)
}

/** Whether an error answer to a question says that the task is unknown (404, 410, or 400 of api §3.3). */
export function saysMissing(reply: Reply): boolean {
  if (isWebPage(reply) || ![400, 404, 410].includes(reply.status)) return false
  const body = readAnswer(reply.text)
  const { code, message } = errorOf(body)
  const said = `${code} ${message} ${statusIn(layersOf(body))}`
  return missing.test(said) && !speaksOfModel(said)
}
