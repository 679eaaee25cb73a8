// What the doctor writes down: only what was observed, and never the key.

import type { Failure } from '../src/core/failure.ts'

export type Reply = {
  readonly kind: 'reply'
  readonly status: number
  readonly type: string
  readonly text: string
  readonly allowOrigin: string | null
  readonly allowHeaders: string | null
}
export type Heard = Reply | { readonly kind: 'lost'; readonly why: string }

/** The finished picture, asked for as the plugin's window does it: with no origin and no key. */
export type Sample = {
  readonly host: string
  readonly isKnownHost: boolean
  readonly allowOrigin: string | null
  readonly status: number
  readonly format: string | null
  readonly size: { readonly width: number; readonly height: number } | null
  readonly bytes: number
}

export type Paid = {
  /** Spellings of the model that were refused, in order. */
  readonly refused: readonly { readonly path: string; readonly failure: Failure }[]
  readonly accepted: string | null
  /** How the accepted task ended; null where none was accepted. */
  readonly end:
    | { readonly kind: 'ready'; readonly seconds: number; readonly sample: Sample | null; readonly isRenewed: boolean | null }
    | { readonly kind: 'over'; readonly failure: Failure }
    | null
}

export type Facts = {
  readonly baseUrl: string
  readonly preflight: Heard
  /** A submit with a key that nobody has. */
  readonly badKey: Heard
  /** A question about a task that nobody has; null without a key. */
  readonly connection: Heard | null
  /** Null unless a picture was paid for. */
  readonly paid: Paid | null
}
