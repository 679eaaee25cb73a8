/** Keeps pictures in object storage (R2 on Workers). Each mark is a small object of its own, so that one listing returns all of them. */
import { readMark, type KeptTask, type Store } from './store.ts'

/** The part of the R2 interface that is used. */
export type Bucket = {
  readonly get: (key: string) => Promise<Content | null>
  readonly head: (key: string) => Promise<Item | null>
  readonly put: (key: string, value: Uint8Array | string, options?: { customMetadata: Record<string, string> }) => Promise<unknown>
  readonly delete: (keys: string | string[]) => Promise<void>
  readonly list: (options: { prefix: string; include: ['customMetadata']; cursor?: string }) => Promise<Listing>
}

type Content = {
  readonly arrayBuffer: () => Promise<ArrayBuffer>
  readonly size: number
  readonly body: ReadableStream<Uint8Array>
}

type Item = { readonly customMetadata?: Readonly<Record<string, string>> }
type Listing = { readonly objects: readonly Item[]; readonly truncated: boolean; readonly cursor?: string }

function markKey(id: string): string {
  return `marks/${id}`
}

function pictureKey(id: string): string {
  return `pictures/${id}`
}

export function bucketStore(bucket: Bucket): Store {
  return {
    async list() {
      const found: KeptTask[] = []
      for (let cursor: string | undefined; ;) {
        const page = await bucket.list({ prefix: 'marks/', include: ['customMetadata'], ...(cursor === undefined ? {} : { cursor }) })
        found.push(...page.objects.flatMap((item) => markOf(item) ?? []))
        if (!page.truncated || page.cursor === undefined) return found
        cursor = page.cursor
      }
    },
    read: async (id) => markOf(await bucket.head(markKey(id))),
    async write(mark, picture) {
      // The picture is written first, so that a mark that says "kept" always has one.
      if (picture) await bucket.put(pictureKey(mark.id), picture)
      await bucket.put(markKey(mark.id), '', { customMetadata: { mark: JSON.stringify(mark) } })
    },
    async picture(id) {
      const item = await bucket.get(pictureKey(id))
      return item ? new Uint8Array(await item.arrayBuffer()) : undefined
    },
    async pieces(id) {
      const item = await bucket.get(pictureKey(id))
      return item ? { length: item.size, body: item.body } : undefined
    },
    remove: (id) => bucket.delete([markKey(id), pictureKey(id)]),
  }
}

function markOf(item: Item | null): KeptTask | undefined {
  try {
    return readMark(JSON.parse(item?.customMetadata?.['mark'] ?? 'null'))
  } catch {
    return undefined
  }
}
