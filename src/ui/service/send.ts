// The one paid request. Its body is put together as a Blob: the picture's base64 is never a JavaScript string of its own (perf §1b).

import { base64Of } from '../picture/base64.ts'
import type { HttpRequest } from './request.ts'

/** What a submit is built from. `imageField` is the field that the picture goes into. */
export type SubmitRequest = {
  readonly url: string
  readonly key: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly imageField: string
  /** The picture as raw base64 (api §1.2). */
  readonly base64: Blob
  /** A second picture, which gives the look. */
  readonly reference?: { readonly field: string; readonly picture: Blob }
  /** Names the order to a relay, which answers the same name as the first time. Absent for others: their preflight may refuse the header. */
  readonly idempotencyKey?: string
  /** It was sent before, so many seconds ago at most: a relay that has lost its memory since must not send it again. */
  readonly sentBefore?: number
}

/** A megabyte takes its time on a slow line; after this the answer counts as lost. */
const submitTimeoutMs = 120_000

/** The fields of pictures come last: the JSON of the others is left open for them. */
export async function buildSubmit({
  url,
  key,
  fields,
  imageField,
  base64,
  reference,
  idempotencyKey,
  sentBefore,
}: SubmitRequest): Promise<HttpRequest> {
  const body: BlobPart[] = [JSON.stringify(fields).slice(0, -1)]
  const put = (field: string, base64: Blob): unknown => body.push(`,${JSON.stringify(field)}:"`, base64, '"')
  put(imageField, base64)
  if (reference) put(reference.field, await base64Of(reference.picture))
  return {
    url,
    method: 'POST',
    headers: {
      Authorization: `Bearer ${key}`,
      'Content-Type': 'application/json',
      ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
      ...(sentBefore === undefined ? {} : { Prefer: `sent-before=${sentBefore}` }),
    },
    body: new Blob([...body, '}'], { type: 'application/json' }),
    timeoutMs: submitTimeoutMs,
    followsRedirects: false,
  }
}
