// The network as a port, and when it is tried again.

import type { HttpResult, HttpRequest } from './request.ts'
import type { SubmitRequest } from './send.ts'

export type Network = {
  /** The one paid request, built and sent off the main thread. */
  send(submit: SubmitRequest, signal: AbortSignal): Promise<HttpResult>
  ask(request: HttpRequest, signal: AbortSignal): Promise<HttpResult>
}

/** Half a second, doubled for each attempt up to `capMs`, with full jitter (api §5). In ms; `random` is from 0 to 1. */
export function backOffMs(attempt: number, random: number, capMs = 8000): number {
  return Math.min(capMs, 500 * 2 ** attempt) * random
}

export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
