// The dialect of CometAPI and relays: where requests go, and what every answer of api §2, §3 and services §6 means. Pure; nothing here waits or
// sends.

import { type Json, isRecord, plainNames, readNumber, readRecord, readString } from '../base/read.ts'
import { cutText } from '../base/text.ts'
import { type Failure, failure } from '../failure/failure.ts'
import { readAnswer } from './exact-json.ts'
import { pictureLinkIn } from './picture-link.ts'
import { errorOf, readFailure, relayFailure, saysError, speaksOfModel, speaksOfPolicy, toldCharge } from './refusal.ts'
import { type Reply, isWebPage, plainText } from './reply.ts'
import { probableTaskIdIn, taskIdIn } from './task-id.ts'
import { meaningOf } from './task-status.ts'

export function submitUrl(base: string, path: string): string {
  return `${base}/flux/v1/${path}`
}

/** The address for polling. The returned `polling_url` is never used, because it needs another key (api §0.6). */
export function resultUrl(base: string, remoteId: string): string {
  return `${base}/flux/v1/get_result?id=${encodeURIComponent(remoteId)}`
}

/** Only relays know this route. */
export function cancelUrl(base: string, remoteId: string): string {
  return `${base}/flux/v1/cancel?id=${encodeURIComponent(remoteId)}`
}

/** Whether a task id is in fact the address of the finished picture, which some services return at once. Nothing has to be polled then. */
export function isPictureId(id: string): boolean {
  return /^https?:/i.test(id)
}

/**
 * The id of the accepted task, or the picture's address where the service returns it at once. A success without either proves nothing, so it counts
 * as possibly charged.
 */
export function readSubmitted(reply: Reply): { readonly id: string } | Failure {
  if (reply.status < 200 || reply.status >= 300 || isWebPage(reply)) return readFailure(reply)
  const body = readAnswer(reply.text)
  const taskId = taskIdIn(body)
  if (saysError(body)) {
    const refused = readFailure(reply)
    // An inconclusive error together with a task id: the service is asked about that task before anything is sent again.
    return refused.charged === 'no' || taskId === '' ? refused : { id: taskId }
  }
  const read = readProgress(body)
  const id = taskId || (read.kind === 'ready' && isPictureId(read.url) ? read.url : probableTaskIdIn(body))
  if (id !== '') return { id }
  // Probably nothing was accepted. Messages about key, credit or model are believed; others prove nothing.
  const told = readFailure(reply)
  // The task has already ended.
  if (read.kind === 'over' && told.code === 'service-error') return read.failure
  return told.code === 'service-error' ? failure('service-error', `${told.detail}, no task id`) : told
}

export type Progress =
  | {
      readonly kind: 'working'
      readonly status: string
      readonly progress: number | null
      /** The place in the service's queue, where 1 is next; null where the service does not report it. */
      readonly queue: number | null
    }
  | { readonly kind: 'ready'; readonly url: string; readonly seconds: number | null }
  | { readonly kind: 'missing' }
  /** An error inside a 2xx answer: this answer is faulty, but the task has not ended. */
  | { readonly kind: 'error'; readonly failure: Failure }
  | { readonly kind: 'over'; readonly failure: Failure }

function readShare(value: unknown): number | null {
  const number = typeof value === 'string' ? Number.parseFloat(value) / 100 : readNumber(value, Number.NaN)
  if (!Number.isFinite(number)) return null
  return Math.min(1, Math.max(0, number > 1 ? number / 100 : number))
}

