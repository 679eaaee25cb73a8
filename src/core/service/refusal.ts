// Interprets answers that report a failure (api §3, services §6), as if nothing had been accepted yet; the caller adjusts for later moments. Keywords
// are searched in code and message alike, because every gateway puts them elsewhere.

import { isRecord, plainNames, readRecord, readString } from '../base/read.ts'
import { cutText } from '../base/text.ts'
import { type Charged, type Failure, type FailureCode, failure, failureCodes } from '../failure/failure.ts'
import { readAnswer } from './exact-json.ts'
import { type Reply, isChallenge, isWebPage, pageTitle, plainText } from './reply.ts'

/** The error of an answer, flattened from the shapes of api §3.2 and from errors inside 2xx answers. */
export type ServiceError = { readonly code: string; readonly message: string }

function messageIn(value: unknown): string {
  if (typeof value === 'string') return value
  return Array.isArray(value) || isRecord(value) ? JSON.stringify(value) : ''
}

export function errorOf(body: unknown): ServiceError {
  const outer = plainNames(readRecord(body))
  const listed = [outer.errors, outer.error].find((list) => Array.isArray(list))
  const inner = plainNames(readRecord(listed?.[0] ?? (isRecord(outer.error) ? outer.error : readRecord(outer.data).error)))
  const codes = [inner.code, inner.type, inner.errortype, outer.error, outer.code, outer.errortype, outer.errorcode, outer.type]
  const messages = [
    inner.message,
    outer.message,
    outer.msg,
    outer.errormessage,
    outer.errormsg,
    readRecord(outer.baseresp).status_msg,
    listed?.[0],
    outer.failreason,
    outer.reason,
    outer.title,
    outer.detail,
  ]
  return {
    code: codes.map((code) => readString(code)).find((code) => code !== '') ?? '',
    message: messages.map(messageIn).find((message) => message !== '') ?? '',
  }
}

/** The HTTP error status given in the body; 0 when there is none. */
function numberOf(body: Readonly<Record<string, unknown>>): number {
  const { code, status } = readRecord(body.error)
  return (
    [code, status, body.code, body.status, body.status_code, body.error_code]
      .map(Number)
      .find((number) => Number.isInteger(number) && number >= 400 && number < 600) ?? 0
  )
}

/** Whether the body says that it is an error, whatever the HTTP status. */
export function saysError(body: unknown): boolean {
  const outer = readRecord(body)
  if (outer.success === false || outer.ok === false || outer.success === 'false' || numberOf(outer) !== 0) return true
  const { error, errors, code } = outer
  if (Array.isArray(errors) ? errors.length > 0 : isRecord(errors)) return true
  if (isRecord(error) || (typeof error === 'string' && error !== '') || error === true) return true
  if (typeof code === 'number') return code >= 400 || code < 0
  return typeof code === 'string' && code !== '' && !/^(success|succeeded|ok|0|20[012]|done|accepted)$/i.test(code)
}

/**
 * Details for engineers: status, code, and the request id that support asks for. Contains no free text of the service, which may quote the prompt.
 */
export function detailOf(reply: Reply, { code, message }: ServiceError): string {
  const requestId = /request[\s_-]?id:?\s*([\w-]+)/i.exec(message)?.[1]
  return [`HTTP ${reply.status}`, isWebPage(reply) ? 'HTML' : cutText(code, 60), requestId ? `request id ${requestId}` : '']
    .filter(Boolean)
    .join(', ')
}

export function speaksOfMoney(text: string): boolean {
  return /quota|balance|credit|exhausted|insufficient[_ ](fund|user|credit|balance)|payment[_ ]required|billing|arrears|余额|额度|欠费/i.test(
    text,
  )
}

export function speaksOfModel(text: string): boolean {
  return /model[_ ]not[_ ]found|no available (channel|provider)|(unknown|unsupported|invalid)[_ ]model|model .*(not (exist|found|supported|available)|unavailable|deprecated|retired)|无可用渠道|模型不存在/i.test(
    text,
  )
}

