/** What the routes of a relay share, created once from its options. */
import type { Context } from 'hono'
import type { ServiceId } from '../src/core/service/services/service.ts'
import { lineOrigin, pictureOfLine } from './comfyui/line-carrier.ts'
import type { PictureRules } from './fetch-picture.ts'
import { imageHosts } from './hosts.ts'
import { makeKeeper, type Keeper } from './keep/keeper.ts'
import type { RelayOptions } from './options.ts'
import type { NamedPorts } from './orders/named.ts'
import { refOf } from './orders/order-id.ts'
import { makeWatching, type Watching } from './orders/watching.ts'
import { makeOwnKey } from './own-key.ts'
import type { Signed } from './picture.ts'
import { makeRoom, type Room } from './room.ts'
import { makeSign } from './secret.ts'
import type { Carrier } from './services/carrier.ts'
import { makeCarriers, sourcesOf } from './services/carriers.ts'
import { memoryState } from './state/memory.ts'
import type { StateStore } from './state/state-store.ts'
import type { Bodies } from './take-order.ts'

export type Parts = {
  readonly carriers: readonly Carrier[]
  readonly baseOf: (id: ServiceId) => string
  /** Allows only the address of a ComfyUI itself, for its pictures. */
  readonly views: PictureRules
  readonly pictures: PictureRules
  readonly bodies: Bodies
  readonly signed: Signed
  readonly keeper: Keeper | undefined
  readonly state: StateStore
  readonly watching: Watching
  readonly named: NamedPorts
  readonly isTeam: boolean
  readonly gate: RelayOptions['gate']
  readonly observe: RelayOptions['observe']
  readonly now: () => number
  /** The key for this service: the relay's own, otherwise the caller's. Undefined where none is needed. */
  readonly keyFor: (c: Context, carrier: Carrier) => string | undefined
  /** A signed address of the relay itself. `until` in milliseconds. */
  readonly address: (c: Context, path: string, subject: string, value: string, until: number) => Promise<string>
}

export function makeParts(options: RelayOptions): Parts {
  const now = options.now ?? Date.now
  const sources = sourcesOf(options)
  const [first, ...others] = sources.flatMap(({ key }) => key ?? [])
  const ownKey = first === undefined ? undefined : makeOwnKey(first, ...others)
  const rooms = makeRooms(options)
  const send: typeof fetch = options.fetch ?? ((input, init) => fetch(input, init))
  const line = { fetch: send, room: rooms.answers, maxAnswerBytes: withBase64(options.maxImageBytes ?? usualImageBytes), ownKey, now }
  const pause = options.pause ?? unheldPause
  const carriers = makeCarriers(options, sources, { line, pause })
  const pictures = rulesOf(options, send, { rooms, ownKey }, (url) =>
    carriers.some(({ facts, mayFetch }) => facts.id !== 'comfyui' && mayFetch(String(url))),
  )
  const state = options.state ?? memoryState(now)
  const watching = makeWatching({ state, now, pause, observe: options.observe, watchesAlways: options.watchesAlways ?? true })
  const signed = { signs: makeSign(options.pictureSecret), now }
  const baseOf = (id: ServiceId): string => sources.find((source) => source.id === id)?.url ?? ''
  const views = rulesOf(options, send, { rooms, ownKey }, (url) =>
    carriers.some(({ facts, mayFetch }) => facts.id === 'comfyui' && mayFetch(String(url))),
  )
  return {
    carriers,
    baseOf,
    views,
    pictures,
    bodies: { room: rooms.bodies, maxBytes: options.maxBodyBytes ?? 25_000_000, timeoutMs: options.bodyTimeoutMs ?? 100_000 },
    signed,
    state,
    watching,
    named: { state, now, pause },
    isTeam: options.team !== undefined,
    gate: options.gate,
    observe: options.observe,
    now,
    keyFor: (c, { ownKey: own, facts }) => own ?? (options.team || facts.id === 'comfyui' ? undefined : bearerOf(c)),
    keeper:
      options.keep && carriers.every(({ ownKey: own, facts }) => own !== undefined || facts.id === 'comfyui')
        ? makeKeeper(options.keep, keepingLook(carriers, baseOf), pictures, now)
        : undefined,
    address: async (c, path, subject, value, until) => {
      const origin = options.publicUrl?.replace(/\/+$/, '') ?? new URL(c.req.url).origin
      return `${origin}/flux/v1/${path}?${await signed.signs.sign(subject, value, until / 1000)}`
    },
  }
}

function keepingLook(carriers: readonly Carrier[], baseOf: Parts['baseOf']): Parameters<typeof makeKeeper>[1] {
  return async (id) => {
    const found = refOf(carriers, baseOf, id)
    return found ? (await found.carrier.look(found.ref, found.carrier.ownKey)).look : { kind: 'missing' }
  }
}

export function bearerOf(c: Context): string | undefined {
  return /^\S+ +(\S.*)$/.exec(c.req.header('authorization') ?? '')?.[1]?.trim()
}

type Shared = { readonly rooms: Rooms; readonly ownKey: PictureRules['ownKey'] }

function rulesOf(
  options: RelayOptions,
  send: typeof fetch,
  { rooms, ownKey }: Shared,
  isListed: (url: string | URL) => boolean,
): PictureRules {
  // The services list the hosts. Configured ones are added, because only they can mark an address as named exactly.
  const places = imageHosts(
    [...(options.imageHosts ?? []), ...sourcesOf(options).flatMap(({ id, url }) => (id === 'comfyui' ? new URL(url).origin : []))],
    [...new Set(sourcesOf(options).flatMap(({ pictureHosts }) => pictureHosts))],
  )
  return {
    fetch:
      fromQueue(options) ?? options.pictureFetch ?? (({ url }, headers, signal) => send(url.href, { redirect: 'manual', headers, signal })),
    allowed: (address) => (isListed(address) ? places(address) : undefined),
    maxBytes: options.maxImageBytes ?? usualImageBytes,
    timeoutMs: options.pictureTimeoutMs ?? 60_000,
    rooms,
    ownKey,
  }
}

/** Pictures of workers come from their queue, all others from their hosts. */
function fromQueue({ queue, pictureFetch, fetch: send = fetch }: RelayOptions): PictureRules['fetch'] | undefined {
  if (!queue) return undefined
  const others: PictureRules['fetch'] =
    pictureFetch ?? (({ url }, headers, signal) => send(url.href, { redirect: 'manual', headers, signal }))
  return (place, headers, signal) => (place.url.origin === lineOrigin ? pictureOfLine(queue, place.url) : others(place, headers, signal))
}

/** The timer does not keep the process alive. */
async function unheldPause(ms: number): Promise<void> {
  await new Promise<void>((done) => {
    const timer: unknown = setTimeout(done, ms)
    if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function') timer.unref()
  })
}

const usualImageBytes = 40_000_000

/** The largest answer that has such a picture in it as base64, with room for everything else it says. */
function withBase64(imageBytes: number): number {
  return Math.ceil((imageBytes * 4) / 3) + 5_000_000
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
