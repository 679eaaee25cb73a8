/** Where kept pictures lie. Three kinds: memory, a directory, an object storage; none of them decides anything. */

/** What is known of an accepted task. Times in milliseconds since 1970. Neither prompt nor token is in it. */
export type KeptTask = {
  readonly id: string
  readonly acceptedAt: number
  /** Nothing while the picture is still waited for. */
  readonly kept: { readonly at: number; readonly until: number; readonly bytes: number; readonly seconds: number } | null
}

/** Whoever takes it reads it to its end or cancels it. */
export type Pieces = { readonly length: number; readonly body: ReadableStream<Uint8Array> }

export type Store = {
  /** The same for all relays that keep their pictures there. Nothing where no other can. */
  readonly place?: () => Promise<string>
  readonly list: () => Promise<readonly KeptTask[]>
  readonly read: (id: string) => Promise<KeptTask | undefined>
  readonly write: (mark: KeptTask, picture?: Uint8Array<ArrayBuffer>) => Promise<void>
  readonly picture: (id: string) => Promise<Uint8Array<ArrayBuffer> | undefined>
  /** The same piece by piece, from a store that does not have it in memory anyway: a slow caller holds one piece then, not all of it. */
  readonly pieces?: (id: string) => Promise<Pieces | undefined>
  readonly remove: (id: string) => Promise<void>
}

/** Ids so far: a UUID, letters and digits, a number, or the relay's own. Others are not kept, so each is a safe name. */
export function isKeepable(id: string): boolean {
  return /^[\w-]{1,200}$/.test(id)
}

/** A mark as it was written down, by this version or another. */
export function readMark(value: unknown): KeptTask | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { id, acceptedAt, kept } = value as Record<string, unknown>
  if (typeof id !== 'string' || !isKeepable(id) || typeof acceptedAt !== 'number') return undefined
  if (typeof kept !== 'object' || kept === null) return { id, acceptedAt, kept: null }
  const { at, until, bytes, seconds } = kept as Record<string, unknown>
  if (typeof at !== 'number' || typeof until !== 'number' || typeof bytes !== 'number' || typeof seconds !== 'number') return undefined
  return { id, acceptedAt, kept: { at, until, bytes, seconds } }
}
