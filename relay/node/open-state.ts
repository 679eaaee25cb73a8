/** The state of a relay on Node: what it shares with others by an address, or its own memory. */
import type { Config } from '../config.ts'
import type { RelayOptions } from '../options.ts'
import { memoryState } from '../state/memory.ts'
import type { StateStore } from '../state/state-store.ts'

export type OpenState = { readonly state: StateStore } & Pick<RelayOptions, 'rate' | 'pictureSecret' | 'queue'>

const tenYearsMs = 10 * 365 * 24 * 3600_000

/** Throws a sentence where the state that is told does not answer. */
export async function openState({ stateUrl, team, pictureSecret, services }: Config): Promise<OpenState> {
  if (stateUrl === undefined) return { state: memoryState(Date.now), pictureSecret }
  const { openRedis, redisState } = await import('../state/redis.ts')
  const client = await openRedis(stateUrl)
  const state = await redisState(client)
  // Made up once for all of them where none is told: what one has signed, another has to open.
  const made = crypto.randomUUID() + crypto.randomUUID()
  const secret = pictureSecret ?? (await state.create('picture-secret', made, tenYearsMs)) ?? made
  const queue = services.some(({ isQueued }) => isQueued) ? (await import('../queue/line.ts')).openLine(client, state) : undefined
  if (!team) return { state, pictureSecret: secret, queue }
  const { redisRate } = await import('../state/redis-rate.ts')
  return { state, pictureSecret: secret, queue, rate: redisRate(client, team.requestsPerMinute) }
}
