/** How the relay deals with one service, whatever its manner: give an order, ask about it, call it back. */
import type { Charged, Failure } from '../../src/core/failure/failure.ts'
import type { Cancelled, Look, Offer, Ref, ServiceFacts } from '../../src/core/service/services/service.ts'

/** What a caller's order is to a service. `key` is what pays: the relay's own or the caller's; nothing where none is needed. */
export type Order = {
  readonly offer: Offer | null
  /** As the caller wrote it. */
  readonly model: string
  readonly body: Uint8Array<ArrayBuffer>
  readonly type: string | undefined
  readonly key: string | undefined
  /** The relay's own name for this order at a service that takes such. */
  readonly name: string
  /** The next one, where the service holds a refusal under those before. */
  readonly nameAfter: (refusals: number) => Promise<string>
  /** It may have been sent under this name before, by a relay that is gone. */
  readonly isAgain: boolean
}

export type Given =
  | { readonly kind: 'accepted'; readonly ref: Ref; readonly work?: Promise<Look> }
  | { readonly kind: 'refused'; readonly failure: Failure; readonly status: number; readonly retryAfter?: string | undefined }

/** `retryAfter` in seconds, where the service said when to come back. */
export type Seen = { readonly look: Look; readonly retryAfter?: string | undefined }

export type Offered = { readonly id: string; readonly price?: { readonly usd: number; readonly seen: string } | undefined }

export type Carrier = {
  readonly facts: ServiceFacts
  /** Its own key, where the relay has one for it. */
  readonly ownKey: string | undefined
  /** Whether a picture may be fetched from there. */
  readonly mayFetch: (url: string) => boolean
  readonly give: (order: Order) => Promise<Given>
  readonly look: (ref: Ref, key: string | undefined) => Promise<Seen>
  readonly cancel: (ref: Ref, key: string | undefined) => Promise<Cancelled>
  /** What is there now. */
  readonly offered: (key: string | undefined) => Promise<readonly Offered[]>
  /** What it lacks to work, each as a sentence; nothing where nobody can tell. */
  readonly missing?: () => Promise<readonly string[]>
  /** Hears of steps as they are made, until the function that it gives is called. Only where the service tells by itself. */
  readonly hear?: (ref: Ref, heard: (look: Look) => void) => () => void
}

export const notCancelled = (charged: Charged): Cancelled => ({ cancelled: false, charged })
