/**
 * A browser repeats a POST by itself when a reused connection breaks (decision 6). The relay recognises the second one: an identical
 * request that arrives while the first is in progress, or after its answer could not be delivered, gets the answer of the first. The
 * service receives it only once.
 */
import type { Answer } from './answer.ts'

export type Turn = {
  readonly answer: Promise<Answer>
  /** False for the first request, which is the one that is sent. */
  readonly isRepeat: boolean
  /** Called when the answer has reached a caller. From then on an identical request is a new order. */
  readonly taken: () => void
}

export type Idempotency = (key: string, send: () => Promise<Answer>) => Turn

type Held = { readonly answer: Promise<Answer>; until: number; bytes: number }

/** How long an undelivered answer waits for its caller to come back. */
const keptMs = 10 * 60_000
/** Beyond these limits the oldest waiting answers are dropped; an answer over `largestBytes` does not wait at all. */
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
      // A refusal cost nothing, so it is simply asked again.
      if (mayBeTaken && body.length <= largestBytes) Object.assign(first, { until: now() + keptMs, bytes: body.length })
      else forget(first)
    }
    void settle().catch(() => forget(first))
    return { answer: first.answer, isRepeat: false, taken: () => forget(first) }
  }
}
