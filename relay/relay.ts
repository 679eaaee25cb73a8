/** The app: routes requests to their handlers. One Hono app without anything platform-specific. */
import { Hono, type MiddlewareHandler } from 'hono'
import { offerOf } from '../src/core/service/services/services.ts'
import { cancel } from './cancel.ts'
import { openToPages } from './cors.ts'
import { keptPicture } from './kept.ts'
import { makeSweepTurn } from './keep/sweep-turn.ts'
import { models } from './models.ts'
import { makeModelCheck, makeOrder, unknownPath } from './order.ts'
import type { RelayOptions } from './options.ts'
import { makeParts, type Parts } from './parts.ts'
import { picture } from './picture.ts'
import { lineOf } from './operate/lines.ts'
import { operateRoutes } from './operate/routes.ts'
import { problem, refuse, stateAway } from './problem.ts'
import { result } from './results.ts'
import { StateAway } from './state/state-store.ts'
import { keyless, makeAuthorize } from './team.ts'
import { trouble } from './trouble.ts'

/** `sweep` looks after kept pictures and after orders abandoned by other relays; the platform calls it periodically. */
export type Relay = Hono & {
  readonly sweep: () => Promise<void>
  /** One sentence for everything that the services lack to work. */
  readonly missing: () => Promise<readonly string[]>
  /** Answers all held requests at once, as the relay is about to end. */
  readonly endHolds: () => void
}

export function createRelay(options: RelayOptions): Relay {
  const parts = makeParts(options)
  const { now } = parts
  const relay = new Hono()
  const place = options.keep?.place
  const isTurn = options.state && place !== undefined ? makeSweepTurn(options.state, place) : async () => true

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
    // Some health checks use HEAD.
    if (c.req.method === 'HEAD' && /^\/(health|ready)z$/.test(c.req.path)) return next()
    return refuse(problem(405, 'method_not_allowed', 'The relay knows GET and POST only.'))
  })
  route(relay, options, parts)
  relay.notFound(() => refuse(unknownPath))
  relay.onError((error) => {
    // For orders this is handled elsewhere; here nothing was sent.
    if (error instanceof StateAway) return refuse(stateAway)
    options.log?.(lineOf(now(), 'fault', { what: trouble(error) }))
    return refuse(problem(502, 'relay_failed', 'The relay failed on this request.'))
  })
  return Object.assign(relay, {
    sweep: () => sweep(options, parts, isTurn),
    endHolds: () => parts.watching.endHolds(),
    missing: async () => (await Promise.all(parts.carriers.map(async ({ missing }) => (await missing?.()) ?? []))).flat(),
  })
}

function route(relay: Hono, options: RelayOptions, parts: Parts): void {
  const authorize = options.team && makeAuthorize(options.team, parts.now, options.rate)
  const refusalOf = makeModelCheck(
    options.models,
    parts.carriers.map(({ facts }) => facts),
  )
  const order = makeOrder(parts)

  // Registered before the authorization, because browsers load pictures without a key; their signature protects them.
  relay.get('/flux/v1/picture', (c) => picture(parts.pictures, parts.signed, c))
  relay.get('/flux/v1/view', (c) => picture(parts.views, parts.signed, c))
  relay.get('/flux/v1/kept', (c) => keptPicture(parts, c))

  const known: MiddlewareHandler = async (c, next) => {
    const refusal = await authorize?.(c.req.header('authorization'))
    return refusal ? refuse(refusal.problem, refusal.retryAfter) : next()
  }
  for (const path of ['/flux/v1/*', '/v1/*', '/usage']) relay.use(path, known)
  operateRoutes(relay, options.operating ?? {})
  relay.get('/v1/models', (c) => models(parts, refusalOf, c))
  relay.get('/flux/v1/get_result', (c) => result(parts, c))
  relay.post('/flux/v1/cancel', (c) => cancel(parts, c))
  relay.post(
    '/flux/v1/:model',
    async (c, next) => {
      const model = c.req.param('model')
      const refusal = refusalOf(model) ?? (isFree(parts, model) ? undefined : keyless(c.req.header('authorization')))
      return refusal ? refuse(refusal) : next()
    },
    (c) => order(c, c.req.param('model')),
  )
}

/** Whether the first service that has the model is an own GPU, which needs no key. */
function isFree({ carriers }: Parts, model: string): boolean {
  return carriers.find(({ facts }) => offerOf(facts, model) !== null)?.facts.id === 'comfyui'
}

/** In parallel, so that slow pictures do not delay abandoned orders. */
async function sweep(options: RelayOptions, parts: Parts, isTurn: () => Promise<boolean>): Promise<void> {
  await Promise.all([sweepKept(parts, isTurn), takeOn(options, parts)])
}

async function sweepKept({ keeper }: Parts, isTurn: () => Promise<boolean>): Promise<void> {
  if (keeper && (await isTurn())) await keeper.sweep()
}

async function takeOn({ state }: RelayOptions, { watching, carriers }: Parts): Promise<void> {
  if (!state) return
  // The relay can only ask for abandoned orders of others with a key of its own.
  const able = carriers.filter(({ ownKey, facts }) => ownKey !== undefined || facts.id === 'comfyui')
  await watching.takeOn(({ service }) => able.find(({ facts }) => facts.id === service))
}
