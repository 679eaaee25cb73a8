// Keeps the document in the browser's storage: a moment after each change, and at once where somebody asks.

import type { Host } from '../host/types.ts'
import type { Keep } from './keep.ts'

export type Saving = {
  soon(): void
  now(): Promise<void>
  /** Nothing is kept meanwhile: a document that is being replaced must not come back by a late write. */
  without(work: () => Promise<void>): Promise<void>
}

const restMs = 200

export function makeSaving(keep: Keep, host: () => Host): Saving {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOff = false
  const now = async (): Promise<void> => {
    clearTimeout(timer)
    await keep.writeFile(host().save())
  }
  return {
    now,
    soon() {
      clearTimeout(timer)
      if (!isOff) timer = setTimeout(() => void now(), restMs)
    },
    async without(work) {
      clearTimeout(timer)
      isOff = true
      try {
        await work()
      } finally {
        isOff = false
      }
    },
  }
}
