// The tool that sends off the main thread: the one paid request, whose body holds a picture.

import { type HttpResult, request, watchCspViolations } from './request.ts'
import { type SubmitRequest, buildSubmit } from './send.ts'

export type ServiceTools = {
  send(submit: SubmitRequest, signal: AbortSignal): Promise<HttpResult>
}

/** @param scope the page or the worker, whichever receives the violations of its content security policy */
export function makeServiceTools(scope: Pick<EventTarget, 'addEventListener'>): ServiceTools {
  const violations = watchCspViolations(scope)
  return { send: async (submit, signal) => request(await buildSubmit(submit), violations, signal) }
}
