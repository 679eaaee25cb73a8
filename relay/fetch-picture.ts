/** Fetches a picture from its host with guards: listed hosts at every redirect, pictures only, limited in size and time. */
import { dismiss, peel, readAll, type Body } from './bytes.ts'
import type { ImageHosts, Place } from './hosts.ts'
import type { Limit } from './limit.ts'
import type { OwnKey } from './own-key.ts'
import { openWay, passing, type Way } from './passing.ts'
import { problem, tooManyPictures, type Problem } from './problem.ts'
import type { Room } from './room.ts'
import { pictureType, SNIFF_LENGTH } from './sniff.ts'

/** Makes one request without following redirects. Some platforms also check the address behind the name. */
export type PictureFetch = (place: Place, headers: Readonly<Record<string, string>>, signal: AbortSignal) => Promise<Response>

export type PictureRules = {
  readonly fetch: PictureFetch
  readonly allowed: ImageHosts
  readonly maxBytes: number
  readonly timeoutMs: number
  /** Memory for pictures that pass through, and for those that are read whole in order to be kept. */
  readonly rooms: { readonly passing: Room; readonly whole: Room }
  readonly ownKey: OwnKey | undefined
}

export type Fetched =
  | { readonly kind: 'picture'; readonly type: string; readonly length: number | undefined; readonly body: Body }
  | { readonly kind: 'problem'; readonly problem: Problem }

const MAX_REDIRECTS = 3
/** Nothing of the caller's request is passed on. Without content encoding the size is known in advance. */
const headers = { accept: 'image/*', 'accept-encoding': 'identity' }

/** `left` aborts when the caller is gone. Never throws before the first byte; afterwards the body itself fails. */
export async function fetchPicture(rules: PictureRules, address: string, left?: AbortSignal): Promise<Fetched> {
  const place = rules.allowed(address)
  if (!place) return no(403, 'host_not_allowed', 'The relay fetches no pictures from this address.')
  const way = await openWay(rules.rooms.passing, rules.timeoutMs, left)
  if (!way) return { kind: 'problem', problem: tooManyPictures }
  const fetched = await guarded(rules, place, way)
  // Stops a host that is still sending.
  if (fetched.kind === 'problem') way.limit.stop()
  return fetched
}

/** Fetches the whole picture into memory. */
export async function fetchWholePicture(rules: PictureRules, address: string): Promise<Uint8Array<ArrayBuffer> | Problem> {
  const lost = problem(502, 'picture_unreachable', 'The picture was cut off.')
  const fetched = await fetchPicture(rules, address)
  if (fetched.kind === 'problem') return fetched.problem
  const lease = await rules.rooms.whole.take(fetched.length ?? rules.maxBytes)
  try {
    // The body enforces its own time limit.
    if (lease) return (await readAll(fetched.body, rules.maxBytes, { race: (work) => work, moved: lease.moved })) ?? lost
    await fetched.body.cancel()
    return lost
  } catch {
    return lost
  } finally {
    lease?.release()
  }
}

async function guarded(rules: PictureRules, place: Place, way: Way): Promise<Fetched> {
  try {
    const response = await follow(rules, place, way.limit)
    if (!response) return no(403, 'host_not_allowed', 'The picture was redirected to an address the relay does not trust.')
    const fetched = await judge(rules, response, way)
    if (fetched.kind === 'problem') forget(response)
    return fetched
  } catch {
    return no(502, 'picture_unreachable', 'The picture could not be fetched.')
  }
}

/** Follows redirects manually, because each target must be on the list. */
async function follow(rules: PictureRules, start: Place, limit: Limit): Promise<Response | undefined> {
  let place: Place | undefined = start
  for (let hop = 0; place && hop <= MAX_REDIRECTS; hop++) {
    const response: Response = await limit.race(rules.fetch(place, headers, limit.signal))
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
    if (location === null) return response
    forget(response)
    const base: string = place.url.href
    place = URL.canParse(location, base) ? rules.allowed(new URL(location, base)) : undefined
  }
  return undefined
}

const gone = 'The link to the picture has expired.'

async function judge(rules: PictureRules, response: Response, way: Way): Promise<Fetched> {
  const { status } = response
  if (status === 403 || status === 404 || status === 410) return no(status, 'picture_gone', gone)
  // Some storage services answer like this when a signature has expired.
  if (status === 400 || status === 401) return no(410, 'picture_gone', gone)
  if (status !== 200 || !response.body) return no(502, 'picture_unreachable', `The picture host answered ${status}.`)
  // Other values say nothing about the bytes: file stores return whatever was stored with a file, such as `base64` or `utf-8`.
  if (/gzip|deflate|br|zstd|compress/i.test(response.headers.get('content-encoding') ?? ''))
    return no(415, 'not_a_picture', 'The picture came packed, and the relay unpacks nothing.')
  const told = response.headers.get('content-length')
  const length = told !== null && /^\d{1,15}$/.test(told) ? Number(told) : undefined
  if (length !== undefined && length > rules.maxBytes) return no(413, 'picture_too_large', 'The picture is too large.')

  const { head, reader } = await peel(response.body, SNIFF_LENGTH, way.limit.race)
  const type = pictureType(head)
  if (!type) {
    dismiss(reader)
    return no(415, 'not_a_picture', 'What came from the picture host is no picture.')
  }
  const sift = rules.ownKey?.makeSift()
  return { kind: 'picture', type, length, body: passing(head, reader, { maxBytes: length ?? rules.maxBytes, way, sift }) }
}

function forget(response: Response): void {
  if (!response.body?.locked) void response.body?.cancel().catch(() => undefined)
}

function no(...[status, code, message]: Parameters<typeof problem>): Fetched {
  return { kind: 'problem', problem: problem(status, code, message) }
}
