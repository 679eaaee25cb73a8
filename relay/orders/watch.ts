/**
 * Watches one order on behalf of the plugin until it has ended, polling at the learned pace and listening where the service pushes news.
 */
import { expectationOf } from '../../src/core/service/pace.ts'
import { firstWaitMs, nextStep, startPolling } from '../../src/core/service/polling.ts'
import { type Books, finish, fresh, kindOf, told, type WatchPorts } from './heard.ts'
import { resultOf } from './poll-result.ts'
import type { Watched } from './watched.ts'

/** After this long without renewal, other relays take over an order. */
export const leaseMs = 30_000

export async function watch(books: Books, order: Watched): Promise<void> {
  const { now, pause, state, durations, watchesAlways } = books
  const { record, carrier } = order
  if (order.isWatching) return
  order.isWatching = true
  const silence = carrier.hear?.(record.ref, (look) => told(books, order, { look }))
  try {
    let polling = startPolling(
      { remoteId: record.id, acceptedAt: record.acceptedAt },
      expectationOf(durations.get(kindOf(record)) ?? []),
      now(),
    )
    let spokenAt = 0
    let waitMs = firstWaitMs(polling, now())
    while (!order.end) {
      if (now() - spokenAt > leaseMs / 3) {
        spokenAt = now()
        await state.schedule(record.id, now() + leaseMs).catch(() => undefined)
      }
      await sleep(order, waitMs, pause)
      if (order.end || (!watchesAlways && order.waiting.size === 0)) break
      const step = nextStep({ ...polling, waitedMs: now() - record.acceptedAt }, resultOf(await fresh(books, order)), {
        now: now(),
        random: Math.random(),
      })
      if (step.kind === 'done' || order.end) break
      if (step.kind === 'fail') {
        // A lasting denial is an end; a broken connection is not.
        if (step.failure.code === 'expired') await finish(books, order, { kind: 'over', status: 'Task not found', failure: step.failure })
        if (step.failure.code !== 'unreachable') break
        waitMs = 10_000
        polling = { ...polling, faultsInARow: 0 }
        if (now() - record.acceptedAt > 15 * 60_000) break
      } else {
        waitMs = step.ms
        polling = step.state
      }
    }
  } finally {
    order.isWatching = false
    silence?.()
  }
}

/** Woken early when the order's end is reported from elsewhere. */
async function sleep(order: Watched, ms: number, pause: WatchPorts['pause']): Promise<void> {
  let wake = (): void => undefined
  const ended = new Promise<void>((done) => {
    wake = () => {
      if (order.end) done()
    }
  })
  // Does not count as somebody waiting, as it is removed before the next check.
  order.waiting.add(wake)
  await Promise.race([ended, pause(ms)])
  order.waiting.delete(wake)
}
