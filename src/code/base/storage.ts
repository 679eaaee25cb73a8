// clientStorage, which may be full, empty or broken at any time: reading never throws, writing says whether it held.

import type { Figma } from './figma.ts'

export type Storage = {
  read(key: string): Promise<unknown>
  keys(): Promise<readonly string[]>
  /** False when it was refused. */
  write(key: string, value: unknown): Promise<boolean>
  drop(key: string): Promise<void>
}

export function openStorage({ clientStorage }: Pick<Figma, 'clientStorage'>): Storage {
  return {
    read: async (key) => {
      try {
        return (await clientStorage.getAsync(key)) as unknown
      } catch {
        return undefined
      }
    },
    keys: async () => {
      try {
        return await clientStorage.keysAsync()
      } catch {
        return []
      }
    },
    write: async (key, value) => {
      try {
        await clientStorage.setAsync(key, value)
        return true
      } catch {
        return false
      }
    },
    drop: async (key) => {
      try {
        await clientStorage.deleteAsync(key)
      } catch {
        // A record that stays is read at the next start, when its picture is found on the canvas.
      }
    },
  }
}

/** Whether it takes anything at all: the user is told before paying when it does not. */
export async function canStore(storage: Storage, now: number): Promise<boolean> {
  const isWritten = await storage.write('probe', now)
  await storage.drop('probe')
  return isWritten
}
