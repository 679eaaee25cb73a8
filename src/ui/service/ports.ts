// The world that the API stands on, as arguments: time, chance, and whether there is a network.

import type { HttpResult, HttpRequest } from './request.ts'
import type { SubmitRequest } from './send.ts'

export type Time = {
  now(): number
  /** Resolves after `ms`; rejects when the signal aborts. */
  delay(ms: number, signal: AbortSignal): Promise<void>
  random(): number
  isOnline(): boolean
  /** Resolves when there is a network; rejects when the signal aborts. */
  online(signal: AbortSignal): Promise<void>
}

export type Network = {
  send(parcel: SubmitRequest, signal: AbortSignal): Promise<HttpResult>
  ask(ask: HttpRequest, signal: AbortSignal): Promise<HttpResult>
}

/** Where requests go and with which key. Read at each request, as the user may change it meanwhile. */
export type Account = { readonly baseUrl: string; readonly key: string }

/** Half a second, doubled each time up to `capMs`, with full jitter (api §5). */
export function backOffMs(attempt: number, random: number, capMs = 8000): number {
  return Math.min(capMs, 500 * 2 ** attempt) * random
}

export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
