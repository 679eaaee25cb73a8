// What can go wrong, as plain data from a closed list: it crosses walls that eat classes (aesthetics §8.5).

export const failureCodes = [
  'key-missing',
  'key-rejected',
  'no-credit',
  'forbidden',
  'model-unavailable',
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

/** `detail` is for engineers and never holds the key, the prompt or a picture. */
export type Failure = { readonly code: FailureCode; readonly charged: Charged; readonly detail: string }

const usuallyYes: readonly FailureCode[] = ['expired', 'delivery-blocked', 'bad-picture', 'insert-failed']
const usuallyUnknown: readonly FailureCode[] = [
  'service-error',
  'maybe-submitted',
  'moderated-request',
  'moderated-result',
  'task-failed',
  'still-waiting',
]

function defaultCharge(code: FailureCode): Charged {
  return usuallyYes.includes(code) ? 'yes' : usuallyUnknown.includes(code) ? 'unknown' : 'no'
}

/** A failure with its usual answer on money, unless the caller knows better. */
export function failure(code: FailureCode, detail: string, charged: Charged = defaultCharge(code)): Failure {
  return { code, charged, detail }
}

/** The same failure, told of a task that the service already holds: "no" would then be a guess. */
export function afterAcceptance(told: Failure): Failure {
  return told.charged === 'no' ? { ...told, charged: 'unknown' } : told
}

export class PluginError extends Error {
  // Declared only: a class field costs the sandbox's older language a helper.
  declare readonly failure: Failure
  constructor(told: Failure) {
    super(`${told.code}: ${told.detail}`)
    this.name = 'PluginError'
    this.failure = told
  }
}

/** Throws. Its type is `never`, so the compiler sees the end of the road. */
export function fail(code: FailureCode, detail: string, charged?: Charged): never {
  throw new PluginError(failure(code, detail, charged))
}

/** Anything thrown, as a failure. What is not ours is `internal`, with its message as the detail. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof PluginError) return thrown.failure
  return failure('internal', thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown))
}

/** True where the service holds nothing that could still be fetched, and surely charged for nothing more: the record may go. */
export function endsTask({ code, charged }: Failure, isAccepted: boolean): boolean {
  return (
    code === 'moderated-request' ||
    code === 'moderated-result' ||
    code === 'task-failed' ||
    code === 'expired' ||
    (!isAccepted && charged === 'no')
  )
}
