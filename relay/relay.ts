/**
 * The relay speaks the service's own `/flux/v1/*`, adds the CORS headers a plugin window needs, and brings finished pictures
 * through itself (design §7). Nothing in here belongs to one platform: Node and Workers run the same app.
 */
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { readSubmitted } from '../src/core/comet.ts'
import { responseOf, type Answer } from './answer.ts'
import type { PictureFetch, PictureRules } from './fetch-picture.ts'
import { imageHosts } from './hosts.ts'
import { makeKeeper, type KeepOptions } from './keep/keeper.ts'
import { picture, show, unsigned } from './picture.ts'
import { problem, refuse } from './problem.ts'
import { samplesIn, withSample } from './sample.ts'
import { fingerprint, makeSign } from './secret.ts'
import { pictureType } from './sniff.ts'
import { makeDoor, type Team } from './team.ts'
import { makeTwice } from './twice.ts'
import { ask, type Upstream } from './upstream.ts'

export type RelayOptions = {
  readonly upstreamUrl: string
  readonly fetch?: typeof fetch
  /** How pictures are asked for, where the platform can look behind their host's name. */
  readonly pictureFetch?: PictureFetch
  /** More hosts of pictures: `host`, `host:port`, `*.host`, or `http://host:port` where plain http is meant. */
  readonly imageHosts?: readonly string[]
  readonly maxImageBytes?: number
  readonly maxBodyBytes?: number
  /** Team mode: this key goes upstream, and callers come with a token of the team. Without it the caller's own key goes upstream. */
  readonly team?: Team | undefined
  /** Only these, in either spelling. */
  readonly models?: readonly string[] | undefined
  /** Only in team mode, where the relay may ask for itself. */
  readonly keep?: KeepOptions | undefined
  /** The relay's address as designers see it, where a proxy stands before it. */
  readonly publicUrl?: string | undefined
  /** Signs the addresses of pictures. Needed where several processes are one relay. */
  readonly pictureSecret?: string | undefined
  readonly submitTimeoutMs?: number
  readonly pollTimeoutMs?: number
  readonly pictureTimeoutMs?: number
  readonly now?: () => number
  /** One line a request: method, path, status, time. Nothing else is ever told. */
  readonly log?: (line: string) => void
}

/** `sweep` looks after kept pictures; the platform calls it every now and then. */
export type Relay = Hono & { readonly sweep: () => Promise<void> }

const MODEL = /^flux-[a-z0-9]+(?:[.-][a-z0-9]+){0,9}$/
/** Longer than any link of the maker lives (api §4). */
const ADDRESS_SECONDS = 3600

