/** What each team token has used, by day and month (UTC), in the shared state. Money in millionths of a dollar. */
import type { StateStore } from '../state/state-store.ts'

export type Span = 'day' | 'month'
export type Amount = { readonly pictures: number; readonly usd: number }
export type Spent = {
  /** Adds the amount and returns the new sums. */
  readonly add: (token: string, amount: Amount, at: number) => Promise<Readonly<Record<Span, Amount>>>
}

const spans: readonly Span[] = ['day', 'month']
/** Longer than the span itself, so that it can be read until its end. */
const livesMs: Readonly<Record<Span, number>> = { day: 2 * 24 * 3600_000, month: 33 * 24 * 3600_000 }
const millionths = 1_000_000

export function makeSpent(state: StateStore): Spent {
  const sum = async (key: string, amount: number, lives: number): Promise<number> =>
    amount === 0 ? Number((await state.read(key)) ?? 0) : state.add(key, amount, lives)
  const sums = async (token: string, span: Span, { pictures, usd }: Amount, at: number): Promise<Amount> => {
    const key = `spent:${token}:${spanName(span, at)}`
    const [allPictures, allUsd] = await Promise.all([
      sum(`${key}:pictures`, pictures, livesMs[span]),
      sum(`${key}:usd`, Math.round(usd * millionths), livesMs[span]),
    ])
    return { pictures: allPictures, usd: allUsd / millionths }
  }
  return {
    async add(token, amount, at) {
      const [day, month] = await Promise.all(spans.map((span) => sums(token, span, amount, at)))
      const none = { pictures: 0, usd: 0 }
      return { day: day ?? none, month: month ?? none }
    },
  }
}

function spanName(span: Span, at: number): string {
  return new Date(at).toISOString().slice(0, span === 'day' ? 10 : 7)
}

/** When a span ends and its budget is renewed. */
export function renewalOf(span: Span, at: number): string {
  const date = new Date(at)
  const next =
    span === 'day'
      ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + 1)
      : Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
  return new Date(next).toISOString()
}
