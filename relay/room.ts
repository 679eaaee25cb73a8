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

type Held = { bytes: number; movedAt: number; isKept: boolean; readonly lost: AbortController }
type Waiting = { readonly bytes: number; readonly give: () => void }

export function makeRoom({ bytes: all, waitMs, stillMs, now = Date.now }: RoomRules): Room {
  const held = new Set<Held>()
  const waiting = new Set<Waiting>()
  let used = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const drop = (one: Held): void => {
    if (!held.delete(one)) return
    used -= one.bytes
    settle()
  }
  /** One that needs little does not wait behind one that needs much. */
  const settle = (): void => {
    for (const one of [...waiting].sort((a, b) => a.bytes - b.bytes)) if (used + one.bytes <= all) one.give()
    look()
  }
  /** The one that has been still longest leaves first, until the smallest of those who wait finds room. */
  const giveWay = (): void => {
    timer = undefined
    const isStill = (one: Held): boolean => one.bytes > 0 && !one.isKept && now() - one.movedAt >= stillMs
    for (const one of [...held].filter(isStill).sort((a, b) => a.movedAt - b.movedAt)) {
      if (waiting.size === 0) break
      const needed = Math.min(...Array.from(waiting, ({ bytes }) => bytes))
      if (used + needed <= all) break
      one.lost.abort()
      drop(one)
    }
    settle()
  }
  const look = (): void => {
    if (waiting.size === 0) {
      clearTimeout(timer)
      timer = undefined
    } else timer ??= setTimeout(giveWay, Math.min(stillMs, waitMs) / 4)
  }

  const add = (one: Held, more: number): Promise<boolean> => {
    const give = (): void => {
      used += more
      one.bytes += more
      one.movedAt = now()
    }
    if (used + more <= all) {
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
      const late = setTimeout(() => end(false), waitMs)
      one.lost.signal.addEventListener('abort', () => end(false))
      waiting.add(me)
      look()
    })
  }

  return {
    used: () => used,
    async take(bytes) {
      const one: Held = { bytes: 0, movedAt: now(), isKept: false, lost: new AbortController() }
      held.add(one)
      // One that is larger than all of it may have all of it.
      const grow = (size: number): Promise<boolean> => add(one, Math.max(0, Math.min(size, all) - one.bytes))
      if (!(await grow(bytes))) {
        drop(one)
        return undefined
      }
      return {
        lost: one.lost.signal,
        grow,
        moved: () => void (one.movedAt = now()),
        keep: () => void (one.isKept = true),
        release: () => drop(one),
      }
    },
  }
}
