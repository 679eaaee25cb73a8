/** Orders as budgets, metrics and logs see them: who gave them, what they cost, how they ended. Contains no key, prompt or picture. */
import type { Charged, FailureCode } from '../../src/core/failure/failure.ts'
import type { Refusal } from '../team.ts'

/** Who gave an order: a team token by its fingerprint, or null when callers bring their own keys. */
export type Who = { readonly token: string | null }

/** `usd`: the known price of the picture at this service; null if unknown, 0 on an own GPU. */
export type OrderFacts = { readonly service: string; readonly model: string; readonly usd: number | null }

/**
 * Returns a refusal, or undefined when the order may be sent. Called only for new orders, as a replay costs nothing.
 * `name` is the same at every relay that continues the order.
 */
export type OrderGate = (who: Who, order: OrderFacts, name?: string) => Promise<Refusal | undefined>

export type OrderEvent =
  /** Reported once, whichever relay has sent it. */
  | ({ readonly kind: 'accepted'; readonly who: Who; readonly id: string } & OrderFacts)
  /** Nothing was accepted, or it is unknown whether it was (`maybe-submitted`). */
  | ({
      readonly kind: 'refused'
      readonly who: Who
      readonly code: FailureCode
      readonly charged: Charged
      readonly name?: string
    } & OrderFacts)
  /** `seconds` since it was accepted. Reported once, by the relay that saw it end. */
  | {
      readonly kind: 'ended'
      readonly id: string
      readonly service: string
      readonly model: string
      readonly end: 'ready' | 'cancelled' | FailureCode
      readonly charged: Charged
      readonly seconds: number
    }