const missing =
  /(task|job|request|prediction|id)[\s_-]*(is\s*|does\s*)?(not|n't|un)[\s_-]*(found|exist|known)|not[\s_-]*found|no such (task|job)|unknown (task|job|id)|(task|job|result)[\s_-]*(is|has|was|been|\s)*(expired|gone|deleted|removed)|任务不存在/i

/**
 * The objects that may contain the task's fields: the answer itself, and what is nested in its `data` (api §2.2) or a field that other services use
 * for it.
 */
function layersOf(body: unknown): readonly Json[] {
  const layers: Json[] = []
  for (let layer = onlyOf(body); isRecord(layer) && layers.length < 4; layer = innerOf(layer)) layers.push(layer)
  return layers
}

/** Unwraps a list with a single entry. */
function onlyOf(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value
}

function innerOf(layer: Json): unknown {
  return [layer.data, layer.output, layer.response, layer.task, layer.result].map(onlyOf).find(isRecord)
}

/** No status that anybody uses is longer. It is shown and stored. */
const longestStatus = 200

function statusIn(layers: readonly Json[]): string {
  const told = layers.map(plainNames).flatMap(({ status, taskstatus, state }) => [status, taskstatus, state])
  return told.map((status) => cutText(readString(status), longestStatus)).find((status) => status !== '') ?? ''
}

const reasonNames = 'details failreason failurereason failmsg reason error errormessage detail message'.split(' ')

/** The service's reasons for an end, taken from the first known field that has any, joined. */
function reasonIn(layers: readonly Json[]): string {
  const texts = (value: unknown): readonly string[] => {
    if (typeof value === 'string') return value.trim() === '' ? [] : [value]
    if (Array.isArray(value)) return value.flatMap(texts)
    return isRecord(value) ? Object.values(value).flatMap(texts) : []
  }
  for (const fields of layers.map(plainNames)) {
    for (const name of reasonNames) {
      const found = texts(fields[name])
      if (found.length > 0) return plainText([...new Set(found)].join(', '))
    }
  }
  return ''
}

function over(code: 'moderated-request' | 'moderated-result' | 'task-failed', status: string, reason: string): Progress {
  return { kind: 'over', failure: { ...failure(code, `status ${cutText(status, 60)}`), ...(reason === '' ? {} : { said: reason }) } }
}

function working(status: string, progress: number | null, queue: number | null = null): Progress {
  return { kind: 'working', status, progress, queue }
}

function queueIn(body: unknown): number | null {
  const place = readNumber(readRecord(body).queue, 0)
  return Number.isInteger(place) && place > 0 ? place : null
}

/** The end of a task as a relay reports it; null for answers from anybody else. `Cancelled` comes without an `error` object. */
function relayEnd(body: unknown, status: string): Progress | null {
  const told = relayFailure(body, `status ${cutText(status, 60)}`)
  if (told !== null) return { kind: 'over', failure: told }
  const charged = toldCharge(body)
  if (charged === undefined || !/^cancell?ed$/i.test(status)) return null
  return { kind: 'over', failure: { ...failure('task-failed', 'cancelled', charged), said: 'Cancelled', isTold: true } }
}

function ready(body: unknown, layers: readonly Json[]): Progress | null {
  const url = pictureLinkIn(body)
  if (url === '') return null
  const durations = layers.flatMap((layer) => [readRecord(layer.result).duration, layer.duration])
  const seconds = durations.find((value): value is number => typeof value === 'number' && Number.isFinite(value))
  return { kind: 'ready', url, seconds: seconds ?? null }
}

/** Reads an answer without a status: as a picture, an error, or a task that is still working. */
function withoutStatus(body: unknown, layers: readonly Json[], status: string): Progress {
  const error = errorOf(body)
  if (saysError(body) || error.message !== '') {
    if (missing.test(`${error.code} ${error.message}`)) return { kind: 'missing' }
    const told = readFailure({ status: 200, type: '', text: JSON.stringify(body) })
    if (saysError(body) || told.code === 'key-rejected') return { kind: 'error', failure: told }
  }
  return ready(body, layers) ?? working(status, shareIn(layers))
}

function shareIn(layers: readonly Json[]): number | null {
  for (const { progress } of layers) {
    const share = readShare(progress)
    if (share !== null) return share
  }
  return null
}

/** Whether an answer is about the request instead of a task: it has a status and an error, but no field of a task. */
function isEnvelope(body: unknown): boolean {
  return isRecord(body) && taskIdIn(body) === '' && !isRecord(body.data) && !('result' in body) && !('progress' in body)
}

/**
 * Reads the answer to a poll in either dialect: plain (`status`, `result.sample`), or wrapped (`code`, `data{status, fail_reason, data}`) (api §2.2).
 */
export function readProgress(body: unknown): Progress {
  const layers = layersOf(body)
  const status = statusIn(layers)
  switch (meaningOf(status)) {
    case 'none':
      return withoutStatus(body, layers, status)
    case 'ready':
      return ready(body, layers) ?? readyWithout(layers, status)
    case 'moderated-request':
      return relayEnd(body, status) ?? over('moderated-request', status, reasonIn(layers))
    case 'moderated-result':
      return relayEnd(body, status) ?? over('moderated-result', status, reasonIn(layers))
    case 'failed':
      return relayEnd(body, status) ?? failed(body, status, reasonIn(layers))
    case 'missing':
      return { kind: 'missing' }
    case 'working':
      return working(status, shareIn(layers), queueIn(body))
  }
}

/** "Ready" without a link: the wrapper may only say that its task has ended, and contain how it ended. */
function readyWithout([outer]: readonly Json[], status: string): Progress {
  const inner = outer === undefined ? null : readProgress(innerOf(outer))
  // A missing link is not a failure: polling goes on until the limit.
  return inner?.kind === 'over' ? inner : working(status, 1)
}

function failed(body: unknown, status: string, reason: string): Progress {
  // The reason says that the task was not found: the query failed, not the task, so it may be found later.
  if (missing.test(reason) && !speaksOfModel(reason)) return { kind: 'missing' }
  if (isEnvelope(body)) {
    const told = readFailure({ status: 200, type: '', text: JSON.stringify(body) })
    if (told.code === 'key-rejected' || told.code === 'no-credit' || told.code === 'rate-limited') return { kind: 'error', failure: told }
  }
  // In `Moderation Reasons`, the field name alone says that it was moderated, whatever the values are (services §2).
  if (!speaksOfPolicy(reason) && !/"moderation reasons":/i.test(JSON.stringify(body))) return over('task-failed', status, reason)
  return over(/request|input|prompt/i.test(reason) ? 'moderated-request' : 'moderated-result', status, reason)
}

/**
 * What an answer with an error status says about its task, where that is beyond doubt: the picture is ready, or was moderated. Null for all others,
 * where the status is about the request.
 */
export function readUnderError(body: unknown): Progress | null {
  const read = readProgress(body)
  return read.kind === 'ready' || (read.kind === 'over' && read.failure.code.startsWith('moderated')) ? read : null
}

/** Whether an error answer to a poll says that the task is unknown (404, 410, or the 400 of api §3.3). */
export function saysMissing(reply: Reply): boolean {
  if (isWebPage(reply) || ![400, 404, 410].includes(reply.status)) return false
  const body = readAnswer(reply.text)
  const { code, message } = errorOf(body)
  const said = body === undefined ? reply.text.slice(0, 400) : `${code} ${message} ${statusIn(layersOf(body))}`
  if (reply.status === 410) return true
  return missing.test(said) && !speaksOfModel(said)
}
