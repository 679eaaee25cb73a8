/**
 * Keeps pictures in S3-compatible object storage (Amazon, R2, MinIO and others). A mark is an empty object whose name contains all its
 * data, because a listing returns only names: one request returns a thousand marks.
 */
import { AwsClient } from 'aws4fetch'
import { readMark, type KeptTask, type Pieces, type Store } from './store.ts'

export type S3Options = {
  /** URL with the bucket as its path. */
  readonly address: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly region: string | undefined
}

type Ask = (path: string, init?: RequestInit) => Promise<Response>

const patienceMs = 30_000

/** Throws a sentence when the bucket cannot be listed. */
export async function s3Store({ address, region, ...keys }: S3Options): Promise<Store> {
  const client = new AwsClient({ ...keys, service: 's3', retries: 2, ...(region === undefined ? {} : { region }) })
  const ask: Ask = (path, init) => client.fetch(`${address}${path}`, { ...init, signal: AbortSignal.timeout(patienceMs) })
  const store = storeOf(ask)
  await listed(ask, 'marks/nobody/').catch((error: unknown) => {
    throw new Error('KEEP_PICTURES_S3: the bucket cannot be read: check address, keys and AWS_REGION.', { cause: error })
  })
  return { ...store, place: async () => address }
}

function storeOf(ask: Ask): Store {
  const marksOf = async (prefix: string): Promise<readonly Named[]> =>
    (await listed(ask, prefix)).flatMap((name) => {
      const mark = markOf(name)
      return mark ? { name, mark } : []
    })
  const picture = async (id: string): Promise<Response | undefined> => {
    const found = await ask(`/pictures/${id}`)
    if (found.ok) return found
    await found.body?.cancel()
    return undefined
  }
  return {
    list: async () => newest(await marksOf('marks/')),
    read: async (id) => newest(await marksOf(`marks/${id}/`))[0],
    async write(mark, bytes) {
      // The picture is written first, so that a mark that says "kept" always has one.
      if (bytes) await good(ask(`/pictures/${mark.id}`, { method: 'PUT', body: bytes }))
      const before = bytes ? await marksOf(`marks/${mark.id}/`) : []
      await good(ask(`/${nameOf(mark)}`, { method: 'PUT' }))
      await Promise.all(before.filter(({ name }) => name !== nameOf(mark)).map(({ name }) => good(ask(`/${name}`, { method: 'DELETE' }))))
    },
    async picture(id) {
      const found = await picture(id)
      return found && new Uint8Array(await found.arrayBuffer())
    },
    async pieces(id): Promise<Pieces | undefined> {
      const found = await picture(id)
      const length = Number(found?.headers.get('content-length') ?? Number.NaN)
      return found?.body && Number.isFinite(length) ? { length, body: found.body } : undefined
    },
    async remove(id) {
      const names = [...(await listed(ask, `marks/${id}/`)), `pictures/${id}`]
      await Promise.all(names.map((name) => good(ask(`/${name}`, { method: 'DELETE' }))))
    },
  }
}

type Named = { readonly name: string; readonly mark: KeptTask }

/** Between writing the new mark and deleting the old one there are two; the one that says "kept" counts. */
function newest(named: readonly Named[]): readonly KeptTask[] {
  const marks = new Map<string, KeptTask>()
  for (const { mark } of named) if (mark.kept || !marks.has(mark.id)) marks.set(mark.id, mark)
  return [...marks.values()]
}

function nameOf({ id, acceptedAt, kept }: KeptTask): string {
  const told = kept ? [acceptedAt, kept.at, kept.until, kept.bytes, Math.round(kept.seconds * 1000)] : [acceptedAt]
  return `marks/${id}/${told.map(Math.round).join('-')}`
}

function markOf(name: string): KeptTask | undefined {
  const [, id, told = ''] = /^marks\/([^/]+)\/([\d-]+)$/.exec(name) ?? []
  const [acceptedAt, at, until, bytes, ms] = told.split('-').map(Number)
  return readMark({ id, acceptedAt, kept: ms === undefined ? null : { at, until, bytes, seconds: ms / 1000 } })
}

/** All names with this prefix. Our names contain no characters that XML escapes. */
async function listed(ask: Ask, prefix: string): Promise<readonly string[]> {
  const names: string[] = []
  for (let next = ''; ;) {
    const page = next === '' ? '' : `&continuation-token=${encodeURIComponent(next)}`
    const answer = await good(ask(`/?list-type=2&prefix=${encodeURIComponent(prefix)}${page}`))
    const text = await answer.text()
    for (const [, name = ''] of text.matchAll(/<Key>([^<]*)<\/Key>/g)) names.push(name)
    next = /<NextContinuationToken>([^<]*)<\/NextContinuationToken>/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    if (next === '') return names
  }
}

async function good(asked: Promise<Response>): Promise<Response> {
  const answer = await asked
  // An object that does not exist need not be deleted.
  if (answer.ok || answer.status === 404) return answer
  await answer.body?.cancel()
  throw new Error(`The storage answered ${answer.status}.`)
}