export function speaksOfPolicy(text: string): boolean {
  return /content[_ -]?policy|policy[_ -]?violation|moderat|safety[_ -]?(system|filter|check|violation|reasons)|\bnsfw\b|sensitive[_ -]?(content|word)|flagged|prohibited content|content[_ -]?filter|responsible ai|敏感|违规/i.test(
    text,
  )
}

function speaksOfKey(text: string): boolean {
  return /(invalid|incorrect|missing|expired|revoked|unknown|no)[_ ](api[_ -]?key|token|credential|authorization|auth)|api[_ -]?key[_ ](is )?(invalid|not|missing|expired|disabled)|unauthori[sz]ed|unauthenticated|authentication|无效的令牌|令牌/i.test(
    text,
  )
}

function speaksOfPace(text: string): boolean {
  return /rate[_ -]?limit|too[_ ]many[_ ](requests|active|tasks|concurrent)|active tasks|concurrency[_ ]limit|throttl|slow down|saturated|overloaded|负载/i.test(
    text,
  )
}

/** Whether this account has as many running tasks as the service allows: "Exceeded maximum number of active tasks (24)". */
export function saysTooManyTasks(reply: Reply): boolean {
  if (isWebPage(reply)) return false
  const { code, message } = errorOf(readAnswer(reply.text))
  return /(active|running|pending|concurrent|parallel|queued)[_ -]*(tasks?|jobs?|requests?|generations?|predictions?)|concurrency/i.test(
    `${code} ${message}`,
  )
}

function speaksOfRequest(text: string): boolean {
  return /invalid[_ -](request|input|param|argument|value|prompt|image)|bad[_ ]request|validation|unprocessable|missing[_ ](field|param|required)/i.test(
    text,
  )
}

/**
 * A failure of the gateway to use its own account at the maker; the caller's key is fine (services §6). Null for any other error. The maker's status
 * appears as a number in the message.
 */
function upstreamFailure({ code, message }: ServiceError, outside: number, detail: string): Failure | null {
  const said = `${code} ${message}`
  if (
    !/bad_response_status_code|upstream[_ ]error|bad response status code|channel:(no_available_key|invalid_key)|get_channel_failed/i.test(
      said,
    )
  )
    return null
  const told = Number(/status(?:[_ ]code)?\D{0,3}\b(\d{3})\b/i.exec(message)?.[1] ?? 0)
  // Without a number in the message, the gateway has passed on the maker's status.
  const status = told === 0 && outside < 500 ? outside : told
  if (status === 429) return failure('rate-limited', detail)
  if (status === 400 || status === 422) return failure('bad-request', detail)
  if (status === 413) return failure('too-large', detail)
  if (status >= 400 && status < 500 && status !== 408) return failure('model-unavailable', detail)
  if (status === 0 && /channel|key|auth|forbidden|denied/i.test(said)) return failure('model-unavailable', detail)
  return failure('service-error', detail)
}

/** Cloudflare's own statuses for a proxy that never reached the service. 520 and 524 do not prove that. */
const neverReached: readonly number[] = [521, 522, 523, 525, 526, 530]

/** What a web page with this status means. A web page is never the service's answer about key, model or charge. */
function pageFailure(reply: Reply): Failure {
  const { status } = reply
  const title = pageTitle(reply)
  const detail = [`HTTP ${status}`, 'HTML'].join(', ')
  const between = { ...failure('web-page', detail), ...(title === '' ? {} : { said: title }) }
  if (isChallenge(reply)) return between
  if (status === 413) return failure('too-large', detail)
  // A wrong path is answered by a redirect, a 404 or the web app's page (api §3.1).
  if (status < 400 || status === 404 || status === 405 || status === 410) return failure('model-unavailable', detail)
  return status < 500 || status === 511 ? between : failure('service-error', detail)
}

