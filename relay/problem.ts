/** The relay's own refusals, in the shape CometAPI uses for its errors (api §3.2), so that the client needs no second parser. */
import { responseOf, type Answer } from './answer.ts'

/** The client reads some of them: 401 as a rejected key, `model_not_found` as a missing model, `upstream_lost` as perhaps paid. */
export type ProblemCode =
  | 'not_found'
  | 'method_not_allowed'
  | 'too_large'
  | 'no-credit'
  | 'invalid_token'
  | 'too_many_requests'
  | 'model_not_found'
  | 'upstream_lost'
  | 'upstream_unreachable'
  | 'host_not_allowed'
  | 'not_signed'
  | 'picture_gone'
  | 'picture_unreachable'
  | 'picture_too_large'
  | 'not_a_picture'
  | 'relay_busy'
  | 'relay_misconfigured'

export type Problem = { readonly status: number; readonly code: ProblemCode; readonly message: string }

export function problem(status: number, code: ProblemCode, message: string): Problem {
  return { status, code, message }
}

export const tooManyPictures = problem(503, 'relay_busy', 'The relay has too many pictures under way. Try again in a moment.')

export const tooManyRequests = problem(503, 'relay_busy', 'The relay has too much to do. Try again in a moment.')

export function refuse(refused: Problem, retryAfter?: number): Response {
  return responseOf({ ...answerOf(refused), retryAfter: retryAfter?.toString() })
}

export function answerOf({ status, code, message }: Problem): Answer {
  return {
    status,
    type: 'application/json',
    retryAfter: undefined,
    body: new TextEncoder().encode(JSON.stringify(bodyOf(code, message))),
    mayBeTaken: code === 'upstream_lost',
  }
}

function bodyOf(code: ProblemCode, message: string): object {
  return { error: { message, type: 'relay_error', param: null, code } }
}
