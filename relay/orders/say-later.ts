/** Repeats writes that the state did not receive, until it does. */
import type { StateStore } from '../state/state-store.ts'

type Ports = { readonly state: StateStore; readonly now: () => number; readonly pause: (ms: number) => Promise<void> }

const everyMs = 1000
/** A state that is unavailable for longer has lost more than this. */
const longestMs = 3600_000
/** Limit per state, so that orders given while it is unavailable cannot fill the memory. */
const most = 1000

const unsaid = new WeakMap<StateStore, number>()

/** Never throws, and returns immediately. */
export function sayLater({ state, now, pause }: Ports, say: () => Promise<void>): void {
  const count = unsaid.get(state) ?? 0
  if (count >= most) return
  unsaid.set(state, count + 1)
  const end = now() + longestMs
  const repeat = async (): Promise<void> => {
    for (let isSaid = false; !isSaid && now() < end;) {
      await pause(everyMs)
      isSaid = await say().then(
        () => true,
        () => false,
      )
    }
    unsaid.set(state, (unsaid.get(state) ?? 1) - 1)
  }
  void repeat()
}
