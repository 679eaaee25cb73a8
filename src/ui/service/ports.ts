// The network as a port.

import type { HttpResult, HttpRequest } from './request.ts'
import type { SubmitRequest } from './send.ts'

export type Network = {
  /** Sends the one paid request. It is built and sent off the main thread. */
  send(submit: SubmitRequest, signal: AbortSignal): Promise<HttpResult>
  ask(request: HttpRequest, signal: AbortSignal): Promise<HttpResult>
}
