/** The app: which question goes to whom. One Hono app without anything of one platform. */
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

/** `sweep` looks after kept pictures and orders that others have left; the platform calls it every now and then. */
export type Relay = Hono & {
  readonly sweep: () => Promise<void>
  /** What its services lack to work, each as a sentence. */
  readonly missing: () => Promise<readonly string[]>
  /** Answers everybody who waits for news: the relay is about to end. */
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
    // Some that watch over programs ask so.
    if (c.req.method === 'HEAD' && /^\/(health|ready)z$/.test(c.req.path)) return next()
    return refuse(problem(405, 'method_not_allowed', 'The relay knows GET and POST only.'))
  })
  route(relay, options, parts)
  relay.notFound(() => refuse(unknownPath))
  relay.onError((error) => {
    // Whoever has given an order hears of it elsewhere: here nothing was sent.
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

  // Asked for without a key, so before the caller is asked for one: their own signature opens them.
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

/** Whether an own GPU is the first that has it, which needs nobody's key. */
function isFree({ carriers }: Parts, model: string): boolean {
  return carriers.find(({ facts }) => offerOf(facts, model) !== null)?.facts.id === 'comfyui'
}

/** Side by side: pictures that come slowly keep nobody from the orders that were left. */
async function sweep(options: RelayOptions, parts: Parts, isTurn: () => Promise<boolean>): Promise<void> {
  await Promise.all([sweepKept(parts, isTurn), takeOn(options, parts)])
}

async function sweepKept({ keeper }: Parts, isTurn: () => Promise<boolean>): Promise<void> {
  if (keeper && (await isTurn())) await keeper.sweep()
}

async function takeOn({ state }: RelayOptions, { watching, carriers }: Parts): Promise<void> {
  if (!state) return
  // Only with a key of its own can the relay ask for what others have left.
  const able = carriers.filter(({ ownKey, facts }) => ownKey !== undefined || facts.id === 'comfyui')
  await watching.takeOn(({ service }) => able.find(({ facts }) => facts.id === service))
}
