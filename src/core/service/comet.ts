// The service's words, pure: where requests go, and what every answer of api §2 and §3 means. Nothing here waits or sends.

import { type Failure, failure } from '../failure/failure.ts'
import { isRecord, readJson, readNumber, readRecord, readString } from '../base/read.ts'

/** An HTTP answer as far as it matters. Status 0: a redirect, which is never followed with the key. */
export type Reply = { readonly status: number; readonly type: string; readonly text: string }

export function submitUrl(base: string, path: string): string {
  return `${base}/flux/v1/${path}`
}

/** Always asked on the service, never on the returned `polling_url`, which wants another key (api §0.6). */
export function resultUrl(base: string, remoteId: string): string {
  return `${base}/flux/v1/get_result?id=${encodeURIComponent(remoteId)}`
}

function isHtml(reply: Reply): boolean {
  return /html/i.test(reply.type) || /^\s*<(!doctype|html)/i.test(reply.text)
}

/** The three error shapes of api §3.2, flattened into what words are looked for in. */
function errorOf(body: unknown): { code: string; message: string } {
  const record = readRecord(body)
  const inner = readRecord(record.error)
  const detail = record.detail
  return {
    code: readString(inner.code) || readString(inner.type) || (typeof record.error === 'string' ? record.error : readString(record.code)),
    message:
      readString(inner.message) ||
      readString(record.message) ||
      (typeof detail === 'string' ? detail : Array.isArray(detail) ? JSON.stringify(detail) : ''),
  }
}

/** For engineers: status, code and the request id of the message, which support asks for. No free text of the service: it may quote the prompt. */
function detailOf(reply: Reply, code: string, message: string): string {
  const requestId = /request id:\s*([\w-]+)/i.exec(message)?.[1]
  return [`HTTP ${reply.status}`, isHtml(reply) ? 'HTML' : code.slice(0, 60), requestId ? `request id ${requestId}` : '']
    .filter(Boolean)
    .join(', ')
}

function speaksOfMoney(text: string): boolean {
  return /quota|balance|credit|exhausted|insufficient|余额|额度/i.test(text)
}

function speaksOfModel(text: string): boolean {
  return /model[_ ]not[_ ]found|no available channel|model .*(not (exist|found|supported)|unavailable)|无可用渠道/i.test(text)
}

/** What an answer that is no success means, told as if nothing had been accepted: the caller knows about later moments. */
export function readFailure(reply: Reply): Failure {
  const { code, message } = errorOf(readJson(reply.text))
  const said = `${code} ${message}`
  const detail = detailOf(reply, code, message)
  const { status } = reply
  // A relay that lost the service's answer says so: the service may have taken the picture.
  if (code === 'upstream_lost') return failure('maybe-submitted', detail)
  if (status === 402) return failure('no-credit', detail)
  if (status === 401) return failure(speaksOfMoney(said) ? 'no-credit' : 'key-rejected', detail)
  if (status === 403) return failure(speaksOfMoney(said) ? 'no-credit' : speaksOfModel(said) ? 'model-unavailable' : 'forbidden', detail)
  if (status === 413) return failure('too-large', detail)
  if (status === 429) return failure(speaksOfMoney(said) ? 'no-credit' : 'rate-limited', detail)
  // A wrong path is answered by a redirect, a 404 or the web app's HTML (api §3.1).
  if (status === 0 || status === 404 || status === 405 || status === 410 || (status < 400 && isHtml(reply)))
    return failure('model-unavailable', detail)
  if (speaksOfModel(said)) return failure('model-unavailable', detail)
  if (status === 400 || status === 422 || code === 'invalid_request') return failure('bad-request', detail)
  if (status >= 400 && status < 500 && status !== 408) return failure('bad-request', detail)
  return failure('service-error', detail)
}

