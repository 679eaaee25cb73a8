/**
 * A browser sends a POST once more by itself when a used connection breaks under it (decision 6). The relay sees both and knows
 * that they are one: whoever comes with the very same while the first is under way, or after its answer found nobody, gets the
 * first one's answer. The service hears of it once.
 */
import type { Answer } from './answer.ts'

export type Turn = {
  readonly answer: Promise<Answer>
  /** False for the first of its kind: it is the one that is sent. */
  readonly isRepeat: boolean
  /** The answer has reached a caller. From here on the same request is a new wish. */
  readonly taken: () => void
}

export type Idempotency = (key: string, send: () => Promise<Answer>) => Turn

type Held = { readonly answer: Promise<Answer>; until: number; bytes: number }

/** An answer waits so long for its caller to come back. */
const keptMs = 10 * 60_000
/** Waiting answers beyond these drop the oldest; a large one does not wait at all. */
const mostHeld = 1000
const mostHeldBytes = 8_000_000
const largestBytes = 65_536

export function makeIdempotency(now: () => number): Idempotency {
  const held = new Map<string, Held>()

  const tidy = (): void => {
    for (const [key, { until }] of held) if (until < now()) held.delete(key)
    let bytes = 0
    for (const one of held.values()) bytes += one.bytes
    for (const [key, one] of held) {
      if (held.size <= mostHeld && bytes <= mostHeldBytes) break
      if (one.until === Infinity) continue
      held.delete(key)
      bytes -= one.bytes
    }
  }

  return (key, send) => {
    tidy()
    const before = held.get(key)
    const forget = (one: Held): void => {
      if (held.get(key) === one) held.delete(key)
    }
    if (before) return { answer: before.answer, isRepeat: true, taken: () => forget(before) }
    const first: Held = { answer: send(), until: Infinity, bytes: 0 }
    held.set(key, first)
    const settle = async (): Promise<void> => {
      const { mayBeTaken, body } = await first.answer
      // A refusal cost nothing: who comes again asks again.
      if (mayBeTaken && body.length <= largestBytes) Object.assign(first, { until: now() + keptMs, bytes: body.length })
      else forget(first)
    }
    void settle().catch(() => forget(first))
    return { answer: first.answer, isRepeat: false, taken: () => forget(first) }
  }
}
