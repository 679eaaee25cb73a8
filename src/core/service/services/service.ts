// The type of a service. A service is data, like a model (DESIGN §7): its address, its requests, and what each of its answers means. Pure; the relay
// makes the requests.

import type { Json } from '../../base/read.ts'
import type { Charged, Failure } from '../../failure/failure.ts'
import type { Reply } from '../reply.ts'

export type ServiceId = 'cometapi' | 'comfy-router' | 'bfl' | 'replicate' | 'fal' | 'comfyui'

/** One HTTP request. The body `as-sent` is the plugin's own, byte for byte. */
export type Call = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: 'as-sent' | Json
}

/** An answer, with the kind of error given in its headers (services §1). */
export type Answered = Reply & { readonly errorType?: string }

/** What identifies an order at the service: the model's path, the id, and the addresses that the service returned for it. */
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
  /** The finished work came back at once. */
  | { readonly kind: 'finished'; readonly look: Look }
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** Sending again under the same idempotency key finds out what happened; only for services with such keys. */
  | { readonly kind: 'again' }
  /** This route is not open to this account; try the next one. */
  | { readonly kind: 'closed' }

/** What the answer to a poll means. `queue` is the place in the queue; 1 is next. */
export type Look =
  | { readonly kind: 'working'; readonly status: string; readonly progress: number | null; readonly queue: number | null }
  | { readonly kind: 'ready'; readonly url: string; readonly seconds: number | null; readonly seed: number | string | null }
  /** Finished; the result has to be fetched with a separate call. */
  | { readonly kind: 'collect' }
  | { readonly kind: 'missing' }
  /** This answer failed, not the task. */
  | { readonly kind: 'fault'; readonly failure: Failure }
  /** `status` is in the plain dialect. */
  | { readonly kind: 'over'; readonly status: string; readonly failure: Failure }
  | { readonly kind: 'cancelled'; readonly charged: Charged }

export type Price = { readonly usd: number; readonly seen: string }

/**
 * One of the plugin's models, as this service offers it. `write` converts the plugin's fields to the service's, or gives a sentence when that is
 * impossible.
 */
export type Offer = {
  readonly id: string
  /** Tried in order until one is not refused as unknown. */
  readonly paths: readonly [string, ...string[]]
  readonly price?: Price
  /** Not listed to anybody, and used only when no other service offers the model. */
  readonly isUnlisted?: true
  readonly write?: (sent: Json) => Json | string
}

/** One way to send an order. */
export type Route = {
  readonly submit: (base: string, path: string, write: Call['body']) => Call
  readonly read: (answer: Answered, path: string) => Submitted
  /** The answer comes only when the picture is finished. */
  readonly isSynchronous?: true
}

/** What is known about any service, whatever its protocol. */
export type ServiceFacts = {
  readonly id: ServiceId
  readonly label: string
  readonly address: string
  readonly keyHeaders: (key: string) => Readonly<Record<string, string>>
  readonly offers: readonly Offer[]
  /** Hosts of its pictures, and hosts where it may tell us to poll: `host` or `*.host`. */
  readonly pictureHosts: readonly string[]
  readonly askHosts: readonly string[]
  /** How long a finished picture can be fetched, in ms. */
  readonly linkLivesMs: number
  /** The header for idempotency keys; null where there are none, and a POST is then sent only once. */
  readonly idempotencyHeader: string | null
  /** Nothing costs anything at this service. */
  readonly isFree?: true
}

/** A service that accepts an order with one POST and is polled with GETs. */
export type Service = ServiceFacts & {
  readonly routes: readonly [Route, ...Route[]]
  readonly ask: (base: string, ref: Ref) => Call
  readonly readAsked: (answer: Answered, ref: Ref) => Look
  readonly collect?: { readonly call: (base: string, ref: Ref) => Call; readonly read: (answer: Answered) => Look }
  /** Null where nothing can be cancelled. `wasWaiting`: by its last status the work had not begun. */
  readonly cancel: {
    readonly call: (base: string, ref: Ref) => Call
    /**
     * Further HTTP methods, for services that do not document which one their cancel address takes; tried in order while the previous one is unknown
     * there.
     */
    readonly otherMethods?: readonly Call['method'][]
    readonly read: (answer: Answered, wasWaiting: boolean) => Cancelled
  } | null
  /** How to find out whether a model exists, and what a refused prompt costs, for services that report it. */
  readonly tells?: {
    readonly call: (base: string, path: string) => Call
    readonly read: (answer: Answered) => { readonly isThere: boolean; readonly policyCharge: Charged | null }
  }
}

export type Cancelled = { readonly cancelled: boolean; readonly charged: Charged }
