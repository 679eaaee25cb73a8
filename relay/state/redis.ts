/** State in Valkey or Redis: any number of relays that share it act as one. Node only, and loaded only if an address is set. */
import { Redis } from 'ioredis'
import { makeHearers } from './hearers.ts'
import { reach, type StateStore } from './state-store.ts'

/** Prefix of all our keys, so that the server can be shared. */
export const redisPrefix = 'depth-restyle:'
const dueKey = `${redisPrefix}due`
const newsChannel = `${redisPrefix}news`
/** After this time without an answer the state counts as unavailable. */
const patienceMs = 2000

const replaceScript = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) return 1`
const addScript = `local fresh = redis.call('EXISTS', KEYS[1]) == 0
local sum = redis.call('INCRBYFLOAT', KEYS[1], ARGV[1])
if fresh then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return sum`
const takeDueScript = `local ids = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
for _, id in ipairs(ids) do redis.call('ZADD', KEYS[1], ARGV[2], id) end
return ids`

/** Throws a sentence when the server does not answer or refuses us. */
export async function openRedis(address: string): Promise<Redis> {
  const client = makeClient(address)
  let fault: unknown
  client.on('error', (error) => (fault = error))
  try {
    await client.connect()
    await client.ping()
    return client
  } catch (error) {
    client.disconnect()
    const { host } = new URL(address)
    const words = fault instanceof Error ? fault.message : error instanceof Error ? error.message : ''
    // The address itself may contain a password, so only the host is shown.
    const reason = /NOAUTH|WRONGPASS|ERR AUTH/.test(words)
      ? 'wants another name or password: write redis://name:password@…'
      : 'does not answer: start it, or correct the address'
    throw new Error(`STATE_URL: the state at ${host} ${reason}.`, { cause: error })
  }
}

/** Nothing is queued for an unavailable server, and nothing is repeated automatically, as it would count twice. */
function makeClient(address: string): Redis {
  return new Redis(address, {
    lazyConnect: true,
    connectTimeout: 5000,
    commandTimeout: patienceMs,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    enableAutoPipelining: true,
    retryStrategy: (times) => Math.min(50 * times, 1000),
  })
}

export async function redisState(client: Redis): Promise<StateStore> {
  const news = await openNews(client)
  const run = (script: string, key: string, ...words: readonly (string | number)[]): Promise<unknown> =>
    reach(client.eval(script, 1, key, ...words))
  const keyOf = (key: string): string => `${redisPrefix}state:${key}`
  return {
    read: async (key) => (await reach(client.get(keyOf(key)))) ?? undefined,
    write: async (key, value, livesMs) => void (await reach(client.set(keyOf(key), value, 'PX', wholeMs(livesMs)))),
    create: async (key, value, livesMs) => (await reach(client.set(keyOf(key), value, 'PX', wholeMs(livesMs), 'NX', 'GET'))) ?? undefined,
    replace: async (key, before, after, livesMs) => (await run(replaceScript, keyOf(key), before, after, wholeMs(livesMs))) === 1,
    remove: async (key) => void (await reach(client.del(keyOf(key)))),
    add: async (key, amount, livesMs) => Number(await run(addScript, keyOf(key), amount, wholeMs(livesMs))),
    schedule: async (id, at) => void (await reach(client.zadd(dueKey, at, id))),
    unschedule: async (id) => void (await reach(client.zrem(dueKey, id))),
    async takeDue(now, until, most) {
      const ids = await run(takeDueScript, dueKey, now, until, most)
      return Array.isArray(ids) ? ids.map(String) : []
    },
    ...news,
    async close() {
      await news.close()
      client.disconnect()
    },
  }
}

type News = Pick<StateStore, 'tell' | 'hear' | 'close'>

/** One subscription for all topics, so that a relay with a thousand held requests does not subscribe a thousand times. */
async function openNews(client: Redis): Promise<News> {
  const me = crypto.randomUUID()
  const { give, hear } = makeHearers()
  const line = client.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null, autoResubscribe: true, lazyConnect: true })
  line.on('error', () => undefined)
  line.on('message', (_channel, message) => {
    const [from, topic = '', ...rest] = message.split('\n')
    if (from !== me) give(topic, rest.join('\n'))
  })
  await line.connect()
  await reach(line.subscribe(newsChannel))
  return {
    async tell(topic, text) {
      // Local listeners are called directly, even if the state is unavailable.
      give(topic, text)
      await reach(client.publish(newsChannel, `${me}\n${topic}\n${text}`))
    },
    hear,
    close: async () => line.disconnect(),
  }
}

function wholeMs(ms: number): number {
  return Math.max(1, Math.round(ms))
}
