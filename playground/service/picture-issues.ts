/** Checks the pictures of a body: whether they are pictures, and of a size the model accepts (api §1.2). */
import sharp from 'sharp'
import type { Schema } from './schemas.ts'
import type { Issue } from './validate.ts'

/** Returns the size of a picture, or undefined if the bytes are not one. */
export type Measure = (bytes: Uint8Array) => Promise<{ width: number; height: number } | undefined>

export const measureWithSharp: Measure = (bytes) =>
  sharp(bytes)
    .metadata()
    .catch(() => undefined)

export async function pictureIssues(schema: Schema, pictures: Readonly<Record<string, Uint8Array>>, measure: Measure): Promise<Issue[]> {
  const found = await Promise.all(Object.entries(pictures).map(([name, bytes]) => issueIn(schema, name, bytes, measure)))
  return found.filter((issue) => issue !== undefined)
}

async function issueIn(schema: Schema, name: string, bytes: Uint8Array, measure: Measure): Promise<Issue | undefined> {
  const issue = (msg: string): Issue => ({ loc: ['body', name], msg: `Value error, ${msg}`, type: 'value_error' })
  const size = await measure(bytes)
  if (!size) return issue('Invalid base64 image')
  if (Math.min(size.width, size.height) < schema.minSide) return issue(`Image sides must be at least ${schema.minSide} pixels`)
  if (size.width * size.height > 20_000_000) return issue('Image must have at most 20 megapixels')
  return undefined
}
