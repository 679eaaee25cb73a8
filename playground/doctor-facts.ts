// The facts that the doctor records: only what was observed, and never the key. The field names appear in its JSON report.

import type { Failure } from '../src/core/failure/failure.ts'

export type Reply = {
  readonly kind: 'reply'
  readonly status: number
  readonly type: string
  readonly text: string
  readonly allowOrigin: string | null
  readonly allowHeaders: string | null
}
export type Answer = Reply | { readonly kind: 'lost'; readonly why: string }

/** The answer to a browser's preflight for a route under `/flux/v1/`. */
export type Preflight = { readonly route: string; readonly method: 'GET' | 'POST'; readonly heard: Answer }

/** One path of a model, requested without prompt and picture. `taken`: the service accepted that and may charge for it. */
export type Offer = {
  readonly modelId: string
  readonly label: string
  readonly path: string
  readonly verdict: 'served' | 'absent' | 'taken' | 'unknown'
  /** The refusal; null when it was taken. */
  readonly failure: Failure | null
}

/** The finished picture, requested as the plugin's window does it: with a null origin, without a key, and without following redirects. */
export type Sample = {
  readonly host: string
  /** Whether the manifest lets the plugin reach this host. */
  readonly isAllowed: boolean
  readonly status: number
  readonly redirectsTo: string | null
  readonly allowOrigin: string | null
  /** The headers about CORS, caching and type. */
  readonly headers: Readonly<Record<string, string>>
  readonly format: string | null
  readonly size: { readonly width: number; readonly height: number } | null
  readonly bytes: number
}

export type End =
  | {
      readonly kind: 'ready'
      readonly seconds: number
      /** The statuses that the service reported, in order. */
      readonly statuses: readonly string[]
      readonly dialect: 'plain' | 'wrapped'
      /** Null when its host did not answer. */
      readonly sample: Sample | null
      /** Null when asking again found no picture. */
      readonly isRenewed: boolean | null
    }
  | { readonly kind: 'over'; readonly failure: Failure }

/** One small picture that the user agreed to pay for. */
export type Order = {
  readonly modelId: string
  readonly label: string
  readonly path: string
  /** Names of the fields in the answer to the submit. */
  readonly fields: readonly string[]
  readonly failure: Failure | null
  /** Null when it was not accepted. */
  readonly end: End | null
}

export type Facts = {
  readonly baseUrl: string
  readonly preflights: readonly Preflight[]
  /** A submit and a poll with a key that nobody has. */
  readonly badKey: { readonly submit: Answer; readonly question: Answer }
  /** A poll for a nonexistent task with the user's key; null without a key. */
  readonly connection: Answer | null
  /** Null without a key that is accepted. */
  readonly offers: readonly Offer[] | null
  readonly orders: readonly Order[]
}
