// What one answer means for a plugin's window. Pure.

import { readFailure } from '../src/core/service/refusal.ts'
import type { Reply } from '../src/core/service/reply.ts'
import { readJson } from '../src/core/base/read.ts'
import { failureText } from '../src/core/failure/words.ts'
import type { Answer, Preflight } from './doctor-facts.ts'

export type Verdict = { readonly found: string; readonly isFine: boolean }

/** Whether a page with a null origin may read the answer. */
export function isReadable(allowOrigin: string | null): boolean {
  return allowOrigin === '*' || allowOrigin === 'null'
}

type Covers = 'by-name' | 'by-star' | 'no'

function coverage(allowHeaders: string | null, method: Preflight['method']): Covers {
  const names = (allowHeaders ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
  const covers = (name: string): boolean => names.includes(name) || names.includes('*')
  if (!covers('authorization') || (method === 'POST' && !covers('content-type'))) return 'no'
  return names.includes('authorization') ? 'by-name' : 'by-star'
}

export function ofPreflight({ heard: answer, method }: Preflight): Verdict {
  if (answer.kind === 'lost') return { found: `No answer (${answer.why}).`, isFine: false }
  const { status, allowOrigin, allowHeaders } = answer
  if (status < 200 || status >= 300)
    return { found: `A browser's question in advance is answered with HTTP ${status}, so the plugin cannot send there.`, isFine: false }
  if (!isReadable(allowOrigin))
    return {
      found: `Pages without an origin are not let in (allow-origin: ${allowOrigin ?? 'none'}), and a plugin's window is one.`,
      isFine: false,
    }
  switch (coverage(allowHeaders, method)) {
    case 'no':
      return { found: `The headers that carry the key are not allowed (allow-headers: ${allowHeaders ?? 'none'}).`, isFine: false }
    case 'by-star':
      return {
        found:
          'The plugin may send. Headers are allowed by "*" only, which Chromium accepts for the key today and plans to stop accepting.',
        isFine: true,
      }
    default:
      return { found: 'The plugin may send.', isFine: true }
  }
}

export function ofBadKey(answer: Answer): Verdict {
  if (answer.kind === 'lost') return { found: `No answer (${answer.why}).`, isFine: false }
  const { status, allowOrigin } = answer
  const isFine = isReadable(allowOrigin)
  const what = status === 401 ? 'Refused with 401' : `Answered with HTTP ${status} instead of 401`
  return {
    found: isFine
      ? `${what}, and the plugin can read that.`
      : `${what}, but the plugin cannot read it: errors would look like a lost connection.`,
    isFine,
  }
}

export function ofConnection(answer: Answer): Verdict {
  if (answer.kind === 'lost') return { found: `No answer (${answer.why}).`, isFine: false }
  const refusal = readFailure(answer satisfies Reply)
  if (refusal.code === 'key-rejected' || refusal.code === 'no-credit' || refusal.code === 'forbidden')
    return { found: failureText(refusal).sentence, isFine: false }
  if (answer.status === 0 || (answer.status >= 300 && answer.status < 400))
    return { found: `The address sends on to another one (HTTP ${answer.status}).`, isFine: false }
  if (answer.status >= 500) return { found: `Answered with an error (HTTP ${answer.status}).`, isFine: false }
  if (readJson(answer.text) === undefined)
    return { found: 'The address answers, but not as the service does: there is no JSON.', isFine: false }
  return isReadable(answer.allowOrigin)
    ? { found: 'Accepted.', isFine: true }
    : { found: 'Accepted, but the plugin cannot read that: the answer has no allow-origin.', isFine: false }
}
