// POST: paid once. It is only sent again where the answer proves that nothing was accepted (law 3).

import { readSubmitted, submitUrl } from '../../core/service/comet.ts'
import type { Account } from '../../core/service/account.ts'
import { backOffMs } from '../../core/service/back-off.ts'
import { changedOrder } from '../../core/service/changed-order.ts'
import { hostOf } from '../../core/service/base-url.ts'
import { notAllowed } from '../../core/service/not-allowed.ts'
import { type PauseWatch, shortestPauseMs } from '../../core/service/pause.ts'
import { saysTooManyTasks } from '../../core/service/refusal.ts'
import { type Failure, PluginError, fail, failure } from '../../core/failure/failure.ts'
import type { Model, Request, RequestInput } from '../../core/model/model.ts'
import type { Time } from '../base/time.ts'
import type { Network } from './ports.ts'
import type { Reach } from './reach.ts'
import { replyOf } from './reply.ts'
import type { HttpResult } from './request.ts'

/** The service's id of the task, and the spelling of the model's path under which it was accepted. */
export type Submission = { readonly remoteId: string; readonly path: string }

export type SubmitPorts = {
  readonly network: Pick<Network, 'send'>
  readonly time: Time
  account(): Account
  readonly reach: Reach
  /** The spelling of a model's path that worked last; undefined when none is known. */
  readonly lastPath: { of(modelId: string): string | undefined; learn(modelId: string, path: string): void }
  /** The service holds as many tasks as it takes. Told once a submission. */
  crowded(): void
}

/** What passes is waited out this often before the submit fails (api §5). */
const maxRetries = 4
const longestWaitMs = 60_000
/** A lost answer is asked for again under the order's name for so long; the relay knows the name for a day. */
const longestRepeatMs = 10 * 60_000
const longestRepeatPauseMs = 10_000

/** An address that never answered is named: it may be the wrong one. */
function lost(answer: Extract<HttpResult, { kind: 'lost' }>, baseUrl: string, hasAnswered: boolean): Failure {
  if (answer.isBlocked) return notAllowed(baseUrl, 'no')
  return { ...failure('maybe-submitted', answer.detail), ...(hasAnswered ? {} : { said: hostOf(baseUrl) }) }
}

/** Failures that prove that nothing was accepted, and that pass by themselves: the same is sent again after a while. */
function passes({ code, charged, isTold }: Failure): boolean {
  return charged === 'no' && (code === 'rate-limited' || code === 'unreachable' || (code === 'service-error' && isTold === true))
}

/** What may be asked again under the name of an order: whether it was accepted is not known, or not yet. */
function isOpen(answer: HttpResult, read: Failure): boolean {
  if (answer.kind === 'lost') return !answer.isBlocked
  return answer.status === 409 ? answer.retryAfterMs !== null : read.charged === 'unknown' && read.isTold !== true
}

/** What an answer means as a failure; of a success nobody asks. */
function failureIn(answer: HttpResult): Failure {
  if (answer.kind === 'lost') return failure('maybe-submitted', answer.detail)
  const read = readSubmitted(replyOf(answer))
  return 'id' in read ? failure('internal', 'accepted', 'no') : read
}

/** A worker that dies while it sends has lost the answer, like a network that does. */
async function sendOnce(network: Pick<Network, 'send'>, submit: Parameters<Network['send']>[0], signal: AbortSignal): Promise<HttpResult> {
  try {
    return await network.send(submit, signal)
  } catch (thrown) {
    if (signal.aborted) throw thrown
    return { kind: 'lost', isBlocked: false, detail: 'the sender broke' }
  }
}

/** The paths of a model, the one that worked last in front. */
function pathsOf(model: Model, lastPath: string | undefined): readonly string[] {
  const last = model.paths.filter((path) => path === lastPath)
  return [...last, ...model.paths.filter((path) => path !== lastPath)]
}

/**
 * The name of an order, for a relay: asked again under the same name, it answers as the first time and nothing is paid twice.
 * `relay` is the base URL of the relay that the record of the task names; the order goes to no other address under that name.
 */
export type OrderName = {
  readonly relay: string
  readonly key: string
  /** An earlier window may have sent it, not before then; in ms since 1970. */
  readonly since?: number
}

/** What is sent, and who hears how it goes. `name` is null where nobody would know it. */
type Sending = {
  readonly request: Request
  /** In which a second picture goes. */
  readonly referenceField: string | undefined
  /** The picture, in base64. */
  readonly base64: Blob
  /** Gives the look, where the model takes one. */
  readonly reference?: Blob | null | undefined
  readonly name: OrderName | null
  readonly watch: PauseWatch
  readonly signal: AbortSignal
}

/** Waits out what passes: nothing was accepted, and nothing is sent until then. */
async function pause({ time }: SubmitPorts, failed: Failure, ms: number, { watch, signal }: Sending): Promise<void> {
  if (ms >= shortestPauseMs) watch.paused({ because: failed.code, until: time.now() + ms })
  await time.delay(ms, signal)
  watch.continued()
}

/** Where requests go, once it is known that something answers there. Throws what keeps the order back: nothing was sent. */
async function ready({ time, account, reach }: SubmitPorts, signal: AbortSignal): Promise<Account> {
  const { baseUrl, key } = account()
  if (key === '') fail('key-missing', 'no key')
  if (!time.isOnline()) fail('unreachable', 'offline before sending')
  const unreached = await reach.check({ baseUrl, key }, signal)
  if (unreached !== null) throw new PluginError(unreached)
  return { baseUrl, key }
}

