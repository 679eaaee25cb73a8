/** State of a single relay: in memory, lost when the relay ends. */
import { makeHearers } from './hearers.ts'
import type { StateStore } from './state-store.ts'

type Entry = { readonly value: string; readonly until: number }

/** Beyond this number the entries that expire first are dropped; an order has a few hundred bytes. */
const mostEntries = 100_000
const tidyEveryMs = 60_000

export function memoryState(now: () => number): StateStore {
  const entries = new Map<string, Entry>()
  const due = new Map<string, number>()
  const { give, hear } = makeHearers()
  let tidiedAt = now()

  const valueOf = (key: string): string | undefined => {
    const entry = entries.get(key)
    if (entry && entry.until > now()) return entry.value
    entries.delete(key)
    return undefined
  }
  const put = (key: string, value: string, livesMs: number): void => {
    if (now() - tidiedAt > tidyEveryMs || entries.size >= mostEntries) tidy()
    entries.set(key, { value, until: now() + livesMs })
  }
  const tidy = (): void => {
    tidiedAt = now()
    for (const [key, { until }] of entries) if (until <= now()) entries.delete(key)
    const spare = entries.size - mostEntries + 1
    if (spare <= 0) return
    const endingFirst = [...entries].sort(([, a], [, b]) => a.until - b.until).slice(0, spare + mostEntries / 100)
    for (const [key] of endingFirst) entries.delete(key)
  }

  return {
    knowsSince: now(),
    read: async (key) => valueOf(key),
    write: async (key, value, livesMs) => put(key, value, livesMs),
    async create(key, value, livesMs) {
      const before = valueOf(key)
      if (before === undefined) put(key, value, livesMs)
      return before
    },
    async replace(key, before, after, livesMs) {
      if (valueOf(key) !== before) return false
      put(key, after, livesMs)
      return true
    },
    remove: async (key) => void entries.delete(key),
    async add(key, amount, livesMs) {
      const before = valueOf(key)
      const sum = Number(before ?? 0) + amount
      const left = before === undefined ? livesMs : (entries.get(key)?.until ?? now()) - now()
      put(key, String(sum), left)
      return sum
    },
    schedule: async (id, at) => void due.set(id, at),
    unschedule: async (id) => void due.delete(id),
    async takeDue(time, until, most) {
      const ripe = [...due].filter(([, at]) => at <= time).sort(([, a], [, b]) => a - b)
      const taken = ripe.slice(0, most).map(([id]) => id)
      for (const id of taken) due.set(id, until)
      return taken
    },
    tell: async (topic, news) => give(topic, news),
    hear,
    close: async () => undefined,
  }
}
