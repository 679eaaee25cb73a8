/** Opens the state of a relay on Node: shared through an address, or in its own memory. */
import type { Config } from '../config.ts'
import type { RelayOptions } from '../options.ts'
import { memoryState } from '../state/memory.ts'
import type { StateStore } from '../state/state-store.ts'

export type OpenState = { readonly state: StateStore } & Pick<RelayOptions, 'rate' | 'pictureSecret' | 'queue'>

const tenYearsMs = 10 * 365 * 24 * 3600_000

/** Throws a sentence when the configured state does not answer. */
export async function openState({ stateUrl, team, pictureSecret, services }: Config): Promise<OpenState> {
  if (stateUrl === undefined) return { state: memoryState(Date.now), pictureSecret }
  const { openRedis, redisState } = await import('../state/redis.ts')
  const client = await openRedis(stateUrl)
  const state = await redisState(client)
  // Without a configured secret one is generated and shared, because one process must accept what another has signed.
  const made = crypto.randomUUID() + crypto.randomUUID()
  const secret = pictureSecret ?? (await state.create('picture-secret', made, tenYearsMs)) ?? made
  const queue = services.some(({ isQueued }) => isQueued) ? (await import('../queue/line.ts')).openLine(client, state) : undefined
  if (!team) return { state, pictureSecret: secret, queue }
  const { redisRate } = await import('../state/redis-rate.ts')
  return { state, pictureSecret: secret, queue, rate: redisRate(client, team.requestsPerMinute) }
}
