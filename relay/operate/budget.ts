/** Budgets of team tokens: an order is counted before it is sent, given back if it cost nothing, and refused if the budget is used up. */
import { readJson, readRecord } from '../../src/core/base/read.ts'
import type { OrderEvent, OrderGate, OrderFacts } from '../orders/events.ts'
import { problem } from '../problem.ts'
import type { StateStore } from '../state/state-store.ts'
import type { Refusal } from '../team.ts'
import { type Budget, usualUnknownUsd } from './settings.ts'
import { makeSpent, renewalOf, type Amount, type Span } from './spent.ts'

export type Budgets = {
  readonly gate: OrderGate
  readonly observe: (event: OrderEvent) => Promise<void>
  /** What a token has used and may use; shown to its holder. */
  readonly usage: (token: string) => Promise<object>
}

/** An order that ends later than this gives nothing back. */
const rememberedMs = 25 * 3600_000

export function makeBudgets(state: StateStore, budget: Budget | undefined, now: () => number): Budgets {
  const spent = makeSpent(state)
  const costOf = ({ usd }: OrderFacts): Amount => ({ pictures: 1, usd: usd ?? budget?.unknownUsd ?? usualUnknownUsd })
  const giveBack = async (token: string, { pictures, usd }: Amount, at: number): Promise<void> => {
    await spent.add(token, { pictures: -pictures, usd: -usd }, at)
  }
  return {
    async gate({ token }, order, name) {
      if (token === null) return undefined
      const mark = markOf(order, name)
      if (mark !== undefined && !(await isUncounted(state, mark))) return undefined
      const [cost, at] = [costOf(order), now()]
      const sums = await spent.add(token, cost, at)
      const over = budget && usedUp(budget, sums, at)
      if (over) await giveBack(token, cost, at)
      if (over && mark !== undefined) await state.remove(mark)
      return over
    },
    async observe(event) {
      if (event.kind === 'ended') {
        // A finished picture counts, even one made for free by an own GPU.
        if (event.charged !== 'no' || event.end === 'ready') return
        const { token, usd, at } = readRecord(readJson((await state.read(`cost:${event.id}`)) ?? 'null'))
        if (typeof token !== 'string' || typeof usd !== 'number' || typeof at !== 'number') return
        await state.remove(`cost:${event.id}`)
        return giveBack(token, { pictures: 1, usd }, at)
      }
      const { token } = event.who
      if (token === null) return
      if (event.kind === 'accepted') {
        return state.write(`cost:${event.id}`, JSON.stringify({ token, usd: costOf(event).usd, at: now() }), rememberedMs)
      }
      if (event.charged !== 'no') return
      const mark = markOf(event, event.name)
      const isFirst = mark === undefined || (await state.replace(mark, 'counted', 'back', rememberedMs))
      if (isFirst) await giveBack(token, costOf(event), now())
    },
    async usage(token) {
      const at = now()
      const sums = await spent.add(token, { pictures: 0, usd: 0 }, at)
      const tell = (span: Span): object => ({
        pictures: { used: sums[span].pictures, budget: budget?.pictures[span] ?? null },
        usd: { used: sums[span].usd, budget: budget?.usd[span] ?? null },
        renews: renewalOf(span, at),
      })
      return { day: tell('day'), month: tell('month') }
    },
  }
}

/** Marks an order so that it is counted and given back only once per service. */
function markOf({ service }: OrderFacts, name: string | undefined): string | undefined {
  return name === undefined ? undefined : `counted:${service}:${name}`
}

/** False if another relay, which has failed or stalled, has already counted it. An order that was given back is counted again. */
async function isUncounted(state: StateStore, mark: string): Promise<boolean> {
  return (await state.create(mark, 'counted', rememberedMs)) === undefined || state.replace(mark, 'back', 'counted', rememberedMs)
}

/** The month is checked first, as its renewal takes longer. */
function usedUp(budget: Budget, sums: Readonly<Record<Span, Amount>>, at: number): Refusal | undefined {
  for (const span of ['month', 'day'] as const) {
    const [pictures, usd] = [budget.pictures[span], budget.usd[span]]
    const what =
      pictures !== undefined && sums[span].pictures > pictures
        ? `${pictures} ${pictures === 1 ? 'picture' : 'pictures'}`
        : usd !== undefined && sums[span].usd > usd + 1e-9
          ? `$${usd.toFixed(2)}`
          : undefined
    if (what === undefined) continue
    const renewal = renewalOf(span, at)
    const renews = renewal.slice(0, 16).replace('T', ' ')
    const sentence = `The budget of this team token, ${what} a ${span}, is used up. It renews on ${renews} UTC. Nothing was sent.`
    return { problem: problem(402, 'no-credit', sentence), retryAfter: Math.ceil((Date.parse(renewal) - at) / 1000) }
  }
  return undefined
}
