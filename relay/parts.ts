/** What the routes of a relay share: made once from its options. */
import type { Context } from 'hono'
import type { Answer } from './answer.ts'
import type { PictureRules } from './fetch-picture.ts'
import { imageHosts } from './hosts.ts'
import { makeKeeper, type Keeper } from './keep/keeper.ts'
import { makeOwnKey } from './own-key.ts'
import type { Signed } from './picture.ts'
import type { RelayOptions } from './options.ts'
import { makeRoom, type Room } from './room.ts'
import { makeSign } from './secret.ts'
import type { Bodies } from './take-order.ts'
import { ask, type Upstream } from './upstream.ts'

export type Parts = {
  readonly upstream: Upstream
  readonly pictures: PictureRules
  readonly bodies: Bodies
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
  const ownKey = options.team && makeOwnKey(options.team.key)
  const rooms = makeRooms(options)
  const upstream: Upstream = {
    url: `${options.upstreamUrl.replace(/\/+$/, '')}/flux/v1`,
    fetch: send,
    submitTimeoutMs: options.submitTimeoutMs ?? 120_000,
    pollTimeoutMs: options.pollTimeoutMs ?? 30_000,
    room: rooms.answers,
    ownKey,
    now,
  }
  const pictures: PictureRules = {
    fetch: options.pictureFetch ?? (({ url }, headers, signal) => send(url.href, { redirect: 'manual', headers, signal })),
    allowed: imageHosts(options.imageHosts),
    maxBytes: options.maxImageBytes ?? 40_000_000,
    timeoutMs: options.pictureTimeoutMs ?? 60_000,
    rooms,
    ownKey,
  }
  const signed = { signs: makeSign(options.pictureSecret), now }
  const question: Parts['question'] = (id, authorization) =>
    ask(upstream, { path: `/get_result?id=${encodeURIComponent(id)}`, authorization })
  const key = options.team && `Bearer ${options.team.key}`
  return {
    upstream,
    pictures,
    bodies: { room: rooms.bodies, maxBytes: options.maxBodyBytes ?? 25_000_000, timeoutMs: options.bodyTimeoutMs ?? 100_000 },
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

/** What all callers together may hold at once, in bytes (docs/relay.md). */
const usualRooms: Required<NonNullable<RelayOptions['rooms']>> = {
  bodies: 50_000_000,
  answers: 30_000_000,
  passing: 64_000_000,
  whole: 60_000_000,
  waitMs: 15_000,
  stillMs: 3000,
}

type Rooms = { readonly bodies: Room; readonly answers: Room; readonly passing: Room; readonly whole: Room }

function makeRooms(options: RelayOptions): Rooms {
  const { waitMs, stillMs, ...sizes } = { ...usualRooms, ...options.rooms }
  const roomOf = (bytes: number): Room => makeRoom({ bytes, waitMs, stillMs })
  return { bodies: roomOf(sizes.bodies), answers: roomOf(sizes.answers), passing: roomOf(sizes.passing), whole: roomOf(sizes.whole) }
}
