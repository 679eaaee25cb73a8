/** Rate limit per token, counted across all relays of a state. If the state is unavailable nobody is limited, so that polling continues. */
import type { StateStore } from './state-store.ts'

/** Returns 0, or the whole seconds until the next request is allowed. */
export type Rate = (token: string) => Promise<number>

const minuteMs = 60_000
/** Requests are taken in batches of at most this share of a minute's worth, so that not every one of them asks the state. */
const share = 1 / 40

/** `take` takes `count` requests from the state, or returns how long to wait. */
export function inBatches(perMinute: number, take: (token: string, count: number) => Promise<number>): Rate {
  const atOnce = Math.max(1, Math.floor(perMinute * share))
  const left = new Map<string, number>()
  const taking = new Map<string, Promise<number>>()
  const more = async (token: string): Promise<number> => {
    try {
      const waitSeconds = await take(token, atOnce)
      if (waitSeconds === 0) left.set(token, (left.get(token) ?? 0) + atOnce)
      return waitSeconds
    } finally {
      taking.delete(token)
    }
  }
  return async (token) => {
    for (;;) {
      const mine = left.get(token) ?? 0
      if (mine > 0) {
        left.set(token, mine - 1)
        return 0
      }
      const asked = taking.get(token) ?? more(token)
      taking.set(token, asked)
      const waitSeconds = await asked
      if (waitSeconds > 0) return waitSeconds
    }
  }
}

/** Counts by the minute, in any kind of state. */
export function stateRate(state: StateStore, perMinute: number, now: () => number): Rate {
  return inBatches(perMinute, async (token, count) => {
    const minute = Math.floor(now() / minuteMs)
    const sum = await state.add(`rate:${token}:${minute}`, count, 2 * minuteMs).catch(() => 0)
    return sum > perMinute ? Math.max(1, Math.ceil(((minute + 1) * minuteMs - now()) / 1000)) : 0
  })
}
