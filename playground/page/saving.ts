// Saves the document to the browser's storage: shortly after each change, and at once on request.

import type { Host } from '../host/types.ts'
import type { Keep } from './keep.ts'

export type Saving = {
  soon(): void
  now(): Promise<void>
  /** Saves nothing while `work` runs, so that a late write cannot bring back a document that is being replaced. */
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
