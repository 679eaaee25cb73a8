/**
 * State on Cloudflare Workers: one Durable Object with a small database, shared by all copies of the relay. It processes one request at a
 * time, so each is atomic. Messages reach only the copy that sends them; other copies poll, as everywhere.
 */
import { readRecord } from '../../src/core/base/read.ts'
import { makeHearers } from './hearers.ts'
import { StateAway, type StateStore } from './state-store.ts'

/** The part of the platform that is used. */
export type Namespace = {
  readonly idFromName: (name: string) => unknown
  readonly get: (id: never) => { readonly fetch: (url: string, init: { method: string; body: string }) => Promise<Response> }
}
type Row = Readonly<Record<string, unknown>>
type Sql = { readonly exec: (query: string, ...words: readonly (string | number)[]) => Iterable<Row> & { readonly rowsWritten: number } }
type Storage = { readonly sql: Sql; readonly setAlarm: (at: number) => Promise<void>; readonly getAlarm: () => Promise<number | null> }

type Words = readonly (string | number)[]

const tidyEveryMs = 3600_000

/** The Durable Object; wrangler.jsonc names it in `new_sqlite_classes`. */
export class RelayState {
  readonly #storage: Storage

  constructor({ storage }: { readonly storage: Storage }) {
    this.#storage = storage
    storage.sql.exec('CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value TEXT NOT NULL, until REAL NOT NULL)')
    storage.sql.exec('CREATE TABLE IF NOT EXISTS due (id TEXT PRIMARY KEY, at REAL NOT NULL)')
  }

  async fetch(request: Request): Promise<Response> {
    const { name, words } = (await request.json()) as { name: keyof typeof steps; words: Words }
    if ((await this.#storage.getAlarm()) === null) await this.#storage.setAlarm(Date.now() + tidyEveryMs)
    return Response.json({ told: steps[name](this.#storage.sql, words) ?? null })
  }

  alarm(): void {
    this.#storage.sql.exec('DELETE FROM entries WHERE until <= ?', Date.now())
  }
}

function valueOf(sql: Sql, key: string | number | undefined, now: string | number | undefined): unknown {
  for (const { value } of sql.exec('SELECT value FROM entries WHERE key = ? AND until > ?', key ?? '', now ?? 0)) return value
  return undefined
}

function put(sql: Sql, key: string | number, value: string | number, until: string | number): void {
  sql.exec('INSERT OR REPLACE INTO entries (key, value, until) VALUES (?, ?, ?)', key, value, until)
}

/** The first argument of each step is the caller's time, from which lifetimes are counted. */
const steps = {
  read: (sql: Sql, [now = 0, key = '']: Words) => valueOf(sql, key, now),
  write: (sql: Sql, [now = 0, key = '', value = '', lives = 0]: Words) => put(sql, key, value, Number(now) + Number(lives)),
  create(sql: Sql, [now = 0, key = '', value = '', lives = 0]: Words) {
    const before = valueOf(sql, key, now)
    if (before === undefined) put(sql, key, value, Number(now) + Number(lives))
    return before
  },
  replace(sql: Sql, [now = 0, key = '', before = '', after = '', lives = 0]: Words) {
    const isThere = valueOf(sql, key, now) === before
    if (isThere) put(sql, key, after, Number(now) + Number(lives))
    return isThere
  },
  remove: (sql: Sql, [, key = '']: Words) => void sql.exec('DELETE FROM entries WHERE key = ?', key),
  add(sql: Sql, [now = 0, key = '', amount = 0, lives = 0]: Words) {
    const before = valueOf(sql, key, now)
    const sum = Number(before ?? 0) + Number(amount)
    if (before === undefined) put(sql, key, String(sum), Number(now) + Number(lives))
    else sql.exec('UPDATE entries SET value = ? WHERE key = ?', String(sum), key)
    return sum
  },
  schedule: (sql: Sql, [, id = '', at = 0]: Words) => void sql.exec('INSERT OR REPLACE INTO due (id, at) VALUES (?, ?)', id, at),
  unschedule: (sql: Sql, [, id = '']: Words) => void sql.exec('DELETE FROM due WHERE id = ?', id),
  takeDue(sql: Sql, [, now = 0, until = 0, most = 0]: Words) {
    const ids = Array.from(sql.exec('SELECT id FROM due WHERE at <= ? ORDER BY at LIMIT ?', now, most), ({ id }) => String(id))
    for (const id of ids) sql.exec('UPDATE due SET at = ? WHERE id = ?', until, id)
    return ids
  },
}

export function durableState(namespace: Namespace, now: () => number): StateStore {
  const { give, hear } = makeHearers()
  const run = async (name: keyof typeof steps, ...words: Words): Promise<unknown> => {
    try {
      const object = namespace.get(namespace.idFromName('relay') as never)
      const body = JSON.stringify({ name, words: [now(), ...words] })
      const answer = await object.fetch('http://state.invalid/', { method: 'POST', body })
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`)
      return readRecord(await answer.json())['told'] ?? undefined
    } catch (error) {
      throw new StateAway(error)
    }
  }
  const text = (told: unknown): string | undefined => (typeof told === 'string' ? told : undefined)
  return {
    read: async (key) => text(await run('read', key)),
    write: async (key, value, lives) => void (await run('write', key, value, lives)),
    create: async (key, value, lives) => text(await run('create', key, value, lives)),
    replace: async (key, before, after, lives) => (await run('replace', key, before, after, lives)) === true,
    remove: async (key) => void (await run('remove', key)),
    add: async (key, amount, lives) => Number(await run('add', key, amount, lives)),
    schedule: async (id, at) => void (await run('schedule', id, at)),
    unschedule: async (id) => void (await run('unschedule', id)),
    async takeDue(at, until, most) {
      const ids = await run('takeDue', at, until, most)
      return Array.isArray(ids) ? ids.map(String) : []
    },
    tell: async (topic, news) => give(topic, news),
    hear,
    close: async () => undefined,
  }
}
