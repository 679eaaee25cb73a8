/** Lets a page of any origin read what the relay says, the null origin of a plugin's window among them, and none with credentials. */
import type { MiddlewareHandler } from 'hono'

/** Says on every answer that this is a relay, which knows more than a service does (DESIGN §7). */
const always = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'retry-after,x-depth-restyle-relay,idempotent-replayed',
  'x-depth-restyle-relay': '1',
}

const preflight = {
  ...always,
  'access-control-allow-methods': 'GET,POST,OPTIONS',
  // The Authorization header must be named: a bare `*` does not cover it (api §3.4).
  'access-control-allow-headers': 'authorization,content-type,idempotency-key,prefer',
  'access-control-max-age': '7200',
}

/** An answer that does not come from the app. */
export function openedToPages(response: Response): Response {
  for (const [name, value] of Object.entries(always)) response.headers.set(name, value)
  return response
}

/** Hono's own would build each answer twice, which is felt at hundreds of questions a second. */
export const openToPages: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'OPTIONS') return new Response(null, { status: 204, headers: preflight })
  await next()
  openedToPages(c.res)
  return undefined
}
