/** Who may spend the relay's key: holders of a team token, each so many requests a minute. */
import { problem, type Problem } from './problem.ts'
import { fingerprint, isSame } from './secret.ts'

export type Team = {
  readonly key?: string | undefined
  readonly tokens: readonly string[]
  readonly requestsPerMinute?: number | undefined
}

/** Nothing where the caller may pass. `retryAfter` in whole seconds. */
export type Refusal = { readonly problem: Problem; readonly retryAfter?: number }
export type Authorize = (authorization: string | undefined) => Promise<Refusal | undefined>

const usualRequests = 600

/** `shared` counts over all relays that are one; without it each counts for itself. */
export function makeAuthorize(
  { tokens, requestsPerMinute = usualRequests }: Team,
  now: () => number,
  shared?: (token: string) => Promise<number>,
): Authorize {
  const known = Promise.all(tokens.map((token) => fingerprint(token)))
  const buckets = tokens.map(() => makeBucket(requestsPerMinute, now))
  return async (authorization) => {
    const told = await fingerprint(/^bearer (.*)$/i.exec(authorization ?? '')?.[1]?.trim() ?? '')
    // Every token is compared to its end, so that the time of the answer tells nothing about any of them.
    let which = -1
    for (const [i, one] of (await known).entries()) if (isSame(one, told)) which = i
    const bucket = buckets[which]
    // Nothing here may sound like money: the client reads a 401 that does as an empty account.
    if (!bucket) return { problem: problem(401, 'invalid_token', 'The relay does not know this team token.') }
    const waitSeconds = shared ? await shared(told) : bucket()
    if (waitSeconds === 0) return undefined
    return { problem: problem(429, 'too_many_requests', 'This team token asks too often. Nothing was sent.'), retryAfter: waitSeconds }
  }
}

/** An order without any key is refused by every service: so nobody's picture is taken in only for that. */
export function keyless(authorization: string | undefined): Problem | undefined {
  if (/^\S+ +\S/.test(authorization ?? '')) return undefined
  return problem(401, 'no_key', 'The service needs a key, and none was sent.')
}

/** A minute's worth at once, then one at a time as they come back. Gives 0, or the whole seconds until the next one. */
function makeBucket(perMinute: number, now: () => number): () => number {
  const everyMs = 60_000 / perMinute
  let [left, at] = [perMinute, now()]
  return () => {
    const time = now()
    left = Math.min(perMinute, left + Math.max(0, time - at) / everyMs)
    at = time
    if (left < 1) return Math.max(1, Math.ceil(((1 - left) * everyMs) / 1000))
    left -= 1
    return 0
  }
}
