/** Keeps pictures in memory, until the relay ends. */
import type { KeptTask, Store } from './store.ts'

export function memoryStore(): Store {
  const held = new Map<string, { readonly mark: KeptTask; readonly picture: Uint8Array<ArrayBuffer> | undefined }>()
  return {
    list: async () => Array.from(held.values(), ({ mark }) => mark),
    read: async (id) => held.get(id)?.mark,
    write: async (mark, picture) => void held.set(mark.id, { mark, picture }),
    picture: async (id) => held.get(id)?.picture,
    remove: async (id) => void held.delete(id),
  }
}
