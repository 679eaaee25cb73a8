/** Answers questions about a task: from what is kept, or from the service, with the picture's address turned into the relay's own. */
import type { Context } from 'hono'
import { responseOf, type Answer } from './answer.ts'
import type { Parts } from './parts.ts'
import { samplesIn, withSample } from './sample.ts'

/** Longer than any link of the maker lives (api §4). */
const addressMs = 3600_000

export async function result({ keeper, question, keyFor, address, pictures, now }: Parts, c: Context): Promise<Response> {
  const id = c.req.query('id') ?? ''
  // What is kept needs nobody else. A store that fails is no reason not to ask the service.
  const found = await keeper?.find(id).catch(() => undefined)
  if (found) {
    const { until, seconds } = found.kept
    const said = { id, status: 'Ready', result: { sample: await address(c, 'kept', 'id', id, until), duration: seconds } }
    return responseOf({ status: 200, type: 'application/json', retryAfter: undefined, body: jsonBytes(said), mayBeTaken: false })
  }
  const answer = await question(id, keyFor(c))
  const until = now() + addressMs
  const body = await throughRelay(
    answer.body,
    (sample) => pictures.allowed(sample) !== undefined,
    (sample) => address(c, 'picture', 'url', sample, until),
  )
  return responseOf({ ...answer, body })
}

/**
 * An address the relay would not fetch stays as it is: a person can still open it by hand, and a paid picture is not lost (law 2).
 * What is no JSON passes unchanged, so that the client sees what the service really said.
 */
async function throughRelay(
  body: Answer['body'],
  isOurs: (sample: string) => boolean,
  rename: (sample: string) => Promise<string>,
): Promise<Answer['body']> {
  try {
    const said: unknown = JSON.parse(new TextDecoder().decode(body))
    const samples = samplesIn(said).filter(isOurs)
    if (samples.length === 0) return body
    const renamed = new Map(await Promise.all(samples.map(async (sample) => [sample, await rename(sample)] as const)))
    return jsonBytes(withSample(said, (sample) => renamed.get(sample)))
  } catch {
    return body
  }
}

function jsonBytes(value: unknown): Answer['body'] {
  return new TextEncoder().encode(JSON.stringify(value))
}
