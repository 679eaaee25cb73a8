import { expect, it } from 'vitest'
import { failure } from '../../../src/core/failure/failure.ts'
import { noteEnd, orderKey, type OrderRecord, readOrder } from '../../../relay/orders/record.ts'
import { memoryState } from '../../../relay/state/memory.ts'

const record: OrderRecord = {
  id: 'a',
  service: 'bfl',
  model: 'flux-2-pro',
  ref: { model: 'flux-2-pro', id: 'a' },
  acceptedAt: 0,
  usd: null,
}

it('the end of an order is news once, and a picture stands above any other end', async () => {
  const state = memoryState(() => 0)
  const over = { kind: 'over', status: 'Error', failure: failure('task-failed', 'gone') } as const
  const ready = { kind: 'ready', url: 'https://a.bfl.ai/b.png', seconds: null, seed: null } as const
  const told: unknown[] = []
  for (const how of [over, over, ready, over]) {
    const isNews = await noteEnd(state, record, how)
    told.push([isNews, readOrder(await state.read(orderKey('a')))?.end?.kind])
  }
  expect(told).toEqual([
    [true, 'over'],
    [false, 'over'],
    [false, 'ready'],
    [false, 'ready'],
  ])
})
