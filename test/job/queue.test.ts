import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeQueue } from '../../src/ui/job/queue.ts'
import { runs } from '../support/runs.ts'

/** Runs that end on command. */
function stage(limit: () => number) {
  const queue = makeQueue(limit)
  const started: string[] = []
  const ends = new Map<string, () => void>()
  return {
    queue,
    started,
    enter: (key: string): void =>
      queue.enter(key, () => {
        started.push(key)
        return new Promise((resolve) => ends.set(key, resolve))
      }),
    end: async (key: string): Promise<void> => {
      ends.get(key)?.()
      ends.delete(key)
      // `finally` and what it starts take a few turns of the microtask queue.
      for (let turn = 0; turn < 4; turn++) await Promise.resolve()
    },
    running: (): readonly string[] => [...ends.keys()],
  }
}

describe('the queue', () => {
  it('runs as many as it may, and the rest in order', async () => {
    const { queue, started, enter, end } = stage(() => 2)
    for (const key of ['a', 'b', 'c', 'd']) enter(key)
    expect([started, queue.counts()]).toEqual([['a', 'b'], { running: 2, waiting: 2 }])
    await end('b')
    expect(started).toEqual(['a', 'b', 'c'])
    await end('a')
    await end('c')
    await end('d')
    expect([started, queue.counts()]).toEqual([['a', 'b', 'c', 'd'], { running: 0, waiting: 0 }])
  })

  it('lets a waiting one leave, not a running one', async () => {
    const { queue, started, enter, end } = stage(() => 1)
    for (const key of ['a', 'b', 'c']) enter(key)
    queue.leave('b')
    queue.leave('a')
    expect(queue.counts()).toEqual({ running: 1, waiting: 1 })
    await end('a')
    expect(started).toEqual(['a', 'c'])
  })

  it('follows a limit that changes', async () => {
    let limit = 1
    const { started, enter, end } = stage(() => limit)
    for (const key of ['a', 'b', 'c', 'd']) enter(key)
    limit = 3
    await end('a')
    expect(started).toEqual(['a', 'b', 'c', 'd'])
  })

  it('never runs more than it may, runs each once, and counts back to nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.array(fc.nat(), { minLength: 1, maxLength: 40 }), async (limit, picks) => {
        const { queue, started, enter, end, running } = stage(() => limit)
        picks.forEach((_, index) => enter(`${index}`))
        for (const pick of picks) {
          const now = running()
          expect(now.length).toBeLessThanOrEqual(limit)
          await end(now[pick % now.length] ?? '')
        }
        for (let left = running(); left.length > 0; left = running()) for (const key of left) await end(key)
        expect(started).toEqual(picks.map((_, index) => `${index}`))
        expect(queue.counts()).toEqual({ running: 0, waiting: 0 })
      }),
      runs(60),
    )
  })
})
