/** The interface of stores for kept pictures. The three kinds (memory, directory, object storage) only hold; they decide nothing. */

/** What is stored about an accepted task. Times in ms since 1970. Contains neither prompt nor token. */
export type KeptTask = {
  readonly id: string
  readonly acceptedAt: number
  /** Null while the picture is still awaited. */
  readonly kept: { readonly at: number; readonly until: number; readonly bytes: number; readonly seconds: number } | null
}

/** The body must be read to its end or cancelled. */
export type Pieces = { readonly length: number; readonly body: ReadableStream<Uint8Array> }

export type Store = {
  /** An id of the storage, equal for all relays that use it. Missing where no other relay can. */
  readonly place?: () => Promise<string>
  readonly list: () => Promise<readonly KeptTask[]>
  readonly read: (id: string) => Promise<KeptTask | undefined>
  readonly write: (mark: KeptTask, picture?: Uint8Array<ArrayBuffer>) => Promise<void>
  readonly picture: (id: string) => Promise<Uint8Array<ArrayBuffer> | undefined>
  /**
   * Like `picture` in pieces, for stores that do not have it in memory anyway: a slow caller then occupies one piece and not the whole
   * picture.
   */
  readonly pieces?: (id: string) => Promise<Pieces | undefined>
  readonly remove: (id: string) => Promise<void>
}

/** Known ids are a UUID, letters and digits, a number, or the relay's own. Others are not kept, so every id is a safe file name. */
export function isKeepable(id: string): boolean {
  return /^[\w-]{1,200}$/.test(id)
}

/** Reads a mark that this or another version has written. */
export function readMark(value: unknown): KeptTask | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { id, acceptedAt, kept } = value as Record<string, unknown>
  if (typeof id !== 'string' || !isKeepable(id) || typeof acceptedAt !== 'number') return undefined
  if (typeof kept !== 'object' || kept === null) return { id, acceptedAt, kept: null }
  const { at, until, bytes, seconds } = kept as Record<string, unknown>
  if (typeof at !== 'number' || typeof until !== 'number' || typeof bytes !== 'number' || typeof seconds !== 'number') return undefined
  return { id, acceptedAt, kept: { at, until, bytes, seconds } }
}
