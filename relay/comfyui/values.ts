/** Extracts the values for a graph from an order, and encodes its picture as a form upload. */
import { concat } from '../../src/core/base/bytes.ts'
import { type Json, readString } from '../../src/core/base/read.ts'
import { readPicture } from '../../src/core/picture/image.ts'
import type { GraphValues } from '../../src/core/service/services/comfy-graph.ts'

export type OrderValues = Omit<GraphValues, 'picture'> & { readonly bytes: Uint8Array<ArrayBuffer> }

/** Returns a sentence when something is missing. */
export function valuesOf(sent: Json): OrderValues | string {
  const { prompt, seed, steps, guidance, control_image, preprocessed_image } = sent
  const base64 = readString(control_image) || readString(preprocessed_image)
  if (readString(prompt) === '') return 'The order has no prompt.'
  const bytes = bytesIn(base64)
  const picture = bytes && readPicture(bytes)
  if (!bytes || !picture) return 'The order has no picture.'
  return {
    prompt: readString(prompt),
    seed: numberOf(seed) ?? Math.floor(Math.random() * 2 ** 48),
    steps: numberOf(steps),
    guidance: numberOf(guidance),
    width: picture.size?.width ?? null,
    height: picture.size?.height ?? null,
    isDepth: readString(control_image) === '',
    bytes,
  }
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function bytesIn(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64.replace(/^data:[^,]*,/, '')), (char) => char.charCodeAt(0))
    return bytes.length > 0 ? bytes : undefined
  } catch {
    return undefined
  }
}

/** Encodes the upload as a page would: the file, and the permission to overwrite one of the same name. */
export function formOf(bytes: Uint8Array, name: string): { readonly body: Uint8Array<ArrayBuffer>; readonly type: string } {
  const boundary = `----restyle-${crypto.randomUUID()}`
  const format = readPicture(bytes)?.format ?? 'png'
  const head =
    `--${boundary}\r\ncontent-disposition: form-data; name="overwrite"\r\n\r\ntrue\r\n` +
    `--${boundary}\r\ncontent-disposition: form-data; name="image"; filename="${name}.${format}"\r\ncontent-type: image/${format}\r\n\r\n`
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
  const parts = [encode(head), bytes, encode(`\r\n--${boundary}--\r\n`)]
  return { body: concat(parts), type: `multipart/form-data; boundary=${boundary}` }
}
