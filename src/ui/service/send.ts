// The one paid request: fields, then the picture as base64, as a body that is never a JavaScript string (perf §1b).

import { toBase64 } from '../picture/base64.ts'
import type { HttpRequest } from './request.ts'

export type SubmitRequest = {
  readonly url: string
  readonly key: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly imageField: string
  readonly picture: Blob
}

/** An upload of a megabyte on a slow line takes its time; behind this the answer counts as lost. */
const submitTimeoutMs = 120_000

export async function buildSubmit({ url, key, fields, imageField, picture }: SubmitRequest): Promise<HttpRequest> {
  const head = `${JSON.stringify(fields).slice(0, -1)},${JSON.stringify(imageField)}:"`
  const image = toBase64(new Uint8Array(await picture.arrayBuffer()))
  return {
    url,
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: new Blob([head, ...image, '"}'], { type: 'application/json' }),
    timeoutMs: submitTimeoutMs,
    followsRedirects: false,
  }
}
