import { describe, expect, it } from 'vitest'
import { type Budgets, makeBudgets } from '../../../relay/operate/budget.ts'
import type { Budget } from '../../../relay/operate/settings.ts'
import type { OrderFacts } from '../../../relay/orders/events.ts'
import { memoryState } from '../../../relay/state/memory.ts'

const order: OrderFacts = { service: 'cometapi', model: 'flux-depth-pro', usd: 0.06 }
const ann = { token: 'ann' }
const ben = { token: 'ben' }
const none = { day: undefined, month: undefined }

function budgetsOf(budget: Partial<Budget>, at = '2026-11-29T22:30:00Z'): { budgets: Budgets; go: (to: string) => void } {
  let now = Date.parse(at)
  const budgets = makeBudgets(
    memoryState(() => now),
    { pictures: none, usd: none, unknownUsd: 0.1, ...budget },
    () => now,
  )
  return { budgets, go: (to) => void (now = Date.parse(to)) }
}

describe('a budget', () => {
  it('in pictures a day is refused when it is used up, with the time of its renewal, and whole again then', async () => {
    const { budgets, go } = budgetsOf({ pictures: { day: 2, month: undefined } })
    expect(await budgets.gate(ann, order)).toBeUndefined()
    expect(await budgets.gate(ann, order)).toBeUndefined()
    expect(await budgets.gate(ann, order)).toEqual({
      problem: {
        status: 402,
        code: 'no-credit',
        message: 'The budget of this team token, 2 pictures a day, is used up. It renews on 2026-11-30 00:00 UTC. Nothing was sent.',
      },
      retryAfter: 90 * 60,
    })
    expect(await budgets.gate(ben, order)).toBeUndefined()
    go('2026-11-30T00:00:00Z')
    expect(await budgets.gate(ann, order)).toBeUndefined()
  })

  it('in money a month counts prices, and what has none by what is told for such', async () => {
    const { budgets, go } = budgetsOf({ usd: { day: undefined, month: 0.16 } })
    expect(await budgets.gate(ann, { ...order, usd: null })).toBeUndefined()
    expect(await budgets.gate(ann, order)).toBeUndefined()
    const { problem } = (await budgets.gate(ann, order)) ?? {}
    expect(problem?.message).toContain('$0.16 a month, is used up. It renews on 2026-12-01 00:00 UTC.')
    expect(await budgets.gate(ann, { ...order, usd: 0 })).toBeUndefined()
    go('2026-12-01T00:00:00Z')
    expect(await budgets.gate(ann, order)).toBeUndefined()
  })

  it('is never passed by many at the same moment', async () => {
    const { budgets } = budgetsOf({ pictures: { day: 7, month: undefined } })
    const told = await Promise.all(Array.from({ length: 50 }, () => budgets.gate(ann, order)))
    expect(told.filter((refusal) => refusal === undefined)).toHaveLength(7)
  })

  it('gets back what cost nothing: a refusal, and an order that ended without a charge, on the day it was given', async () => {
    const { budgets, go } = budgetsOf({ pictures: { day: 1, month: undefined } })
    await budgets.gate(ann, order)
    await budgets.observe({ kind: 'refused', who: ann, code: 'bad-request', charged: 'no', ...order })
    expect(await budgets.gate(ann, order)).toBeUndefined()
    await budgets.observe({ kind: 'accepted', who: ann, id: 'a', ...order })
    go('2026-11-30T00:10:00Z')
    await budgets.observe({
      kind: 'ended',
      id: 'a',
      service: 'comfy-router',
      model: order.model,
      end: 'cancelled',
      charged: 'no',
      seconds: 5,
    })
    expect(await budgets.usage('ann')).toMatchObject({ day: { pictures: { used: 0 } }, month: { pictures: { used: 0 }, usd: { used: 0 } } })
  })

  it('counts an order once under its name, gives it back once, and counts it anew when it comes again', async () => {
    const { budgets, go } = budgetsOf({ pictures: { day: 2, month: undefined } })
    for (const name of ['a', 'a', 'b']) expect(await budgets.gate(ann, order, name)).toBeUndefined()
    expect(await budgets.usage('ann')).toMatchObject({ day: { pictures: { used: 2 } } })
    expect(await budgets.gate(ann, order, 'c')).toBeDefined()
    const refused = { kind: 'refused', who: ann, code: 'bad-request', charged: 'no', name: 'a', ...order } as const
    for (const event of [refused, refused]) await budgets.observe(event)
    expect(await budgets.usage('ann')).toMatchObject({ day: { pictures: { used: 1 } } })
    expect(await budgets.gate(ann, order, 'a')).toBeUndefined()
    expect(await budgets.usage('ann')).toMatchObject({ day: { pictures: { used: 2 } } })
    go('2026-11-30T00:10:00Z')
    expect(await budgets.gate(ann, order, 'c')).toBeUndefined()
    expect(await budgets.usage('ann')).toMatchObject({ day: { pictures: { used: 1 } } })
  })

  it('keeps what was paid, or may have been', async () => {
    const { budgets } = budgetsOf({})
    for (const id of ['a', 'b']) {
      await budgets.gate(ann, order)
      await budgets.observe({ kind: 'accepted', who: ann, id, ...order })
    }
    await budgets.gate(ann, order)
    await budgets.observe({ kind: 'refused', who: ann, code: 'maybe-submitted', charged: 'unknown', ...order })
    for (const [id, charged] of [
      ['a', 'yes'],
      ['b', 'unknown'],
    ] as const) {
      await budgets.observe({ kind: 'ended', id, service: order.service, model: order.model, end: 'ready', charged, seconds: 5 })
    }
    expect(await budgets.usage('ann')).toEqual({
      day: { pictures: { used: 3, budget: null }, usd: { used: 0.18, budget: null }, renews: '2026-11-30T00:00:00.000Z' },
      month: { pictures: { used: 3, budget: null }, usd: { used: 0.18, budget: null }, renews: '2026-12-01T00:00:00.000Z' },
    })
  })

  it('does not count for callers who bring keys of their own', async () => {
    const { budgets } = budgetsOf({ pictures: { day: 0, month: undefined } })
    expect(await budgets.gate({ token: null }, order)).toBeUndefined()
    expect(await budgets.gate(ann, order)).toBeDefined()
  })
})
