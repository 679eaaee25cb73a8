// What the doctor writes down: only what was observed, and never the key.

import type { Failure } from '../src/core/failure/failure.ts'

export type Reply = {
  readonly kind: 'reply'
  readonly status: number
  readonly type: string
  readonly text: string
  readonly allowOrigin: string | null
  readonly allowHeaders: string | null
}
export type Heard = Reply | { readonly kind: 'lost'; readonly why: string }

/** A route under `/flux/v1/`, as a browser asks for it in advance. */
export type Preflight = { readonly route: string; readonly method: 'GET' | 'POST'; readonly heard: Heard }

/** One spelling of a model, asked for without words and picture. `taken` is a service that would make something of that. */
export type Offer = {
  readonly modelId: string
  readonly label: string
  readonly path: string
  readonly verdict: 'served' | 'absent' | 'taken' | 'unknown'
  /** How it was refused; null where it was taken. */
  readonly failure: Failure | null
}

/** The finished picture, asked for as the plugin's window does it: with no origin and no key. No redirect is followed. */
export type Sample = {
  readonly host: string
  /** The manifest lets the plugin go there. */
  readonly isAllowed: boolean
  readonly status: number
  readonly redirectsTo: string | null
  readonly allowOrigin: string | null
  /** Those that tell about CORS, caching and type. */
  readonly headers: Readonly<Record<string, string>>
  readonly format: string | null
  readonly size: { readonly width: number; readonly height: number } | null
  readonly bytes: number
}

export type End =
  | {
      readonly kind: 'ready'
      readonly seconds: number
      /** Words of the service on the way, in order. */
      readonly statuses: readonly string[]
      readonly dialect: 'plain' | 'wrapped'
      /** Null where its host did not answer. */
      readonly sample: Sample | null
      /** Null where asking again found no picture. */
      readonly isRenewed: boolean | null
    }
  | { readonly kind: 'over'; readonly failure: Failure }

/** One small picture that a person agreed to pay. */
export type Order = {
  readonly modelId: string
  readonly label: string
  readonly path: string
  /** Names of the fields in the answer to the submit. */
  readonly fields: readonly string[]
  readonly failure: Failure | null
  /** Null where it was not accepted. */
  readonly end: End | null
}

export type Facts = {
  readonly baseUrl: string
  readonly preflights: readonly Preflight[]
  /** A submit and a question with a key that nobody has. */
  readonly badKey: { readonly submit: Heard; readonly question: Heard }
  /** A question about a task that nobody has, with the own key; null without one. */
  readonly connection: Heard | null
  /** Null without a key that is accepted. */
  readonly offers: readonly Offer[] | null
  readonly orders: readonly Order[]
}
