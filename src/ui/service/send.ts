// Builds the one paid request. Its body is assembled as a Blob, so that the picture's base64 is never a JavaScript string (perf §1b).

import { base64Of } from '../picture/base64.ts'
import type { HttpRequest } from './request.ts'

/** The parts of a submit request. `imageField` is the field that holds the picture. */
export type SubmitRequest = {
  readonly url: string
  readonly key: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly imageField: string
  /** The picture as raw base64 (api §1.2). */
  readonly base64: Blob
  /** The reference picture, which gives the look. */
  readonly reference?: { readonly field: string; readonly picture: Blob }
  /**
   * Names the order to a relay, which answers the same name as it did the first time. Absent for other services: their preflight may refuse
   * the header.
   */
  readonly idempotencyKey?: string
  /**
   * Set when the order was sent before: at most this many seconds ago. A relay that has lost its memory since then must not send it again.
   */
  readonly sentBefore?: number
}

/** Uploading a megabyte takes a while on a slow connection. After this time the answer counts as lost. */
const submitTimeoutMs = 120_000

/** A field that follows others in a JSON body. */
function partsOf(field: string, base64: Blob): readonly BlobPart[] {
  return [`,${JSON.stringify(field)}:"`, base64, '"']
}

/** The picture fields come last: they are appended to the JSON of the others before its closing brace. */
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
  const second = reference ? partsOf(reference.field, await base64Of(reference.picture)) : []
  const body = [JSON.stringify(fields).slice(0, -1), ...partsOf(imageField, base64), ...second, '}']
  return {
    url,
    method: 'POST',
    headers: {
      Authorization: `Bearer ${key}`,
      'Content-Type': 'application/json',
      ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
      ...(sentBefore === undefined ? {} : { Prefer: `sent-before=${sentBefore}` }),
    },
    body: new Blob(body, { type: 'application/json' }),
    timeoutMs: submitTimeoutMs,
    followsRedirects: false,
  }
}
