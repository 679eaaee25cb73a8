// The service's words, pure: where requests go, and what every answer of api §2, §3 and services §6 means. Nothing here waits or sends.

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

/** Always asked on the service, never on the returned `polling_url`, which wants another key (api §0.6). */
export function resultUrl(base: string, remoteId: string): string {
  return `${base}/flux/v1/get_result?id=${encodeURIComponent(remoteId)}`
}

/** Known to relays alone. */
export function cancelUrl(base: string, remoteId: string): string {
  return `${base}/flux/v1/cancel?id=${encodeURIComponent(remoteId)}`
}

/** Whether the id of a task is the address of its picture, which came in place of one: nobody has to be asked any more. */
export function isPictureId(id: string): boolean {
  return /^https?:/i.test(id)
}

/** The id of the accepted task; the picture's address where the service answers with that at once. A success without one says nothing for sure, so it counts as perhaps paid. */
export function readSubmitted(reply: Reply): { readonly id: string } | Failure {
  if (reply.status < 200 || reply.status >= 300 || isWebPage(reply)) return readFailure(reply)
  const body = readAnswer(reply.text)
  const taskId = taskIdIn(body)
  if (saysError(body)) {
    const refused = readFailure(reply)
    // An error that proves nothing beside an id: the service is asked about the task before anything is sent again.
    return refused.charged === 'no' || taskId === '' ? refused : { id: taskId }
  }
  const read = readProgress(body)
  const id = taskId || (read.kind === 'ready' && isPictureId(read.url) ? read.url : probableTaskIdIn(body))
  if (id !== '') return { id }
  // Nothing was accepted as far as anybody can tell: words about key, credit or model are believed, others prove nothing.
  const told = readFailure(reply)
  // It is over already.
  if (read.kind === 'over' && told.code === 'service-error') return read.failure
  return told.code === 'service-error' ? failure('service-error', `${told.detail}, no task id`) : told
}

export type Progress =
  | {
      readonly kind: 'working'
      readonly status: string
      readonly progress: number | null
      /** The place in the service's queue, 1 is next; null where it does not say. */
      readonly queue: number | null
    }
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
  /(task|job|request|prediction|id)[\s_-]*(is\s*|does\s*)?(not|n't|un)[\s_-]*(found|exist|known)|not[\s_-]*found|no such (task|job)|unknown (task|job|id)|(task|job|result)[\s_-]*(is|has|was|been|\s)*(expired|gone|deleted|removed)|任务不存在/i

/** Where the words of a task stand: in the answer itself, or in its wrapper's `data` (api §2.2), which others call otherwise. */
function layersOf(body: unknown): readonly Json[] {
  const layers: Json[] = []
  for (let layer = onlyOf(body); isRecord(layer) && layers.length < 4; layer = innerOf(layer)) layers.push(layer)
  return layers
}

/** A list of one is its only entry. */
function onlyOf(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value
}

function innerOf(layer: Json): unknown {
  return [layer.data, layer.output, layer.response, layer.task, layer.result].map(onlyOf).find(isRecord)
}

function statusIn(layers: readonly Json[]): string {
  const told = layers.map(plainNames).flatMap(({ status, taskstatus, state }) => [status, taskstatus, state])
  return told.map((status) => readString(status)).find((status) => status !== '') ?? ''
}

const reasonNames = 'details failreason failurereason failmsg reason error errormessage detail message'.split(' ')

/** The service's own reasons for an end: words in a few known places, several joined. */
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

/** The end of a task in the words of a relay; null for the answer of anybody else. `Cancelled` comes without an error beside it. */
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

/** An answer without a status: a picture, an error, or work. */
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

/** An answer that speaks of itself, not of a task: a status and an error, and nothing that belongs to a task. */
function isEnvelope(body: unknown): boolean {
  return isRecord(body) && taskIdIn(body) === '' && !isRecord(body.data) && !('result' in body) && !('progress' in body)
}

/** One answer to a poll in either dialect: plain (`status`, `result.sample`), or wrapped (`code`, `data{status, fail_reason, data}`) (api §2.2). */
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

/** Ready without a link: a wrapper that only says that its task has ended has the end inside. */
function readyWithout([outer]: readonly Json[], status: string): Progress {
  const inner = outer === undefined ? null : readProgress(innerOf(outer))
  // A link that is late is no failure: asked again until the limit.
  return inner?.kind === 'over' ? inner : working(status, 1)
}

function failed(body: unknown, status: string, reason: string): Progress {
  // The answer failed, not the task: it is not known here at the moment.
  if (missing.test(reason) && !speaksOfModel(reason)) return { kind: 'missing' }
  if (isEnvelope(body)) {
    const told = readFailure({ status: 200, type: '', text: JSON.stringify(body) })
    if (told.code === 'key-rejected' || told.code === 'no-credit' || told.code === 'rate-limited') return { kind: 'error', failure: told }
  }
  // Reasons whose name says what they are of, whatever they say (services §2).
  if (!speaksOfPolicy(reason) && !/"moderation reasons":/i.test(JSON.stringify(body))) return over('task-failed', status, reason)
  return over(/request|input|prompt/i.test(reason) ? 'moderated-request' : 'moderated-result', status, reason)
}

/**
 * What an answer under a status of failure says of its task, where its words leave no doubt: that the picture is there, or was held back.
 * Null for any other: the status speaks of the question.
 */
export function readUnderError(body: unknown): Progress | null {
  const read = readProgress(body)
  return read.kind === 'ready' || (read.kind === 'over' && read.failure.code.startsWith('moderated')) ? read : null
}

/** Whether an error answer to a question says that the task is unknown (404, 410, or 400 of api §3.3). */
export function saysMissing(reply: Reply): boolean {
  if (isWebPage(reply) || ![400, 404, 410].includes(reply.status)) return false
  const body = readAnswer(reply.text)
  const { code, message } = errorOf(body)
  const said = body === undefined ? reply.text.slice(0, 400) : `${code} ${message} ${statusIn(layersOf(body))}`
  if (reply.status === 410) return true
  return missing.test(said) && !speaksOfModel(said)
}