function idIn(body: unknown): string {
  const record = readRecord(body)
  for (const value of [record.id, record.task_id]) {
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return isRecord(record.data) ? idIn(record.data) : ''
}

/** The id of the accepted task. A success without one says nothing for sure, so it counts as perhaps paid. */
export function readSubmitted(reply: Reply): { readonly id: string } | Failure {
  if (reply.status < 200 || reply.status >= 300 || isHtml(reply)) return readFailure(reply)
  const body = readJson(reply.text)
  const id = idIn(body)
  if (id !== '') return { id }
  const { code, message } = errorOf(body)
  if (speaksOfModel(`${code} ${message}`)) return failure('model-unavailable', detailOf(reply, code, message))
  return failure('service-error', `${detailOf(reply, code, message)}, no task id`)
}

export type Progress =
  | { readonly kind: 'working'; readonly status: string; readonly progress: number | null }
  | { readonly kind: 'ready'; readonly url: string; readonly seconds: number | null }
  | { readonly kind: 'missing' }
  | { readonly kind: 'over'; readonly failure: Failure }

function readShare(value: unknown): number | null {
  const number = typeof value === 'string' ? Number.parseFloat(value) / 100 : readNumber(value, Number.NaN)
  if (!Number.isFinite(number)) return null
  return Math.min(1, Math.max(0, number > 1 ? number / 100 : number))
}

function linkIn(value: unknown): string {
  if (typeof value === 'string') return /^https?:\/\//i.test(value) ? value : ''
  if (Array.isArray(value)) return value.map(linkIn).find((link) => link !== '') ?? ''
  if (!isRecord(value)) return ''
  for (const inner of [value.sample, value.result, value.output, value.data, value.url, value.image_url]) {
    const link = linkIn(inner)
    if (link !== '') return link
  }
  return ''
}

const missing = /task[\s_-]*(is\s*)?(not|n't)[\s_-]*(found|exist)|not[\s_-]*found/i
const moderated = /moderat/i

/** One body in either dialect: plain (`status`, `result.sample`), or wrapped (`code`, `data{status, fail_reason, data}`) (api §2.2). */
export function readProgress(body: unknown): Progress {
  const outer = readRecord(body)
  const wrapped = isRecord(outer.data) && !('result' in outer) ? readRecord(outer.data) : null
  const told = wrapped ?? outer
  const inner = wrapped && isRecord(wrapped.data) ? readRecord(wrapped.data) : null
  const status = readString(told.status) || readString(inner?.status)
  const reason = readString(told.fail_reason) || readString(told.error)
  const word = status
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()
  switch (word) {
    case 'ready':
    case 'success':
    case 'succeeded':
    case 'completed': {
      const url = linkIn(told)
      const seconds = readNumber(readRecord(told.result).duration, Number.NaN)
      // A link that is late is no failure: asked again until the limit.
      return url === '' ? working(status, 1) : { kind: 'ready', url, seconds: Number.isFinite(seconds) ? seconds : null }
    }
    case 'request moderated':
      return over('moderated-request', status)
    case 'content moderated':
      return over('moderated-result', status)
    case 'error':
    case 'failed':
    case 'failure':
    case 'canceled':
    case 'cancelled':
      if (moderated.test(reason)) return over(/request|input|prompt/i.test(reason) ? 'moderated-request' : 'moderated-result', status)
      return over('task-failed', status)
    case 'task not found':
    case 'not found':
      return { kind: 'missing' }
    default:
      if (status === '' && missing.test(`${readString(outer.code)} ${readString(outer.message)}`)) return { kind: 'missing' }
      // An unknown word is work, never failure: the set of statuses has grown before (api §0.7).
      return working(status, readShare(told.progress ?? inner?.progress))
  }
}

function working(status: string, progress: number | null): Progress {
  return { kind: 'working', status, progress }
}

function over(code: 'moderated-request' | 'moderated-result' | 'task-failed', status: string): Progress {
  return {
    kind: 'over',
    failure: failure(code, `status ${status}`),
  }
}

/** Whether an error answer to a question says that the task is unknown (404, or 400 of api §3.3). */
export function saysMissing(reply: Reply): boolean {
  if (isHtml(reply) || (reply.status !== 404 && reply.status !== 400)) return false
  const body = readJson(reply.text)
  const { code, message } = errorOf(body)
  const said = `${code} ${message} ${readString(readRecord(body).status)}`
  return missing.test(said) && !speaksOfModel(said)
}
