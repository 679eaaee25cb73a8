// A service is data, like a model (DESIGN §7): where it is, how it is asked, and what each of its answers means. Pure; the relay carries it.

import type { Json } from '../../base/read.ts'
import type { Charged, Failure } from '../../failure/failure.ts'
import type { Reply } from '../reply.ts'

export type ServiceId = 'cometapi' | 'comfy-router' | 'bfl' | 'replicate' | 'fal' | 'comfyui'

/** One request. A body that is `as-sent` is the plugin's own, byte for byte. */
export type Call = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: 'as-sent' | Json
}

/** An answer, with what its head says of the kind of error (services §1). */
export type Answered = Reply & { readonly errorType?: string }

/** What is known of an order there: the path of its model, its id, and the addresses that the service gave for it. */
export type Ref = {
  readonly model: string
  readonly id: string
  readonly ask?: string
  readonly collect?: string
  readonly cancel?: string
}

/** What the answer to an order means. */
export type Submitted =
  | { readonly kind: 'accepted'; readonly ref: Ref }
  /** The whole work came back at once. */
  | { readonly kind: 'finished'; readonly look: Look }
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** Sent again under the same key it is collected; only where the service has such keys. */
  | { readonly kind: 'again' }
  /** This way is not open to this account: the next one. */
  | { readonly kind: 'closed' }

/** What the answer to a question means. `queue` is the place, 1 is next. */
export type Look =
  | { readonly kind: 'working'; readonly status: string; readonly progress: number | null; readonly queue: number | null }
  | { readonly kind: 'ready'; readonly url: string; readonly seconds: number | null; readonly seed: number | string | null }
  /** Finished: what came of it has to be collected by a call of its own. */
  | { readonly kind: 'collect' }
  | { readonly kind: 'missing' }
  /** This answer failed, not the task. */
  | { readonly kind: 'fault'; readonly failure: Failure }
  /** `status` in the plain dialect. */
  | { readonly kind: 'over'; readonly status: string; readonly failure: Failure }
  | { readonly kind: 'cancelled'; readonly charged: Charged }

export type Price = { readonly usd: number; readonly seen: string }

/** A model of the plugin as this service has it. `write` puts the plugin's fields into the service's; a sentence where it cannot. */
export type Offer = {
  readonly id: string
  /** The first that is not refused as unknown is used. */
  readonly paths: readonly [string, ...string[]]
  readonly price?: Price
  /** Nobody is told of it, and every other service that has it is asked before this one. */
  readonly isUnlisted?: true
  readonly write?: (sent: Json) => Json | string
}

/** One way to give an order. */
export type Route = {
  readonly submit: (base: string, path: string, write: Call['body']) => Call
  readonly read: (answer: Answered, path: string) => Submitted
  /** It answers when the picture is there, which takes as long as the picture takes. */
  readonly isSynchronous?: true
}

/** What is true of any service, however it is asked. */
export type ServiceFacts = {
  readonly id: ServiceId
  readonly label: string
  readonly address: string
  readonly keyHeaders: (key: string) => Readonly<Record<string, string>>
  readonly offers: readonly Offer[]
  /** Where its pictures lie, and where it may send us to ask: `host`, `*.host`. */
  readonly pictureHosts: readonly string[]
  readonly askHosts: readonly string[]
  /** How long a picture can be fetched once it is ready. */
  readonly linkLivesMs: number
  /** The header of its idempotency keys; null where it has none, and then a POST goes out once. */
  readonly idempotencyHeader: string | null
  /** Nothing costs anything there. */
  readonly isFree?: true
}

/** A service that takes an order by one POST and is asked about it by GETs. */
export type Service = ServiceFacts & {
  readonly routes: readonly [Route, ...Route[]]
  readonly ask: (base: string, ref: Ref) => Call
  readonly readAsked: (answer: Answered, ref: Ref) => Look
  readonly collect?: { readonly call: (base: string, ref: Ref) => Call; readonly read: (answer: Answered) => Look }
  /** Null where nothing can be called back. `wasWaiting`: its last word was that the work had not begun. */
  readonly cancel: {
    readonly call: (base: string, ref: Ref) => Call
    /** Where its documents name none for the address that it gives: tried in order as long as the one before is not known there. */
    readonly otherMethods?: readonly Call['method'][]
    readonly read: (answer: Answered, wasWaiting: boolean) => Cancelled
  } | null
  /** How to hear whether a model is there, and what a refused prompt costs, for services that tell. */
  readonly tells?: {
    readonly call: (base: string, path: string) => Call
    readonly read: (answer: Answered) => { readonly isThere: boolean; readonly policyCharge: Charged | null }
  }
}

export type Cancelled = { readonly cancelled: boolean; readonly charged: Charged }
