/** Of relays that keep their pictures at one place, one alone looks after them at a time, so that none is fetched or counted twice. */
import { fingerprint } from '../secret.ts'
import type { StateStore } from '../state/state-store.ts'

/** Who has it says so at each sweep, a few seconds apart; another has it after so long a silence. */
const leaseMs = 20_000

/** Whether it is this relay's turn. Where the state is away each sweeps for itself: twice fetched is better than lost. */
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
