/**
 * Memory that is reserved byte by byte, so that all callers together never hold more than the limit. A request that finds none waits a
 * little, smallest first; a holder that makes no progress is evicted in favour of those who wait.
 */

export type Lease = {
  /** Aborts when the lease was evicted. */
  readonly lost: AbortSignal
  /** Changes the reservation to this total. False when there was no memory in time. */
  readonly grow: (bytes: number) => Promise<boolean>
  /** Reports progress, which protects the lease from eviction. */
  readonly moved: () => void
  /** Protects the lease for good, because what it holds may have been paid for. */
  readonly keep: () => void
  readonly release: () => void
}

/** `take` resolves to undefined when there was no memory in time. */
export type Room = { readonly take: (bytes: number) => Promise<Lease | undefined>; readonly used: () => number }

/** `stillMs`: how long without progress until a holder may be evicted. `waitMs`: how long a newcomer waits. */
export type RoomRules = { readonly bytes: number; readonly waitMs: number; readonly stillMs: number; readonly now?: () => number }

/** `seenAt` is the value of `movedAt` at the previous check. */
type Held = { bytes: number; movedAt: number; seenAt: number; isKept: boolean; readonly lost: AbortController }
type Waiting = { readonly bytes: number; readonly give: () => void }
type Books = {
  readonly rules: Required<RoomRules>
  readonly held: Set<Held>
  readonly waiting: Set<Waiting>
  used: number
  timer: ReturnType<typeof setTimeout> | undefined
}

export function makeRoom({ now = Date.now, ...rules }: RoomRules): Room {
  const books: Books = { rules: { ...rules, now }, held: new Set(), waiting: new Set(), used: 0, timer: undefined }
  return {
    used: () => books.used,
    async take(bytes) {
      const one: Held = { bytes: 0, movedAt: now(), seenAt: -1, isKept: false, lost: new AbortController() }
      books.held.add(one)
      // A request larger than the whole room may take all of it.
      const grow = (size: number): Promise<boolean> => add(books, one, Math.max(0, Math.min(size, rules.bytes) - one.bytes))
      if (!(await grow(bytes))) {
        drop(books, one)
        return undefined
      }
      return {
        lost: one.lost.signal,
        grow,
        moved: () => void (one.movedAt = now()),
        keep: () => void (one.isKept = true),
        release: () => drop(books, one),
      }
    },
  }
}

/** Adds at once if there is memory, otherwise in turn. False if that does not happen in time. */
function add(books: Books, one: Held, more: number): Promise<boolean> {
  const { rules, held, waiting } = books
  const give = (): void => {
    books.used += more
    one.bytes += more
    one.movedAt = rules.now()
  }
  if (books.used + more <= rules.bytes) {
    give()
    return Promise.resolve(true)
  }
  return new Promise((done) => {
    const end = (isGiven: boolean): void => {
      waiting.delete(me)
      clearTimeout(late)
      done(isGiven)
    }
    const me: Waiting = {
      bytes: more,
      give() {
        // It may have been evicted while it waited for more.
        if (held.has(one)) give()
        end(held.has(one))
      },
    }
    const late = setTimeout(() => end(false), rules.waitMs)
    one.lost.signal.addEventListener('abort', () => end(false))
    waiting.add(me)
    look(books)
  })
}

function drop(books: Books, one: Held): void {
  if (!books.held.delete(one)) return
  books.used -= one.bytes
  settle(books)
}

/** Small requests do not wait behind large ones. */
function settle(books: Books): void {
  const { waiting, rules } = books
  for (const one of [...waiting].sort((a, b) => a.bytes - b.bytes)) if (books.used + one.bytes <= rules.bytes) one.give()
  look(books)
}

/** Checks for stalled holders as long as somebody waits. */
function look(books: Books): void {
  const { stillMs, waitMs } = books.rules
  if (books.waiting.size > 0) {
    books.timer ??= setTimeout(() => giveWay(books), Math.min(stillMs, waitMs) / 4)
  } else {
    clearTimeout(books.timer)
    books.timer = undefined
  }
}

/**
 * Evicts the holder that has been still longest, until the smallest waiting request fits. A holder must be seen still twice: if the process
 * itself was slow, data that arrived meanwhile is read between two checks.
 */
function giveWay(books: Books): void {
  const { rules, held, waiting } = books
  books.timer = undefined
  const isStill = (one: Held): boolean =>
    one.bytes > 0 && !one.isKept && one.seenAt === one.movedAt && rules.now() - one.movedAt >= rules.stillMs
  const still = [...held].filter(isStill).sort((a, b) => a.movedAt - b.movedAt)
  for (const one of held) one.seenAt = one.movedAt
  for (const one of still) {
    if (waiting.size === 0) break
    const needed = Math.min(...Array.from(waiting, ({ bytes }) => bytes))
    if (books.used + needed <= rules.bytes) break
    one.lost.abort()
    drop(books, one)
  }
  settle(books)
}
