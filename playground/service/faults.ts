/** The script of faults: one-off faults in order, then those that always apply. */
import type { Answer, AnswerFault } from './fault-answers.ts'

/**
 * What happens to the connection. `lost` breaks it after the task was accepted, so that the answer to a paid task never arrives;
 * `cut-off` breaks it in the middle of that answer.
 */
export type ConnectionFault = 'refused' | 'lost' | 'cut-off' | 'hang' | 'hang-after-accept'

/** On a submit: how the task will end. On a poll: what this one answer says. */
export type StatusFault =
  | 'moderated-request'
  | 'moderated-content'
  | 'error'
  | 'failed'
  | 'task-not-found'
  | 'unknown-status'
  | 'backwards'
  | 'stuck'
  | 'no-sample'

export type PictureFault =
  | 'expired'
  | 'gone'
  | 'truncated'
  | 'html'
  | 'garbage'
  | 'webp'
  | 'huge'
  | 'wrong-aspect'
  | 'redirect'
  | 'redirect-away'
  | 'drop'
  | 'slow'
  | 'stall'
  | 'hang'
  | 'refused'
  | 'server-error'

export type Kind = 'submit' | 'poll' | 'picture'
/** `said` sends the fault's own `answer`, word for word. */
export type ApiFaultName = 'said' | AnswerFault | ConnectionFault | StatusFault

export type ApiFault = {
  readonly name: ApiFaultName
  /** On a submit: the task exists and is paid for, whatever the answer says. */
  readonly accepted?: boolean
  readonly retryAfter?: string
  readonly answer?: Answer
}

type Faulty = { submit: ApiFault; poll: ApiFault; picture: { readonly name: PictureFault } }
export type FaultOf<K extends Kind> = Faulty[K]['name'] | Faulty[K]

export type Faults = {
  /** Makes the next `times` requests of this kind meet the fault. Calls queue up. */
  readonly next: <K extends Kind>(kind: K, fault: FaultOf<K>, times?: number) => void
  /** Lets the next `times` requests of this kind succeed, whatever `always` says. */
  readonly pass: (kind: Kind, times?: number) => void
  /** Makes every request of this kind meet the fault; call it without a fault to end this. */
  readonly always: <K extends Kind>(kind: K, fault?: FaultOf<K>) => void
  /** Makes every `nth` request of this kind meet the fault if no other fault is set for it. */
  readonly every: <K extends Kind>(kind: K, nth: number, fault: FaultOf<K>) => void
  readonly clear: () => void
  readonly take: <K extends Kind>(kind: K) => Faulty[K] | undefined
}

type Lists = { [K in Kind]: (Faulty[K] | undefined)[] }

export function createFaults(): Faults {
  const queued: Lists = { submit: [], poll: [], picture: [] }
  const always: { [K in Kind]?: Faulty[K] | undefined } = {}
  const nthMeets: { [K in Kind]?: Faulty[K] | undefined } = {}
  const nths = { submit: 0, poll: 0, picture: 0 }
  const taken = { submit: 0, poll: 0, picture: 0 }
  return {
    next(kind, fault, times = 1) {
      for (let i = 0; i < times; i++) queued[kind].push(named(fault))
    },
    pass(kind, times = 1) {
      for (let i = 0; i < times; i++) queued[kind].push(undefined)
    },
    always(kind, fault) {
      always[kind] = fault && named(fault)
    },
    clear() {
      for (const kind of ['submit', 'poll', 'picture'] as const) {
        queued[kind].length = 0
        always[kind] = undefined
        nthMeets[kind] = undefined
      }
    },
    every(kind, nth, fault) {
      taken[kind] = 0
      nths[kind] = nth
      nthMeets[kind] = named(fault)
    },
    take(kind) {
      if (queued[kind].length > 0) return queued[kind].shift()
      taken[kind] += 1
      const isNth = nthMeets[kind] !== undefined && taken[kind] % nths[kind] === 0
      return isNth ? nthMeets[kind] : always[kind]
    },
  }
}

function named<K extends Kind>(fault: FaultOf<K>): Faulty[K] {
  // A bare name is short for the object; the compiler cannot follow that through the type parameter.
  return (typeof fault === 'string' ? { name: fault } : fault) as Faulty[K]
}