/** What a relay says about the charge; undefined for answers from anybody else. */
export function toldCharge(body: unknown): Charged | undefined {
  const { charged } = readRecord(body)
  return (['no', 'yes', 'unknown'] as const).find((one): one is Charged => one === charged)
}

/**
 * A failure reported by a relay, with its code and charge, which are more reliable than what could be derived here. Null for answers from anybody
 * else.
 */
export function relayFailure(body: unknown, detail: string): Failure | null {
  const { code, message, type } = readRecord(readRecord(body).error)
  const known = failureCodes.find((one): one is FailureCode => one === code)
  const charged = toldCharge(body)
  if (known === undefined || charged === undefined) return null
  const said = plainText(readString(message))
  // The type names the relay's own reason; of what it passes on, it is `service` or begins with `upstream_`.
  const isFromRelay = /^(?!service$|upstream_)./.test(readString(type))
  return { ...failure(known, detail, charged), ...(said === '' ? {} : { said }), isTold: true, ...(isFromRelay && { isFromRelay }) }
}

function byWords(said: string, detail: string): Failure {
  if (speaksOfMoney(said)) return failure('no-credit', detail)
  if (speaksOfModel(said)) return failure('model-unavailable', detail)
  if (speaksOfKey(said)) return failure('key-rejected', detail)
  if (speaksOfPace(said)) return failure('rate-limited', detail)
  if (/forbidden|permission|not[_ ]allowed|access[_ ]denied/i.test(said)) return failure('forbidden', detail)
  if (speaksOfRequest(said)) return failure('bad-request', detail)
  return failure('service-error', detail)
}

function byStatus(status: number, said: string, detail: string): Failure {
  const isMoney = speaksOfMoney(said)
  const isModel = speaksOfModel(said)
  if (status === 402) return failure('no-credit', detail)
  if (status === 401) return failure(isMoney ? 'no-credit' : 'key-rejected', detail)
  if (status === 403) return failure(isMoney ? 'no-credit' : isModel ? 'model-unavailable' : 'forbidden', detail)
  if (status === 413) return failure('too-large', detail)
  if (status === 429) return failure(isMoney ? 'no-credit' : 'rate-limited', detail)
  if (status === 0 || status === 404 || status === 405 || status === 410 || isModel) return failure('model-unavailable', detail)
  if (status === 511 || status === 407 || status === 451) return failure('web-page', detail)
  if (status === 400 || status === 422 || /invalid_request/i.test(said)) return failure('bad-request', detail)
  return failure(status < 500 && status !== 408 ? 'bad-request' : 'service-error', detail)
}

/** The service's own reason, if it gives one in plain words. */
function reasonOf({ message }: ServiceError): { readonly said?: string } {
  return message === '' || message.startsWith('{') || message.startsWith('[') ? {} : { said: plainText(message) }
}

/** The failure in an answer that is not a success, or that calls itself an error. */
export function readFailure(reply: Reply): Failure {
  const body = readAnswer(reply.text)
  const error = errorOf(body)
  const detail = detailOf(reply, error)
  const told = relayFailure(body, detail)
  if (told !== null) return told
  // A relay that lost the service's answer says so; the service may have accepted the task.
  if (error.code === 'upstream_lost') return failure('maybe-submitted', detail)
  if (neverReached.includes(reply.status)) return failure('unreachable', detail)
  if (isWebPage(reply)) return pageFailure(reply)
  const said = `${error.code} ${error.message}`
  if (speaksOfPolicy(said)) return { ...failure('moderated-request', detail), ...reasonOf(error) }
  const upstream = upstreamFailure(error, reply.status, detail)
  if (upstream !== null) return upstream
  if (reply.status < 200 || reply.status >= 300) return byStatus(reply.status, said, detail)
  const words = byWords(said, detail)
  const number = numberOf(readRecord(body))
  return words.code === 'service-error' && number !== 0 ? byStatus(number, said, detail) : words
}
