// What the worker can do, as plain functions: the page runs the same ones where no worker starts.

import { canvasCodec } from './picture/codec.ts'
import { type Composed, type Composition, compose, convert } from './picture/compose.ts'
import { type ImageAnalysis, makeImageAnalysis } from './picture/image-analysis.ts'
import { type HttpResult, watchCspViolations, request } from './service/request.ts'
import { type SubmitRequest, buildSubmit } from './service/send.ts'

export type Tools = ImageAnalysis & {
  compose(job: Composition, signal: AbortSignal): Promise<Composed>
  send(submit: SubmitRequest, signal: AbortSignal): Promise<HttpResult>
  convert(job: { readonly bytes: Uint8Array; readonly maxSide: number }, signal: AbortSignal): Promise<Uint8Array>
}

export function makeTools(scope: Pick<EventTarget, 'addEventListener'>): Tools {
  const violations = watchCspViolations(scope)
  return {
    compose: (job) => compose(job),
    send: async (submit, signal) => request(await buildSubmit(submit), violations, signal),
    convert: ({ bytes, maxSide }) => convert(bytes, maxSide),
    ...makeImageAnalysis(canvasCodec),
  }
}
