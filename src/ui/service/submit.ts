// The paid POST. It is repeated only when the answer proves that nothing was accepted, or under the order's name at a relay (law 3).

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

/** The service's id of the task, and the path of the model under which it was accepted. */
export type Submission = { readonly remoteId: string; readonly path: string }

export type SubmitPorts = {
  readonly network: Pick<Network, 'send'>
  readonly time: Time
  account(): Account
  readonly reach: Reach
  /** The path of a model that worked last; undefined when none is known. */
  readonly lastPath: { of(modelId: string): string | undefined; learn(modelId: string, path: string): void }
  /** Called when the service reports too many tasks, at most once per submission. */
  crowded(): void
}

/** How often a temporary refusal is retried before the submit fails (api §5). */
const maxRetries = 4
const longestWaitMs = 60_000
/** How long a lost answer is requested again under the order's name; the relay remembers the name for a day. */
const longestRepeatMs = 10 * 60_000
const longestRepeatPauseMs = 10_000

/** The failure names the host if it has never answered: it may be the wrong address. */
function lost(answer: Extract<HttpResult, { kind: 'lost' }>, baseUrl: string, hasAnswered: boolean): Failure {
  if (answer.isBlocked) return notAllowed(baseUrl, 'no')
  return { ...failure('maybe-submitted', answer.detail), ...(hasAnswered ? {} : { said: hostOf(baseUrl) }) }
}

/** Temporary failures that prove that nothing was accepted. The same order is sent again after a pause. */
function passes({ code, charged, isTold }: Failure): boolean {
  return charged === 'no' && (code === 'rate-limited' || code === 'unreachable' || (code === 'service-error' && isTold === true))
}

/** Whether the order may be sent again under its name, because it is not known (yet) whether it was accepted. */
function isOpen(answer: HttpResult, read: Failure): boolean {
  if (answer.kind === 'lost') return !answer.isBlocked
  return answer.status === 409 ? answer.retryAfterMs !== null : read.charged === 'unknown' && read.isTold !== true
}

/** The failure that an answer stands for. Not meant for successful answers. */
function failureIn(answer: HttpResult): Failure {
  if (answer.kind === 'lost') return failure('maybe-submitted', answer.detail)
  const read = readSubmitted(replyOf(answer))
  return 'id' in read ? failure('internal', 'accepted', 'no') : read
}

/** If the worker dies while sending, the answer is lost just as with a network failure. */
async function sendOnce(network: Pick<Network, 'send'>, submit: Parameters<Network['send']>[0], signal: AbortSignal): Promise<HttpResult> {
  try {
    return await network.send(submit, signal)
  } catch (thrown) {
    if (signal.aborted) throw thrown
    return { kind: 'lost', isBlocked: false, detail: 'the sender broke' }
  }
}

/** The paths of a model, with the one that worked last in front. */
function pathsOf(model: Model, lastPath: string | undefined): readonly string[] {
  const last = model.paths.filter((path) => path === lastPath)
  return [...last, ...model.paths.filter((path) => path !== lastPath)]
}

/**
 * The name of an order at a relay: sent again under the same name, the relay repeats its first answer and nothing is paid twice.
 * `relay` is the base URL of the relay in the task's record; under that name the order goes to no other address.
 */
export type OrderName = {
  readonly relay: string
  readonly key: string
  /** Set when an earlier window may have sent the order: the earliest time it can have done so, in ms since 1970. */
  readonly since?: number
}

/** What is sent, and who is informed about its progress. `name` is null where no relay would recognise it. */
type Sending = {
  readonly request: Request
  /** The field for the reference picture; undefined when the model takes none. */
  readonly referenceField: string | undefined
  /** The picture as base64. */
  readonly base64: Blob
  /** The reference picture, if the recipe has one. */
  readonly reference?: Blob | null | undefined
  readonly name: OrderName | null
  readonly watch: PauseWatch
  readonly signal: AbortSignal
}

/** Waits out a temporary refusal: nothing was accepted, and nothing is sent meanwhile. */
async function pause({ time }: SubmitPorts, failed: Failure, ms: number, { watch, signal }: Sending): Promise<void> {
  if (ms >= shortestPauseMs) watch.paused({ because: failed.code, until: time.now() + ms })
  await time.delay(ms, signal)
  watch.continued()
}

