// What survives a reload: the document, and figma.clientStorage including its binary values and dates.

import type { Storage } from '../host/types.ts'

export type Keep = {
  readonly storage: Storage
  readFile(): Promise<string | undefined>
  writeFile(file: string): Promise<void>
  clear(): Promise<void>
}

export async function openKeep(): Promise<Keep> {
  const base = await openBase()
  const at = <T>(store: Store, mode: IDBTransactionMode, act: (objects: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
    answerOf(act(base.transaction(store, mode).objectStore(store)))

  return {
    storage: {
      get: (key) => at('storage', 'readonly', (objects): IDBRequest<unknown> => objects.get(key)),
      set: async (key, value) => void (await at('storage', 'readwrite', (objects) => objects.put(value, key))),
      delete: (key) => at('storage', 'readwrite', (objects) => objects.delete(key)),
      keys: async () => (await at('storage', 'readonly', (objects) => objects.getAllKeys())).map(String),
    },
    readFile: () => at('files', 'readonly', (objects): IDBRequest<string | undefined> => objects.get('sample')),
    writeFile: async (file) => void (await at('files', 'readwrite', (objects) => objects.put(file, 'sample'))),
    clear: async () => {
      await at('storage', 'readwrite', (objects) => objects.clear())
      await at('files', 'readwrite', (objects) => objects.clear())
    },
  }
}

const stores = ['storage', 'files'] as const
type Store = (typeof stores)[number]

function openBase(): Promise<IDBDatabase> {
  const opening = indexedDB.open('depth-restyle-playground', 1)
  opening.onupgradeneeded = () => stores.forEach((store) => opening.result.createObjectStore(store))
  return answerOf(opening)
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the browser keeps nothing'))
  })
}
