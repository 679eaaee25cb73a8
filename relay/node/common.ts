/** What a relay on Node has in common with others, or alone: its state, its budgets, its numbers, its log of orders. */
import { makeBudgets } from '../operate/budget.ts'
import { orderLine } from '../operate/lines.ts'
import { makeMetrics } from '../operate/metrics.ts'
import type { Config } from '../config.ts'
import type { RelayOptions } from '../options.ts'
import { memoryState } from '../state/memory.ts'
import type { StateStore } from '../state/state-store.ts'

export type Common = {
  readonly options: Pick<RelayOptions, 'state' | 'gate' | 'observe' | 'operating' | 'rate' | 'pictureSecret'>
  /** From now on `/readyz` says no, so that nobody sends it anything more. */
  readonly endSoon: () => void
  readonly close: () => Promise<void>
}

type Held = { readonly state: StateStore } & Pick<RelayOptions, 'rate' | 'pictureSecret'>

export async function makeCommon(config: Config, log: RelayOptions['log']): Promise<Common> {
  const { state, ...shared } = await openState(config)
  const metrics = makeMetrics()
  const budgets = config.team && makeBudgets(state, config.budget, Date.now)
  let isEnding = false
  const ready = async (): Promise<void> => {
    if (isEnding) throw new Error('The relay is about to end.')
    await state.read('ready')
  }
  return {
    options: {
      ...shared,
      state,
      gate: budgets?.gate,
      observe(event) {
        log?.(orderLine(Date.now(), event))
        metrics.observe(event)
        // A sum that is not reached now stays a little too high: nobody spends more by that.
        void budgets?.observe(event).catch(() => undefined)
      },
      operating: { ready, budgets, metrics, metricsToken: config.metricsToken },
    },
    endSoon: () => void (isEnding = true),
    close: () => state.close(),
  }
}

const tenYearsMs = 10 * 365 * 24 * 3600_000

/** Throws a sentence where the state that is told does not answer. */
async function openState({ stateUrl, team, pictureSecret }: Config): Promise<Held> {
  if (stateUrl === undefined) return { state: memoryState(Date.now), pictureSecret }
  const { openRedis, redisState } = await import('../state/redis.ts')
  const client = await openRedis(stateUrl)
  const state = await redisState(client)
  // Made up once for all of them where none is told: what one has signed, another has to open.
  const made = crypto.randomUUID() + crypto.randomUUID()
  const secret = pictureSecret ?? (await state.create('picture-secret', made, tenYearsMs)) ?? made
  if (!team) return { state, pictureSecret: secret }
  const { sharedRate } = await import('../state/redis-rate.ts')
  return { state, pictureSecret: secret, rate: sharedRate(client, team.requestsPerMinute) }
}
