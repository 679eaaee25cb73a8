/**
 * Memory that is given out by the byte, so that all callers together never hold more than was agreed on. Who finds none waits a
 * little, the smallest first; who holds some and does not move gives way to those who wait.
 */

export type Lease = {
  /** Aborts when it had to give way. */
  readonly lost: AbortSignal
  /** As many bytes in all from now on. False where there was no room in time. */
  readonly grow: (bytes: number) => Promise<boolean>
  /** Something came or went: whoever moves keeps what they have. */
  readonly moved: () => void
  /** From here on it gives way to nobody: what it stands for may have been paid. */
  readonly keep: () => void
  readonly release: () => void
}

/** Nothing where there was no room in time. */
export type Room = { readonly take: (bytes: number) => Promise<Lease | undefined>; readonly used: () => number }

/** `stillMs`: who has not moved for so long gives way. `waitMs`: how long a newcomer waits. */
export type RoomRules = { readonly bytes: number; readonly waitMs: number; readonly stillMs: number; readonly now?: () => number }

/** `seenAt`: when it had last moved, as the look before this one saw it. */
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
      // One that is larger than all of it may have all of it.
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

/** Now where there is room, else in its turn. False where that does not come in time. */
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
        // It may have had to give way while it waited for more.
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

/** One that needs little does not wait behind one that needs much. */
function settle(books: Books): void {
  const { waiting, rules } = books
  for (const one of [...waiting].sort((a, b) => a.bytes - b.bytes)) if (books.used + one.bytes <= rules.bytes) one.give()
  look(books)
}

/** As long as somebody waits, who is still is looked for. */
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
 * The one that has been still longest leaves first, until the smallest of those who wait finds room. It has to be seen still twice: where
 * the process itself was slow, what a caller sent meanwhile is read between two looks.
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
