/** What every relay has around its orders, whatever its state and platform: budgets, metrics, the log, and readiness. */
import type { Config } from '../config.ts'
import type { RelayOptions } from '../options.ts'
import type { StateStore } from '../state/state-store.ts'
import { makeBudgets } from './budget.ts'
import { orderLine } from './lines.ts'
import type { Metrics } from './metrics.ts'

export type Common = {
  readonly options: Pick<RelayOptions, 'state' | 'gate' | 'observe' | 'operating'>
  /** From now on `/readyz` fails, so that no further requests are routed here. */
  readonly endSoon: () => void
}

export type CommonPorts = { readonly state: StateStore; readonly metrics?: Metrics | undefined; readonly log: RelayOptions['log'] }

export function makeCommon({ team, budget, metricsToken }: Config, { state, metrics, log }: CommonPorts): Common {
  const budgets = team && makeBudgets(state, budget, Date.now)
  let isEnding = false
  const ready = async (): Promise<void> => {
    if (isEnding) throw new Error('The relay is about to end.')
    await state.read('ready')
  }
  return {
    options: {
      state,
      gate: budgets?.gate,
      observe(event) {
        log?.(orderLine(Date.now(), event))
        metrics?.observe(event)
        // A sum that cannot be corrected now stays a little too high, which lets nobody spend more.
        void budgets?.observe(event).catch(() => undefined)
      },
      operating: { ready, budgets, metrics, metricsToken },
    },
    endSoon: () => void (isEnding = true),
  }
}
