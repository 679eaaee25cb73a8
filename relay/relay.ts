/**
 * The relay speaks the service's own `/flux/v1/*`, adds the CORS headers a plugin window needs, and brings finished pictures
 * through itself (design §7). Nothing in here belongs to one platform: Node and Workers run the same app.
 */
import { Hono, type MiddlewareHandler } from 'hono'
import { openToPages } from './cors.ts'
import { keptPicture } from './kept.ts'
import { makeModelCheck, makeOrder, unknownPath } from './order.ts'
import type { RelayOptions } from './options.ts'
import { makeParts } from './parts.ts'
import { picture } from './picture.ts'
import { lineOf } from './operate/lines.ts'
import { operateRoutes } from './operate/routes.ts'
import { problem, refuse } from './problem.ts'
import { result } from './results.ts'
import { keyless, makeAuthorize } from './team.ts'
import { trouble } from './trouble.ts'

/** `sweep` looks after kept pictures; the platform calls it every now and then. */
export type Relay = Hono & { readonly sweep: () => Promise<void> }

export function createRelay(options: RelayOptions): Relay {
  const parts = makeParts(options)
  const { now, keeper } = parts
  const authorize = options.team && makeAuthorize(options.team, now, options.rate)
  const refusalOf = makeModelCheck(options.models)
  const order = makeOrder(parts)
  const relay = new Hono()

  relay.use(async (c, next) => {
    const start = now()
    await next()
    if (!options.log) return
    const path = new URL(c.req.url).pathname.slice(0, 100)
    options.log(lineOf(start, 'request', { method: c.req.method, path, status: c.res.status, ms: Math.round(now() - start) }))
  })
  relay.use(openToPages)
  relay.use(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'POST') return next()
    return refuse(problem(405, 'method_not_allowed', 'The relay knows GET and POST only.'))
  })

  // Asked for without a key, so before the caller is asked for one: their own signature opens them.
  relay.get('/flux/v1/picture', (c) => picture(parts.pictures, parts.signed, c))
  relay.get('/flux/v1/kept', (c) => keptPicture(parts, c))

  const known: MiddlewareHandler = async (c, next) => {
    const refusal = await authorize?.(c.req.header('authorization'))
    return refusal ? refuse(refusal.problem, refusal.retryAfter) : next()
  }
  relay.use('/flux/v1/*', known)
  relay.use('/usage', known)
  operateRoutes(relay, options.operating ?? {})
  relay.get('/flux/v1/get_result', (c) => result(parts, c))
  relay.post(
    '/flux/v1/:model',
    async (c, next) => {
      const refusal = refusalOf(c.req.param('model')) ?? keyless(c.req.header('authorization'))
      return refusal ? refuse(refusal) : next()
    },
    (c) => order(c, c.req.param('model')),
  )

  relay.notFound(() => refuse(unknownPath))
  relay.onError((error) => {
    options.log?.(lineOf(now(), 'fault', { what: trouble(error) }))
    return refuse(problem(502, 'upstream_unreachable', 'The relay failed on this request.'))
  })
  return Object.assign(relay, { sweep: async () => keeper?.sweep() })
}