function post(
  { network, reach, time }: SubmitPorts,
  path: string,
  { baseUrl, key }: Account,
  sending: Sending,
  since: number | undefined,
): Promise<HttpResult> {
  const { request, base64, reference, referenceField, name, signal } = sending
  // A record that names a relay may have been sent there: without the name it could be paid again.
  if (name !== null && (name.relay !== baseUrl || !reach.isRelay(baseUrl))) fail('maybe-submitted', 'the relay of this order is gone')
  const { fields, imageField } = request
  const before = since === undefined ? {} : { sentBefore: Math.ceil((time.now() - since) / 1000) }
  const named = name === null ? {} : { idempotencyKey: name.key, ...before }
  const second = !reference || referenceField === undefined ? {} : { reference: { field: referenceField, picture: reference } }
  return sendOnce(network, { url: submitUrl(baseUrl, path), key, fields, imageField, base64, ...second, ...named }, signal)
}

type Answered = { readonly answer: HttpResult; readonly baseUrl: string }

/** The answer to an order; a lost one is asked for again under the order's name, which costs nothing. */
async function answerTo(ports: SubmitPorts, path: string, sending: Sending): Promise<Answered> {
  const { time, account } = ports
  const since = time.now()
  for (let attempt = 0; ; attempt++) {
    const to = attempt === 0 ? await ready(ports, sending.signal) : account()
    const answer = await post(ports, path, to, sending, sending.name?.since ?? (attempt === 0 ? undefined : since))
    const mayRepeat = sending.name !== null && time.now() - since < longestRepeatMs
    if (!mayRepeat || !isOpen(answer, failureIn(answer))) return { answer, baseUrl: to.baseUrl }
    if (!time.isOnline()) await time.online(sending.signal)
    const asked = answer.kind === 'reply' ? (answer.retryAfterMs ?? 0) : 0
    const waitMs = Math.min(longestRepeatPauseMs, Math.max(asked, 500 * 2 ** attempt + backOffMs(attempt, time.random())))
    await time.delay(waitMs, sending.signal)
  }
}

/** Waits out what passes. A failure that is returned, rather than thrown, proves that nothing was accepted, or ends all tries. */
async function submitTo(ports: SubmitPorts, path: string, sending: Sending): Promise<Submission | Failure> {
  const { reach, time, crowded } = ports
  let isCrowded = false
  for (let attempt = 0; ; attempt++) {
    const { answer, baseUrl } = await answerTo(ports, path, sending)
    if (answer.kind === 'lost') {
      const hasAnswered = reach.isProven(baseUrl)
      reach.doubt(baseUrl)
      throw new PluginError(lost(answer, baseUrl, hasAnswered))
    }
    reach.prove(baseUrl, answer)
    if (sending.name !== null && answer.status === 409) throw new PluginError(changedOrder)
    const read = readSubmitted(replyOf(answer))
    if ('id' in read) return { remoteId: read.id, path }
    if (!isCrowded && saysTooManyTasks(replyOf(answer))) {
      isCrowded = true
      crowded()
    }
    if (!passes(read) || attempt >= maxRetries) return read
    const waitMs = answer.retryAfterMs ?? 1000 * 2 ** attempt + backOffMs(attempt, time.random())
    if (waitMs > longestWaitMs) return read
    await pause(ports, read, waitMs, sending)
  }
}

/** Where an order would go: `relay` is the base URL of a relay, null where it is none; `unreached` is what keeps it back. */
export type Destination = { readonly relay: string | null; readonly unreached: Failure | null }

export type Order = Pick<Sending, 'base64' | 'reference' | 'name' | 'watch'> & { readonly input: RequestInput }

/**
 * Sends one picture. Spellings of the model's path are tried in order, starting with the one that worked last.
 * Errors: every code of DESIGN §2.2 that a submission can end in.
 */
export function makeSubmit(ports: SubmitPorts) {
  const { lastPath, reach } = ports

  const submit = async (model: Model, { input, ...sent }: Order, signal: AbortSignal): Promise<Submission> => {
    const sending = { request: model.request(input), referenceField: model.reference?.field, ...sent, signal }
    let refused: Failure | null = null
    for (const path of pathsOf(model, lastPath.of(model.id))) {
      const outcome = await submitTo(ports, path, sending)
      if ('remoteId' in outcome) {
        lastPath.learn(model.id, path)
        return outcome
      }
      refused = outcome
      if (outcome.code !== 'model-unavailable' || outcome.charged !== 'no') break
    }
    throw new PluginError(refused ?? { code: 'internal', charged: 'no', detail: 'model without a path' })
  }

  /** Asked before an order is written down, and free. */
  const destination = async (signal: AbortSignal): Promise<Destination> => {
    try {
      const { baseUrl } = await ready(ports, signal)
      return { relay: reach.isRelay(baseUrl) ? baseUrl : null, unreached: null }
    } catch (thrown) {
      if (!(thrown instanceof PluginError)) throw thrown
      return { relay: null, unreached: thrown.failure }
    }
  }

  return { submit, destination }
}
