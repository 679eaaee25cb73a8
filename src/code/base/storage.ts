// clientStorage, which may be full, empty, broken or silent at any time: reading never throws, writing reports whether it succeeded, and every call
// ends.

import { type Later, within } from '../../core/base/within.ts'
import type { Figma } from './figma.ts'

export type Storage = {
  read(key: string): Promise<unknown>
  keys(): Promise<readonly string[]>
  /** False when the storage refused it. */
  write(key: string, value: unknown): Promise<boolean>
  /** Like `write`, but refuses to replace what could not be read: the user's key, for example. */
  replace(key: string, value: unknown): Promise<boolean>
  drop(key: string): Promise<void>
}

/** An answer that takes longer is not expected any more; a window that waits for it would stay empty. */
const silentMs = 4500

/**
 * The limit after a silent call, until the storage answers again: reading many records with the full limit each would leave the window empty for too
 * long.
 */
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
  const failed = Symbol('failed')
  const ask = (key: string): Promise<unknown> => orElse<unknown>(failed, () => clientStorage.getAsync(key))
  const write = (key: string, value: unknown): Promise<boolean> => orElse(false, () => clientStorage.setAsync(key, value).then(() => true))
  /** Keys that were read as empty because the storage did not answer. */
  const unread = new Set<string>()
  return {
    read: async (key) => {
      const found = await ask(key)
      if (found !== failed) {
        unread.delete(key)
        return found
      }
      unread.add(key)
      return undefined
    },
    keys: () => orElse<readonly string[]>([], () => clientStorage.keysAsync()),
    write,
    replace: async (key, value) => {
      // The storage may answer by now. If it has nothing, nothing is lost.
      if (unread.has(key) && (await ask(key)) !== undefined) return false
      unread.delete(key)
      return write(key, value)
    },
    // A record that could not be removed is read at the next start, and removed when its picture is found on the canvas.
    drop: (key) => orElse(undefined, () => clientStorage.deleteAsync(key)),
  }
}

/** Whether the storage accepts anything at all. If not, the user is told before paying. */
export async function canStore(storage: Storage, now: number): Promise<boolean> {
  const isWritten = await storage.write('probe', now)
  if (isWritten) await storage.drop('probe')
  return isWritten
}