/** Returns the account once its address is known to answer. Throws the reason why nothing can be sent. */
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
  // The record names a relay, so the order may already be there. Sent without the name it could be paid for twice.
  if (name !== null && (name.relay !== baseUrl || !reach.isRelay(baseUrl))) fail('maybe-submitted', 'the relay of this order is gone')
  const { fields, imageField } = request
  const before = since === undefined ? {} : { sentBefore: Math.ceil((time.now() - since) / 1000) }
  const named = name === null ? {} : { idempotencyKey: name.key, ...before }
  const second = !reference || referenceField === undefined ? {} : { reference: { field: referenceField, picture: reference } }
  return sendOnce(network, { url: submitUrl(baseUrl, path), key, fields, imageField, base64, ...second, ...named }, signal)
}

/** `isDoubted`: an earlier try under the same name may have been accepted, whatever this answer says of the last. */
type Answered = { readonly answer: HttpResult; readonly baseUrl: string; readonly isDoubted: boolean }

/** The answer to an order. A lost one is requested again under the order's name, which costs nothing. */
async function answerTo(ports: SubmitPorts, path: string, sending: Sending): Promise<Answered> {
  const { time, account } = ports
  const since = time.now()
  for (let attempt = 0; ; attempt++) {
    const to = attempt === 0 ? await ready(ports, sending.signal) : account()
    const answer = await post(ports, path, to, sending, sending.name?.since ?? (attempt === 0 ? undefined : since))
    const mayRepeat = sending.name !== null && time.now() - since < longestRepeatMs
    if (!mayRepeat || !isOpen(answer, failureIn(answer)))
      return { answer, baseUrl: to.baseUrl, isDoubted: attempt > 0 || sending.name?.since !== undefined }
    if (!time.isOnline()) await time.online(sending.signal)
    const asked = answer.kind === 'reply' ? (answer.retryAfterMs ?? 0) : 0
    const waitMs = Math.min(longestRepeatPauseMs, Math.max(asked, 500 * 2 ** attempt + backOffMs(attempt, time.random())))
    await time.delay(waitMs, sending.signal)
  }
}

/**
 * Submits to one path and retries temporary refusals. A returned failure proves that nothing was accepted or is final; a thrown one does
 * not allow another path.
 */
async function submitTo(ports: SubmitPorts, path: string, sending: Sending): Promise<Submission | Failure> {
  const { reach, time, crowded } = ports
  let isCrowded = false
  let doubted = false
  for (let attempt = 0; ; attempt++) {
    const { answer, baseUrl, isDoubted } = await answerTo(ports, path, sending)
    doubted ||= isDoubted
    if (answer.kind === 'lost') {
      const hasAnswered = reach.isProven(baseUrl)
      reach.doubt(baseUrl)
      throw new PluginError(doubted ? failure('maybe-submitted', answer.detail) : lost(answer, baseUrl, hasAnswered))
    }
    reach.prove(baseUrl, answer)
    if (sending.name !== null && answer.status === 409) throw new PluginError(changedOrder)
    const read = readSubmitted(replyOf(answer))
    if ('id' in read) return { remoteId: read.id, path }
    if (!isCrowded && saysTooManyTasks(replyOf(answer))) {
      isCrowded = true
      crowded()
    }
    // Said before the name was looked up, or by somebody else than the relay: nothing of what became of an earlier try.
    const isOfThisTry = read.isTold !== true || /^(key|rate|service)-/.test(read.code)
    const end = doubted && isOfThisTry ? failure('maybe-submitted', read.detail) : read
    if (!passes(read) || attempt >= maxRetries) return end
    const waitMs = answer.retryAfterMs ?? 1000 * 2 ** attempt + backOffMs(attempt, time.random())
    if (waitMs > longestWaitMs) return end
    await pause(ports, read, waitMs, sending)
  }
}

/** Where an order would go: `relay` is the base URL of a relay or null; `unreached` is the reason why nothing can be sent. */
export type Destination = { readonly relay: string | null; readonly unreached: Failure | null }

export type Order = Pick<Sending, 'base64' | 'reference' | 'name' | 'watch'> & { readonly input: RequestInput }

/**
 * Sends one picture. The paths of the model are tried in order, starting with the one that worked last.
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

  /** Free of charge; called before an order is recorded. */
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
