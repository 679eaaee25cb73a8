/** The relay's own refusals, in the shape CometAPI uses for its errors (api §3.2), so that the client needs no second parser. */
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

export type ProblemCode =
  | 'not_found'
  | 'too_large'
  | 'upstream_lost'
  | 'upstream_unreachable'
  | 'host_not_allowed'
  | 'picture_gone'
  | 'picture_unreachable'
  | 'picture_too_large'
  | 'not_a_picture'

export function problem(c: Context, status: ContentfulStatusCode, code: ProblemCode, message: string): Response {
  return c.json({ error: { message, type: 'relay_error', param: null, code } }, status)
}
