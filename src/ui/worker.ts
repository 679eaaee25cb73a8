// What the worker can do, as plain functions: the page runs the same ones where no worker starts.

import { canvasCodec } from './picture/codec.ts'
import { type Composed, type Composition, compose, convert } from './picture/compose.ts'
import { type Eyes, makeEyes } from './picture/image-analysis.ts'
import { type Answer, hearViolations, request } from './service/request.ts'
import { type Parcel, pack } from './service/send.ts'

export type Tools = Eyes & {
  compose(job: Composition, signal: AbortSignal): Promise<Composed>
  send(parcel: Parcel, signal: AbortSignal): Promise<Answer>
  convert(job: { readonly bytes: Uint8Array; readonly maxSide: number }, signal: AbortSignal): Promise<Uint8Array>
}

export function makeTools(scope: Pick<EventTarget, 'addEventListener'>): Tools {
  const violations = hearViolations(scope)
  return {
    compose: (job) => compose(job),
    send: async (parcel, signal) => request(await pack(parcel), violations, signal),
    convert: ({ bytes, maxSide }) => convert(bytes, maxSide),
    ...makeEyes(canvasCodec),
  }
}
