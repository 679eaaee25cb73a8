/** CORS for pages of any origin, including the null origin of a plugin's window, without credentials. */
import type { MiddlewareHandler } from 'hono'

/** Sent with every answer; identifies this as a relay, which offers more than a service (DESIGN §7). */
const always = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'retry-after,x-depth-restyle-relay,idempotent-replayed',
  'x-depth-restyle-relay': '1',
}

const preflight = {
  ...always,
  'access-control-allow-methods': 'GET,POST,OPTIONS',
  // The Authorization header must be listed: a bare `*` does not cover it (api §3.4).
  'access-control-allow-headers': 'authorization,content-type,idempotency-key,prefer',
  'access-control-max-age': '7200',
}

/** Adds the headers to an answer that does not come from the app. */
export function openedToPages(response: Response): Response {
  for (const [name, value] of Object.entries(always)) response.headers.set(name, value)
  return response
}

/** Hono's own middleware would build each answer twice, which matters at hundreds of requests per second. */
export const openToPages: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'OPTIONS') return new Response(null, { status: 204, headers: preflight })
  await next()
  openedToPages(c.res)
  return undefined
}
