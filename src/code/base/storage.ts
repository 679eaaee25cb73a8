// clientStorage, which may be full, empty, broken or silent at any time: reading never throws, writing says whether it held, and all
// of it ends.

import { type Later, within } from '../../core/base/within.ts'
import type { Figma } from './figma.ts'

export type Storage = {
  read(key: string): Promise<unknown>
  keys(): Promise<readonly string[]>
  /** False when it was refused. */
  write(key: string, value: unknown): Promise<boolean>
  drop(key: string): Promise<void>
}

/** Reading that takes longer does not come any more; windows that wait for it would stay empty. */
const silentMs = 4500

/** Once it was silent, so long until it answers again: what reads one record after another would add up to a window that stays empty. */
const doubtedMs = 500

export function openStorage({ clientStorage }: Pick<Figma, 'clientStorage'>, later: Later): Storage {
  let isSilent = false
  const orElse = async <T>(fallback: T, call: () => Promise<T>): Promise<T> => {
    try {
      const answer = call()
      const heard = (): void => void (isSilent = false)
      answer.then(heard, heard)
      return await within(later, isSilent ? doubtedMs : silentMs, answer, () => {
        isSilent = true
        return new Error('no answer')
      })
    } catch {
      return fallback
    }
  }
  return {
    read: (key) => orElse<unknown>(undefined, () => clientStorage.getAsync(key)),
    keys: () => orElse<readonly string[]>([], () => clientStorage.keysAsync()),
    write: (key, value) => orElse(false, () => clientStorage.setAsync(key, value).then(() => true)),
    // A record that stays is read at the next start, when its picture is found on the canvas.
    drop: (key) => orElse(undefined, () => clientStorage.deleteAsync(key)),
  }
}

/** Whether it takes anything at all: the user is told before paying when it does not. */
export async function canStore(storage: Storage, now: number): Promise<boolean> {
  const isWritten = await storage.write('probe', now)
  if (isWritten) await storage.drop('probe')
  return isWritten
}
