// A browser's fetch ends when its caller aborts it, whatever the service does and whatever was garbage-collected meanwhile.

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { browserFetch } from '../../../playground/service/browser-fetch.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Hears only the signal, and keeps nothing else of the request alive. */
const hanging: typeof fetch = async (input) => {
  const { signal } = new Request(input)
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('given up'))))
}

describe('a fetch whose caller gives up', () => {
  it('ends although the service hangs and the request was collected', async () => {
    const caller = new AbortController()
    const answer = browserFetch(hanging)('https://api.example/', { signal: caller.signal })
    const ended = answer.catch(() => 'ended')
    for (let turn = 0; turn < 5; turn++) {
      await new Promise((resolve) => setImmediate(resolve))
      collect()
    }
    caller.abort()
    await expect(ended).resolves.toBe('ended')
  })
})
