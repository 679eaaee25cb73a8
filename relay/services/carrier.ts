/** How the relay deals with one service, whatever its protocol: give an order, ask about it, cancel it. */
import type { Charged, Failure } from '../../src/core/failure/failure.ts'
import type { Cancelled, Look, Offer, Ref, ServiceFacts } from '../../src/core/service/services/service.ts'

/** An order as a service receives it. `key` is the one that pays, the relay's own or the caller's; undefined where none is needed. */
export type Order = {
  readonly offer: Offer | null
  /** The model's name as the caller wrote it. */
  readonly model: string
  readonly body: Uint8Array<ArrayBuffer>
  readonly type: string | undefined
  readonly key: string | undefined
  /** The relay's own name for this order, for services that support idempotency. */
  readonly name: string
  /** The name to use after this many refusals, because the service stores a refusal under each name. */
  readonly nameAfter: (refusals: number) => Promise<string>
  /** A relay that is gone may already have sent it under this name. */
  readonly isAgain: boolean
}

export type Given =
  | { readonly kind: 'accepted'; readonly ref: Ref; readonly work?: Promise<Look> }
  | { readonly kind: 'refused'; readonly failure: Failure; readonly status: number; readonly retryAfter?: string | undefined }

/** `retryAfter` in seconds, if the service said when to retry. */
export type Seen = { readonly look: Look; readonly retryAfter?: string | undefined }

export type Offered = { readonly id: string; readonly price?: { readonly usd: number; readonly seen: string } | undefined }

export type Carrier = {
  readonly facts: ServiceFacts
  /** The relay's own key for this service, if it has one. */
  readonly ownKey: string | undefined
  /** Whether a picture may be fetched from this URL. */
  readonly mayFetch: (url: string) => boolean
  readonly give: (order: Order) => Promise<Given>
  readonly look: (ref: Ref, key: string | undefined) => Promise<Seen>
  readonly cancel: (ref: Ref, key: string | undefined) => Promise<Cancelled>
  /** The models that are available now. */
  readonly offered: (key: string | undefined) => Promise<readonly Offered[]>
  /** One sentence for everything that it lacks to work; empty when unknown. */
  readonly missing?: () => Promise<readonly string[]>
  /** Receives progress until the returned function is called. Only where the service pushes news. */
  readonly hear?: (ref: Ref, heard: (look: Look) => void) => () => void
}

export const notCancelled = (charged: Charged): Cancelled => ({ cancelled: false, charged })