export function createRelay(options: RelayOptions): Relay {
  const send: typeof fetch = options.fetch ?? ((input, init) => fetch(input, init))
  const now = options.now ?? Date.now
  const upstream: Upstream = {
    url: `${options.upstreamUrl.replace(/\/+$/, '')}/flux/v1`,
    fetch: send,
    submitTimeoutMs: options.submitTimeoutMs ?? 120_000,
    pollTimeoutMs: options.pollTimeoutMs ?? 30_000,
  }
  const pictures: PictureRules = {
    fetch: options.pictureFetch ?? (({ url }, headers, signal) => send(url.href, { redirect: 'manual', headers, signal })),
    allowed: imageHosts(options.imageHosts),
    maxBytes: options.maxImageBytes ?? 40_000_000,
    timeoutMs: options.pictureTimeoutMs ?? 60_000,
  }
  const { team } = options
  const signed = { signs: makeSign(options.pictureSecret), now }
  const door = team && makeDoor(team, now)
  const twice = makeTwice(now)
  const keyFor = (c: Context): string | undefined => (team ? `Bearer ${team.key}` : c.req.header('authorization'))
  const question = (id: string, authorization: string | undefined): Promise<Answer> =>
    ask(upstream, { path: `/get_result?id=${encodeURIComponent(id)}`, authorization })
  const keeper = team && options.keep && makeKeeper(options.keep, (id) => question(id, `Bearer ${team.key}`), pictures, now)
  const models = options.models && new Set(options.models.map(oneSpelling))
  const relay = new Hono()

  const address = async (c: Context, path: string, subject: string, value: string, until: number): Promise<string> => {
    const origin = options.publicUrl?.replace(/\/+$/, '') ?? new URL(c.req.url).origin
    return `${origin}/flux/v1/${path}?${await signed.signs.sign(subject, value, until / 1000)}`
  }

  relay.use(async (c, next) => {
    const start = now()
    await next()
    // As it was sent, not decoded: a line stays a line.
    options.log?.(`${c.req.method} ${new URL(c.req.url).pathname.slice(0, 100)} ${c.res.status} ${Math.round(now() - start)} ms`)
  })
  // The Authorization header must be named: a bare `*` does not cover it (api §3.4).
  relay.use(
    cors({
      origin: '*',
      allowMethods: ['GET', 'POST', 'OPTIONS'],
      allowHeaders: ['authorization', 'content-type'],
      exposeHeaders: ['retry-after'],
      maxAge: 7200,
    }),
  )
  relay.use(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'POST') return next()
    return refuse(problem(405, 'method_not_allowed', 'The relay knows GET and POST only.'))
  })

  relay.get('/flux/v1/picture', (c) => picture(pictures, signed, c))
  relay.get('/flux/v1/kept', async (c) => {
    const id = c.req.query('id') ?? ''
    const refusal = await unsigned(signed, c, 'id', id)
    if (refusal) return refuse(refusal)
    const bytes = (await keeper?.find(id)) && (await keeper?.picture(id))
    const type = bytes && pictureType(bytes)
    return type ? show(type, bytes.length, bytes) : refuse(problem(410, 'picture_gone', 'The picture is no longer kept.'))
  })

  relay.use('/flux/v1/*', async (c, next) => {
    const refusal = await door?.(c.req.header('authorization'))
    return refusal ? refuse(refusal.problem, refusal.retryAfter) : next()
  })

  relay.get('/flux/v1/get_result', async (c) => {
    const id = c.req.query('id') ?? ''
    // What is kept needs nobody else. A store that fails is no reason not to ask the service.
    const kept = await keeper?.find(id).catch(() => undefined)
    if (kept) {
      const sample = await address(c, 'kept', 'id', id, kept.kept.until)
      return c.json({ id, status: 'Ready', result: { sample, duration: kept.kept.seconds } }, 200, { 'cache-control': 'no-store' })
    }
    const answer = await question(id, keyFor(c))
    const until = now() + ADDRESS_SECONDS * 1000
    return responseOf({
      ...answer,
      body: await throughRelay(answer.body, pictures, (sample) => address(c, 'picture', 'url', sample, until)),
    })
  })

  relay.post(
    '/flux/v1/:model',
    async (c, next) => {
      const model = c.req.param('model')
      if (!MODEL.test(model)) return refuse(unknownPath)
      if (!models || models.has(oneSpelling(model))) return next()
      return refuse(problem(404, 'model_not_found', 'This relay does not offer the model.'))
    },
    bodyLimit({
      maxSize: options.maxBodyBytes ?? 25_000_000,
      onError: () => refuse(problem(413, 'too_large', 'The request is too large for the relay.')),
    }),
    async (c) => {
      const model = c.req.param('model')
      const body = await c.req.arrayBuffer()
      const turn = twice(await fingerprint(c.req.header('authorization') ?? '', model, body), async () => {
        const answer = await ask(upstream, { path: `/${model}`, authorization: keyFor(c), contentType: c.req.header('content-type'), body })
        await watch(answer)
        return answer
      })
      inBackground(c, turn.answer)
      const answer = await turn.answer
      return responseOf(answer, () => {
        if (!c.req.raw.signal.aborted) turn.taken()
      })
    },
  )

  /** The answer is what was paid for: it goes on, whatever becomes of the mark. */
  const watch = async ({ status, type = '', body }: Answer): Promise<void> => {
    const submitted = keeper && readSubmitted({ status, type, text: new TextDecoder().decode(body) })
    if (submitted && 'id' in submitted) await keeper.watch(submitted.id).catch(() => undefined)
  }

  relay.notFound(() => refuse(unknownPath))
  relay.onError(() => refuse(problem(502, 'upstream_unreachable', 'The relay failed on this request.')))
  return Object.assign(relay, { sweep: async () => keeper?.sweep() })
}

const unknownPath = problem(404, 'not_found', 'The relay knows /flux/v1/{model}, get_result and picture only.')

/** The service writes some names in two ways (api §0.5). */
const oneSpelling = (model: string): string => model.trim().replaceAll('.', '-')

/** Where the platform ends what a caller left behind, it is told to let this one end by itself. */
function inBackground(c: Context, work: Promise<unknown>): void {
  try {
    c.executionCtx.waitUntil(work)
  } catch {
    // Node has no such thing, and ends nothing.
  }
}

/**
 * An address the relay would not fetch stays as it is: a person can still open it by hand, and a paid picture is not lost (law 2).
 * What is no JSON passes unchanged, so that the client sees what the service really said.
 */
async function throughRelay(
  body: Answer['body'],
  { allowed }: PictureRules,
  rename: (sample: string) => Promise<string>,
): Promise<Answer['body']> {
  try {
    const said: unknown = JSON.parse(new TextDecoder().decode(body))
    const samples = samplesIn(said).filter((sample) => allowed(sample))
    if (samples.length === 0) return body
    const renamed = new Map(await Promise.all(samples.map(async (sample) => [sample, await rename(sample)] as const)))
    return new TextEncoder().encode(JSON.stringify(withSample(said, (sample) => renamed.get(sample))))
  } catch {
    return body
  }
}
