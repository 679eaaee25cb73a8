/** What an order is to those who count and limit: who gave it, what it costs, how it ended. Neither key, prompt nor picture is in it. */
import type { Charged, FailureCode } from '../../src/core/failure/failure.ts'
import type { Refusal } from '../team.ts'

/** Who gave an order: a team token by its fingerprint, or nobody in particular where callers bring their own keys. */
export type Who = { readonly token: string | null }

/** `usd`: what the picture is known to cost there; null where nobody knows, 0 on an own GPU. */
export type OrderFacts = { readonly service: string; readonly model: string; readonly usd: number | null }

/**
 * A refusal, or nothing where the order may go out. Asked after it is known to be a new one: a replay costs nothing.
 * `name`: the same at every relay that goes on with the order.
 */
export type OrderGate = (who: Who, order: OrderFacts, name?: string) => Promise<Refusal | undefined>

export type OrderEvent =
  /** Told once, whichever relay has sent it. */
  | ({ readonly kind: 'accepted'; readonly who: Who; readonly id: string } & OrderFacts)
  /** Nothing was accepted, or nobody knows (`maybe-submitted`). */
  | ({
      readonly kind: 'refused'
      readonly who: Who
      readonly code: FailureCode
      readonly charged: Charged
      readonly name?: string
    } & OrderFacts)
  /** `seconds` since it was accepted. Told once, by the relay that saw it end. */
  | {
      readonly kind: 'ended'
      readonly id: string
      readonly service: string
      readonly model: string
      readonly end: 'ready' | 'cancelled' | FailureCode
      readonly charged: Charged
      readonly seconds: number
    }
