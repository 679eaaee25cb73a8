// Reports messages between window and sandbox, and writes to clientStorage, just before they arrive, so that tests can end a run there.

import type { Storage } from '../host/types.ts'

export type Crossing =
  | { readonly kind: 'message'; readonly from: 'window' | 'sandbox'; readonly message: unknown }
  | { readonly kind: 'set' | 'delete'; readonly key: string; readonly value?: unknown }

export function makeCrossings(isRunning: () => boolean) {
  const listeners = new Set<(crossing: Crossing) => void>()
  const tell = (crossing: Crossing): void => {
    for (const hear of listeners) hear(crossing)
  }

  /** A write is dropped if the run ended before it arrived. */
  const arriving = async (crossing: Crossing, store: () => Promise<void>): Promise<void> => {
    if (listeners.size === 0) return store()
    // Deferred until the sandbox has finished its turn, as nothing can end in the middle of it.
    await Promise.resolve()
    tell(crossing)
    if (isRunning()) await store()
  }

  return {
    tell,
    listen: (hear: (crossing: Crossing) => void): (() => void) => {
      listeners.add(hear)
      return () => void listeners.delete(hear)
    },
    /** The storage as a run sees it. */
    over: (storage: Storage): Storage => ({
      ...storage,
      set: (key, value) => arriving({ kind: 'set', key, value }, () => storage.set(key, value)),
      delete: (key) => arriving({ kind: 'delete', key }, () => storage.delete(key)),
    }),
  }
}
