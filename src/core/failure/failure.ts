// What can go wrong, as plain data from a closed list (DESIGN §2.2): a class would not survive the way from sandbox to window
// (aesthetics §8.5).

import { isRecord } from '../base/read.ts'
import { messageOf } from '../base/text.ts'

export const failureCodes = [
  'key-missing',
  'key-rejected',
  'no-credit',
  'forbidden',
  'model-unavailable',
  'web-page',
  'bad-request',
  'too-large',
  'rate-limited',
  'service-error',
  'maybe-submitted',
  'moderated-request',
  'moderated-result',
  'task-failed',
  'expired',
  'still-waiting',
  'unreachable',
  'not-allowed-by-manifest',
  'delivery-blocked',
  'bad-picture',
  'export-failed',
  'unfit-source',
  'insert-failed',
  'internal',
] as const

export type FailureCode = (typeof failureCodes)[number]

/** The honest answer to "was I charged?". */
export type Charged = 'no' | 'yes' | 'unknown'

/**
 * `detail` is for engineers and never holds the key, the prompt or a picture. `said` is what the sentence quotes: the title of a web page,
 * the host that is not allowed, the service's own reason. It is text of others, shown as text only and cut short.
 * `isTold`: whoever answered knows what was charged, as a relay does of its service (DESIGN §7).
 */
export type Failure = {
  readonly code: FailureCode
  readonly charged: Charged
  readonly detail: string
  readonly said?: string
  readonly isTold?: true
}

const chargedByDefault: readonly FailureCode[] = ['expired', 'delivery-blocked', 'bad-picture', 'insert-failed']
const unknownByDefault: readonly FailureCode[] = [
  'service-error',
  'maybe-submitted',
  'moderated-request',
  'moderated-result',
  'task-failed',
  'still-waiting',
]

function defaultCharge(code: FailureCode): Charged {
  return chargedByDefault.includes(code) ? 'yes' : unknownByDefault.includes(code) ? 'unknown' : 'no'
}

/** A failure with the default answer on money for its code, unless the caller knows better. */
export function failure(code: FailureCode, detail: string, charged: Charged = defaultCharge(code)): Failure {
  return { code, charged, detail }
}

/** The failure of a task that the service already holds: that nothing was charged would then be a guess, unless it was told. */
export function afterAcceptance(failed: Failure): Failure {
  return failed.charged === 'no' && failed.isTold !== true ? { ...failed, charged: 'unknown' } : failed
}

/** A person may bring it back, and try again. */
export function goneSource(): Failure {
  return { ...failure('unfit-source', 'the source is gone'), said: 'Its source is not in this file.' }
}

export class PluginError extends Error {
  // Declared only: esbuild would give a class field a helper in es2017, the language of the sandbox.
  declare readonly failure: Failure
  constructor(failed: Failure) {
    super(`${failed.code}: ${failed.detail}`)
    this.name = 'PluginError'
    this.failure = failed
  }
}

/** Throws a PluginError. Its type is `never`, so that the compiler knows that nothing follows. */
export function fail(code: FailureCode, detail: string, charged?: Charged): never {
  throw new PluginError(failure(code, detail, charged))
}

/** Anything thrown, as a failure. What is no PluginError is `internal`, with its name and message as the detail. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof PluginError) return thrown.failure
  return failure('internal', isRecord(thrown) && typeof thrown.name === 'string' ? `${thrown.name}: ${messageOf(thrown)}` : String(thrown))
}

/**
 * What the service holds of a task: `nothing` was accepted; `fresh`, it may still give the picture, whatever it says; `old`, accepted
 * longer ago than it keeps pictures.
 */
export type Hold = 'nothing' | 'fresh' | 'old'

/** Whether the record of the task may be removed: nothing can be fetched any more, or nothing was accepted and nothing charged. */
export function endsTask({ code, charged }: Failure, hold: Hold): boolean {
  return (
    code === 'moderated-request' ||
    code === 'moderated-result' ||
    code === 'task-failed' ||
    (code === 'expired' && hold !== 'fresh') ||
    (hold === 'nothing' && charged === 'no')
  )
}
