// What can go wrong, as plain data from a closed list (DESIGN §2.2): a class would not survive the transfer from sandbox to window (aesthetics §8.5).

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
 * `detail` is for engineers and never contains the key, the prompt or a picture. `said` is foreign text that the sentence quotes: the title of a web
 * page, the host that is not allowed, or the service's own reason. It is cut short and only ever shown as text. `isTold`: whoever answered knows what
 * was charged, as a relay does (DESIGN §7). `isFromRelay`: `said` is the relay's own reason, not one that it passes on from the service.
 */
export type Failure = {
  readonly code: FailureCode
  readonly charged: Charged
  readonly detail: string
  readonly said?: string
  readonly isTold?: true
  readonly isFromRelay?: true
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

/** A failure with its code's default for `charged`, unless the caller knows better. */
export function failure(code: FailureCode, detail: string, charged: Charged = defaultCharge(code)): Failure {
  return { code, charged, detail }
}

/** A failure of a task that the service has accepted: "not charged" would be a guess unless the service said so. */
export function afterAcceptance(failed: Failure): Failure {
  return failed.charged === 'no' && failed.isTold !== true ? { ...failed, charged: 'unknown' } : failed
}

/** The user may restore the source and retry. */
export function goneSource(): Failure {
  return { ...failure('unfit-source', 'the source is gone'), said: 'Its source is not in this file.' }
}

export class PluginError extends Error {
  // Only declared: esbuild would compile a real class field to a helper function in es2017, the sandbox's language level.
  declare readonly failure: Failure
  constructor(failed: Failure) {
    super(`${failed.code}: ${failed.detail}`)
    this.name = 'PluginError'
    this.failure = failed
  }
}

/** Throws a PluginError. The return type `never` tells the compiler that nothing follows. */
export function fail(code: FailureCode, detail: string, charged?: Charged): never {
  throw new PluginError(failure(code, detail, charged))
}

/** Turns anything thrown into a failure. Anything but a PluginError becomes `internal`, with name and message as the detail. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof PluginError) return thrown.failure
  return failure('internal', isRecord(thrown) && typeof thrown.name === 'string' ? `${thrown.name}: ${messageOf(thrown)}` : String(thrown))
}

/**
 * What the service holds of a task. `nothing`: it was not accepted. `fresh`: the picture may still be delivered, whatever the service says. `old`:
 * accepted longer ago than the service keeps pictures.
 */
export type Hold = 'nothing' | 'fresh' | 'old'

/** Whether the task's record may be removed: either nothing can be fetched any more, or nothing was accepted and nothing charged. */
export function endsTask({ code, charged }: Failure, hold: Hold): boolean {
  return (
    code === 'moderated-request' ||
    code === 'moderated-result' ||
    code === 'task-failed' ||
    (code === 'expired' && hold !== 'fresh') ||
    (hold === 'nothing' && charged === 'no')
  )
}
