// A base URL that cannot be used: what is wrong with it, and what to type instead.

import { readBaseUrl, serviceUrl } from '../connection/settings.ts'

export type BadAddress = { readonly said: string; readonly next: string; readonly suggestion: string | null }

type Mend = { readonly isNeeded: (text: string) => boolean; readonly said: string; readonly mend: (text: string) => string }

function isLocal(text: string): boolean {
  return /^(?:[a-z]+:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)/i.test(text)
}

/** In the order in which they are told; each mends the address a little more. */
const mends: readonly Mend[] = [
  {
    isNeeded: (text) => !/^https?:\/\//i.test(text),
    said: 'An address begins with https://.',
    mend: (text) => `${isLocal(text) ? 'http' : 'https'}://${text.replace(/^[a-z][a-z0-9+.-]*:\/*(?=[^\d])|^\/+/i, '')}`,
  },
  {
    isNeeded: (text) => /^https?:\/\/[^/?#]*@/i.test(text),
    said: 'The address holds a name or a password before its @. The key has a field of its own.',
    mend: (text) => text.replace(/^(https?:\/\/)[^/?#]*@/i, '$1'),
  },
  {
    isNeeded: (text) => /[?#]/.test(text),
    said: 'The address goes on behind its path, with a ? or a #.',
    mend: (text) => text.replace(/[?#].*$/, ''),
  },
  {
    isNeeded: (text) => /^http:/i.test(text) && !isLocal(text),
    said: 'By http:// others could read the key on its way. Only a relay on this computer is reached so.',
    mend: (text) => text.replace(/^http:/i, 'https:'),
  },
]

/** Says what is wrong with an address that `readBaseUrl` refuses. */
export function explainAddress(typed: string): BadAddress {
  let text = typed.trim()
  if (text === '') return { said: 'No address is entered.', next: `The service’s own is ${serviceUrl}.`, suggestion: serviceUrl }
  let said: string | null = null
  for (const { isNeeded, said: why, mend } of mends) {
    if (!isNeeded(text)) continue
    said ??= why
    text = mend(text)
  }
  const suggestion = readBaseUrl(text)
  return suggestion === null || said === null
    ? { said: 'This is no web address.', next: `It looks like ${serviceUrl}.`, suggestion: null }
    : { said, next: `Type ${suggestion}.`, suggestion }
}
