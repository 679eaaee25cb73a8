// The one paid request. Its body is put together as a Blob: the picture's base64 is never a JavaScript string of its own (perf §1b).

import { toBase64 } from '../picture/base64.ts'
import type { HttpRequest } from './request.ts'

/** What a submit is built from. `imageField` is the field that the picture goes into, as raw base64 (api §1.2). */
export type SubmitRequest = {
  readonly url: string
  readonly key: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly imageField: string
  readonly picture: Blob
  /** Names the order to a relay, which answers the same name as the first time. Absent for others: their preflight may refuse the header. */
  readonly idempotencyKey?: string
}

/** A megabyte takes its time on a slow line; after this the answer counts as lost. */
const submitTimeoutMs = 120_000

/** The picture's field comes last: the JSON of the other fields is left open for it. */
export async function buildSubmit({ url, key, fields, imageField, picture, idempotencyKey }: SubmitRequest): Promise<HttpRequest> {
  const head = `${JSON.stringify(fields).slice(0, -1)},${JSON.stringify(imageField)}:"`
  const image = toBase64(new Uint8Array(await picture.arrayBuffer()))
  return {
    url,
    method: 'POST',
    headers: {
      Authorization: `Bearer ${key}`,
      'Content-Type': 'application/json',
      ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
    },
    body: new Blob([head, ...image, '"}'], { type: 'application/json' }),
    timeoutMs: submitTimeoutMs,
    followsRedirects: false,
  }
}
