/**
 * The relay speaks the service's own `/flux/v1/*`, adds the CORS headers a plugin window needs, and brings finished pictures
 * through itself (design §7). It logs nothing: key, prompt and picture pass through its memory only.
 */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { imageHosts } from './hosts.ts'
import { picture } from './picture.ts'
import { problem } from './problem.ts'
import { withSample } from './sample.ts'
import { ask, passOn, type Upstream } from './upstream.ts'

export type RelayOptions = {
  readonly upstreamUrl: string
  readonly fetch?: typeof fetch
  /** More hosts of pictures: `host`, `host:port`, `*.host`, or `http://host:port` where plain http is meant. */
  readonly imageHosts?: readonly string[]
  readonly maxImageBytes?: number
  readonly maxBodyBytes?: number
  /** Team mode: this key goes upstream instead of the caller's. Whoever reaches the relay spends it, so keep it in your network. */
  readonly teamKey?: string
  /** The relay's address as designers see it, where a proxy stands before it. */
  readonly publicUrl?: string
  readonly submitTimeoutMs?: number
  readonly pollTimeoutMs?: number
  readonly pictureTimeoutMs?: number
}

const MODEL = /^flux-[a-z0-9]+(?:[.-][a-z0-9]+){0,9}$/

export function createRelay(options: RelayOptions): Hono {
  const send = options.fetch ?? fetch
  const upstream: Upstream = {
    url: `${options.upstreamUrl.replace(/\/+$/, '')}/flux/v1`,
    fetch: send,
    teamKey: options.teamKey,
    submitTimeoutMs: options.submitTimeoutMs ?? 120_000,
    pollTimeoutMs: options.pollTimeoutMs ?? 30_000,
  }
  const pictureRules = {
    fetch: send,
    allowed: imageHosts(options.imageHosts),
    maxBytes: options.maxImageBytes ?? 40_000_000,
    timeoutMs: options.pictureTimeoutMs ?? 60_000,
  }
  const relay = new Hono()

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

  relay.get('/flux/v1/get_result', async (c) => {
    const id = c.req.query('id') ?? ''
    const answer = await ask(upstream, c, `/get_result?id=${encodeURIComponent(id)}`)
    if (answer instanceof Response) return answer
    const origin = options.publicUrl?.replace(/\/+$/, '') ?? new URL(c.req.url).origin
    return passOn(answer, throughRelay(answer.body, `${origin}/flux/v1/picture?url=`, pictureRules.allowed))
  })

  relay.get('/flux/v1/picture', (c) => picture(pictureRules, c))

  relay.post(
    '/flux/v1/:model',
    bodyLimit({
      maxSize: options.maxBodyBytes ?? 25_000_000,
      onError: (c) => problem(c, 413, 'too_large', 'The request is too large for the relay.'),
    }),
    async (c, next) => {
      const model = c.req.param('model')
      if (!MODEL.test(model)) return next()
      const answer = await ask(upstream, c, `/${model}`, await c.req.arrayBuffer())
      return answer instanceof Response ? answer : passOn(answer)
    },
  )

  relay.notFound((c) => problem(c, 404, 'not_found', 'The relay knows /flux/v1/{model}, get_result and picture only.'))
  relay.onError((_error, c) => problem(c, 502, 'upstream_unreachable', 'The relay failed on this request.'))
  return relay
}

/**
 * An address the relay would not fetch stays as it is: a person can still open it by hand, and a paid picture is not lost (law 2).
 * What is no JSON passes unchanged, so that the client sees what the service really said.
 */
function throughRelay(body: Uint8Array, prefix: string, allowed: (url: string) => URL | undefined): string | Uint8Array {
  try {
    const answer: unknown = JSON.parse(new TextDecoder().decode(body))
    return JSON.stringify(withSample(answer, (sample) => (allowed(sample) ? prefix + encodeURIComponent(sample) : undefined)))
  } catch {
    return body
  }
}
