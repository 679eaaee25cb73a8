/** Decides who may use the relay's key: holders of a team token, each limited in requests per minute. */
import { problem, type Problem } from './problem.ts'
import { fingerprint, isSame } from './secret.ts'

export type Team = {
  readonly key?: string | undefined
  readonly tokens: readonly string[]
  readonly requestsPerMinute?: number | undefined
}

/** Undefined when the caller may pass. `retryAfter` in whole seconds. */
export type Refusal = { readonly problem: Problem; readonly retryAfter?: number }
export type Authorize = (authorization: string | undefined) => Promise<Refusal | undefined>

const usualRequests = 600

/** `shared` counts across all processes of the relay; without it each counts on its own. */
export function makeAuthorize(
  { tokens, requestsPerMinute = usualRequests }: Team,
  now: () => number,
  shared?: (token: string) => Promise<number>,
): Authorize {
  const known = Promise.all(tokens.map((token) => fingerprint(token)))
  const buckets = tokens.map(() => makeBucket(requestsPerMinute, now))
  return async (authorization) => {
    const told = await tokenOf(authorization)
    // All tokens are compared completely, so that the response time reveals nothing about them.
    let which = -1
    for (const [i, one] of (await known).entries()) if (isSame(one, told)) which = i
    const bucket = buckets[which]
    // The message must not mention money: the client reads such a 401 as an empty account.
    if (!bucket) return { problem: problem(401, 'invalid_token', 'The relay does not know this team token.') }
    const waitSeconds = shared ? await shared(told) : bucket()
    if (waitSeconds === 0) return undefined
    return { problem: problem(429, 'too_many_requests', 'This team token asks too often. Nothing was sent.'), retryAfter: waitSeconds }
  }
}

/** The fingerprint of the token in this header, as in `Who`; that of an empty one where there is none. */
export function tokenOf(authorization: string | undefined): Promise<string> {
  return fingerprint(/^bearer (.*)$/i.exec(authorization ?? '')?.[1]?.trim() ?? '')
}

/** Every service refuses an order without a key, so its picture is not even accepted. */
export function keyless(authorization: string | undefined): Problem | undefined {
  if (/^\S+ +\S/.test(authorization ?? '')) return undefined
  return problem(401, 'no_key', 'The service needs a key, and none was sent.')
}

/** A token bucket: one minute's worth at once, then one at a time. Returns 0, or the whole seconds until the next request is allowed. */
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
