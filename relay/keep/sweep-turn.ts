/** Among relays that share a storage, lets only one sweep at a time, so that nothing is fetched or counted twice. */
import { fingerprint } from '../secret.ts'
import type { StateStore } from '../state/state-store.ts'

/** The current one renews its lease with every sweep, a few seconds apart; after this long without renewal another takes over. */
const leaseMs = 20_000

/** Whether it is this relay's turn. If the state is unavailable every relay sweeps: fetching twice is better than losing a picture. */
export function makeSweepTurn(state: StateStore, place: string): () => Promise<boolean> {
  const me = crypto.randomUUID()
  return async () => {
    try {
      const key = `sweeps:${await fingerprint(place)}`
      return (await state.create(key, me, leaseMs)) === undefined || (await state.replace(key, me, me, leaseMs))
    } catch {
      return true
    }
  }
}
