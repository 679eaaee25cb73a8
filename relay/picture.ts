/** Serves a finished picture to a page that could not read it from its host, which sends no CORS headers (api §4). */
import type { Context } from 'hono'
import type { Body } from './bytes.ts'
import { fetchPicture, type PictureRules } from './fetch-picture.ts'
import { problem, refuse, type Problem } from './problem.ts'
import type { Sign } from './secret.ts'

/** The window requests pictures without a key, so the address itself carries the relay's signature and an expiry. */
export type Signed = { readonly signs: Sign; readonly now: () => number }

export async function picture(rules: PictureRules, signed: Signed, c: Context): Promise<Response> {
  const address = c.req.query('url') ?? ''
  // The host is checked first, so that not even a holder of the secret can fetch from elsewhere.
  if (!rules.allowed(address)) return refuse(problem(403, 'host_not_allowed', 'The relay fetches no pictures from this address.'))
  const refusal = await unsigned(signed, c, 'url', address)
  if (refusal) return refuse(refusal)
  const fetched = await fetchPicture(rules, address, c.req.raw.signal)
  return fetched.kind === 'problem' ? refuse(fetched.problem) : show(fetched.type, fetched.length, fetched.body)
}

/** Returns why this address is refused, if it is. */
export async function unsigned({ signs, now }: Signed, c: Context, subject: string, value: string): Promise<Problem | undefined> {
  const told = { until: c.req.query('until') ?? '', sig: c.req.query('sig') ?? '' }
  const verdict = await signs.check(subject, value, told, now() / 1000)
  switch (verdict) {
    case 'good':
      return undefined
    case 'over':
      return problem(410, 'picture_gone', 'The link to the picture has expired.')
    case 'false':
      return problem(403, 'not_signed', 'The relay gave out no such address.')
    default:
      return verdict satisfies never
  }
}

/** With `length` the browser notices a picture that was cut off on the way. */
export function show(type: string, length: number | undefined, body: Body | Uint8Array<ArrayBuffer>): Response {
  return new Response(body, {
    headers: {
      'content-type': type,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
      ...(length === undefined ? {} : { 'content-length': String(length) }),
    },
  })
}
