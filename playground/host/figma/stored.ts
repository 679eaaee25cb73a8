// figma.clientStorage over the given storage: 5 MB for keys and values together (platform §3.5).

import type { Storage } from '../types.ts'
import { hostCodec } from './refs.ts'

export function readStored(storage: Storage, key: string): Promise<unknown> {
  return storage.get(key)
}

export async function writeStored(storage: Storage, key: unknown, value: unknown): Promise<void> {
  if (typeof key !== 'string') throw new Error(`Expected "key" to have type string but got ${typeof key} instead`)
  const known = sizes.get(storage) ?? new Map<string, number>()
  sizes.set(storage, known)
  const size = weigh(key, value)
  const others = [...known].reduce((sum, [other, bytes]) => sum + (other === key ? 0 : bytes), 0)
  if (others + size > quota) throw new Error(`Exceeded the maximum size of ${quota} bytes for clientStorage`)
  // Awaiting here also passes a scripted storage fault on to the plugin.
  await storage.set(key, value)
  known.set(key, size)
}

export async function removeStored(storage: Storage, key: string): Promise<void> {
  await storage.delete(key)
  sizes.get(storage)?.delete(key)
}

export function storedKeys(storage: Storage): Promise<string[]> {
  return storage.keys()
}

/** A storage that lives as long as the process. Values are cloned both ways, as in the real one. */
export function memoryStorage(): Storage {
  const values = new Map<string, unknown>()
  return {
    get: async (key) => structuredClone(values.get(key)),
    set: async (key, value) => void values.set(key, structuredClone(value)),
    delete: async (key) => void values.delete(key),
    keys: async () => [...values.keys()],
  }
}

const quota = 5 * 1024 * 1024

// Sizes written in this process. Reading them from the storage would use up faults that a test scripted for the plugin's own reads.
const sizes = new WeakMap<Storage, Map<string, number>>()

function weigh(key: string, value: unknown): number {
  const packed = hostCodec.pack(value)
  return key.length + packed.json.length + packed.buffers.reduce((sum, buffer) => sum + buffer.byteLength, 0)
}
