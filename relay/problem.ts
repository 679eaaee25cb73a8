/**
 * The relay's own refusals, with codes from the closed list of failures and an honest answer to "was I charged?" (DESIGN §7), so that
 * clients need no second parser. `type` has the relay's own reason, for engineers.
 */
import type { Charged, Failure, FailureCode } from '../src/core/failure/failure.ts'
import { responseOf, type Answer } from './answer.ts'

const reasons = {
  not_found: { code: 'model-unavailable', charged: 'no' },
  method_not_allowed: { code: 'bad-request', charged: 'no' },
  bad_request: { code: 'bad-request', charged: 'no' },
  too_large: { code: 'too-large', charged: 'no' },
  no_key: { code: 'key-missing', charged: 'no' },
  invalid_token: { code: 'key-rejected', charged: 'no' },
  too_many_requests: { code: 'rate-limited', charged: 'no' },
  model_not_found: { code: 'model-unavailable', charged: 'no' },
  'no-credit': { code: 'no-credit', charged: 'no' },
  own_key_refused: { code: 'forbidden', charged: 'no' },
  other_body: { code: 'bad-request', charged: 'no' },
  under_way: { code: 'rate-limited', charged: 'unknown' },
  state_away: { code: 'service-error', charged: 'no' },
  upstream_unreachable: { code: 'unreachable', charged: 'no' },
  host_not_allowed: { code: 'delivery-blocked', charged: 'unknown' },
  not_signed: { code: 'forbidden', charged: 'unknown' },
  picture_gone: { code: 'expired', charged: 'yes' },
  picture_unreachable: { code: 'delivery-blocked', charged: 'yes' },
  picture_too_large: { code: 'delivery-blocked', charged: 'yes' },
  not_a_picture: { code: 'bad-picture', charged: 'yes' },
  relay_busy: { code: 'rate-limited', charged: 'no' },
  relay_failed: { code: 'internal', charged: 'unknown' },
  relay_misconfigured: { code: 'service-error', charged: 'no' },
} as const satisfies Record<string, { readonly code: FailureCode; readonly charged: Charged }>

export type ProblemCode = keyof typeof reasons

export type Problem = { readonly status: number; readonly code: ProblemCode; readonly message: string }

export function problem(status: number, code: ProblemCode, message: string): Problem {
  return { status, code, message }
}

export const tooManyPictures = problem(503, 'relay_busy', 'The relay has too many pictures under way. Try again in a moment.')

export const tooManyRequests = problem(503, 'relay_busy', 'The relay has too much to do. Try again in a moment.')

export const noId = problem(400, 'bad_request', 'Which task? Its number goes behind ?id= in the address.')

export const ownKeyRefused = problem(503, 'own_key_refused', "The relay's key was refused: tell who runs it")

export const stateAway = problem(503, 'state_away', 'The relay cannot reach its state. Nothing was sent.')

export function refuse(refused: Problem, retryAfter?: number): Response {
  return responseOf({ ...answerOf(refused), retryAfter: retryAfter?.toString() })
}

/** `known` overrides the charge that the reason implies. */
export function answerOf({ status, code, message }: Problem, known?: Charged): Answer {
  const { code: plain, charged } = { ...reasons[code], ...(known ? { charged: known } : {}) }
  return jsonAnswer(status, { error: { code: plain, message, type: code }, charged })
}

/** A service's refusal, in its own words if it has any. */
export function answerOfFailure(failed: Failure, status: number, retryAfter?: string): Answer {
  const { code, charged, said, detail } = failed
  // Earlier versions of the plugin recognise these two by their type.
  const type = /^upstream_\w+/.exec(detail)?.[0] ?? 'service'
  const answer = jsonAnswer(honestStatus(code, status), {
    error: { code, message: said ?? (detail.startsWith('HTTP 0') ? moved : sentenceOf(code)), type },
    charged,
  })
  return { ...answer, retryAfter, mayBeTaken: code === 'maybe-submitted' || code === 'service-error' }
}

export function jsonAnswer(status: number, body: object): Answer {
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  return { status, type: 'application/json', retryAfter: undefined, body: bytes, mayBeTaken: false }
}

/** The status for a code: that of the service if it fits the code, as some refuse with a 200. */
function honestStatus(code: FailureCode, told: number): number {
  const usual: Partial<Record<FailureCode, readonly [number, ...number[]]>> = {
    'key-missing': [401],
    'key-rejected': [401],
    'no-credit': [402],
    forbidden: [403, 503],
    'model-unavailable': [404, 503, 410],
    'web-page': [502],
    'bad-request': [400, 422, 409],
    'moderated-request': [400, 403, 422],
    'too-large': [413],
    'rate-limited': [429],
  }
  const fitting = usual[code]
  if (fitting) return fitting.includes(told) ? told : fitting[0]
  return told >= 500 && told <= 599 ? told : 502
}

const moved = 'The service has moved this path. Check the upstream address of the relay.'

/** For services that refuse without a message. */
function sentenceOf(code: FailureCode): string {
  const sentences: Partial<Record<FailureCode, string>> = {
    'key-rejected': 'The service did not accept the key.',
    'no-credit': 'The account at the service has no credit left.',
    forbidden: 'The service does not allow this to the key.',
    'model-unavailable': 'The service does not offer the model.',
    'web-page': 'A web page came in place of the answer of the service.',
    'bad-request': 'The service refused the request.',
    'too-large': 'The request is too large for the service.',
    'rate-limited': 'The service has too much to do.',
    unreachable: 'The service could not be reached.',
  }
  return sentences[code] ?? 'The service failed on the request.'
}
