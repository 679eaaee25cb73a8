/** What the routes of a relay share: made once from its options. */
import type { Context } from 'hono'
import type { Answer } from './answer.ts'
import type { PictureRules } from './fetch-picture.ts'
import { imageHosts } from './hosts.ts'
import { makeKeeper, type Keeper } from './keep/keeper.ts'
import type { Signed } from './picture.ts'
import type { RelayOptions } from './relay.ts'
import { makeSign } from './secret.ts'
import { ask, type Upstream } from './upstream.ts'

export type Parts = {
  readonly upstream: Upstream
  readonly pictures: PictureRules
  readonly signed: Signed
  readonly keeper: Keeper | undefined
  readonly now: () => number
  /** What goes upstream as `Authorization`. */
  readonly keyFor: (c: Context) => string | undefined
  readonly question: (id: string, authorization: string | undefined) => Promise<Answer>
  /** A signed address of the relay's own. `until` in milliseconds. */
  readonly address: (c: Context, path: string, subject: string, value: string, until: number) => Promise<string>
}

export function makeParts(options: RelayOptions): Parts {
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
  const signed = { signs: makeSign(options.pictureSecret), now }
  const question: Parts['question'] = (id, authorization) =>
    ask(upstream, { path: `/get_result?id=${encodeURIComponent(id)}`, authorization })
  const key = options.team && `Bearer ${options.team.key}`
  return {
    upstream,
    pictures,
    signed,
    now,
    question,
    keyFor: (c) => key ?? c.req.header('authorization'),
    keeper: key && options.keep ? makeKeeper(options.keep, (id) => question(id, key), pictures, now) : undefined,
    address: async (c, path, subject, value, until) => {
      const origin = options.publicUrl?.replace(/\/+$/, '') ?? new URL(c.req.url).origin
      return `${origin}/flux/v1/${path}?${await signed.signs.sign(subject, value, until / 1000)}`
    },
  }
}
