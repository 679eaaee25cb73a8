/** What the state did not hear, said again until it does. */
import type { StateStore } from '../state/state-store.ts'

type Ports = { readonly state: StateStore; readonly now: () => number; readonly pause: (ms: number) => Promise<void> }

const everyMs = 1000
/** A state that is away for longer has lost more than this. */
const longestMs = 3600_000
/** Of one state at once: callers who order on and on while it is away fill no memory. */
const most = 1000

const unsaid = new WeakMap<StateStore, number>()

/** Never throws, and keeps nobody waiting. */
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
