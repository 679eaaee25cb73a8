// Explains what is wrong with an address that `readBaseUrl` refuses, and what to type instead.

import { serviceUrl } from './account.ts'
import { isLocal, readBaseUrl } from './base-url.ts'

/** `suggestion` is a usable address, or null when none can be derived from what was typed. */
export type AddressProblem = { readonly message: string; readonly next: string; readonly suggestion: string | null }

type Repair = { readonly isNeeded: (text: string) => boolean; readonly message: string; readonly apply: (text: string) => string }

/** Each repair fixes one problem of the address. The message of the first one needed is shown. */
const repairs: readonly Repair[] = [
  {
    isNeeded: (text) => !/^https?:\/\//i.test(text),
    message: 'An address begins with https://.',
    apply: (text) => `${isLocal(text) ? 'http' : 'https'}://${text.replace(/^[a-z][a-z0-9+.-]*:\/*(?=[^\d])|^\/+/i, '')}`,
  },
  {
    isNeeded: (text) => /^https?:\/\/[^/?#]*@/i.test(text),
    message: 'The address holds a name or a password before its @. The key has a field of its own.',
    apply: (text) => text.replace(/^(https?:\/\/)[^/?#]*@/i, '$1'),
  },
  {
    isNeeded: (text) => /[?#]/.test(text),
    message: 'The address goes on behind its path, with a ? or a #.',
    apply: (text) => text.replace(/[?#].*$/, ''),
  },
  {
    isNeeded: (text) => /^http:/i.test(text) && !isLocal(text),
    message: 'By http:// others could read the key on its way. Only a relay on this computer is reached so.',
    apply: (text) => text.replace(/^http:/i, 'https:'),
  },
]

export function explainAddress(typed: string): AddressProblem {
  let text = typed.trim()
  if (text === '') return { message: 'No address is entered.', next: `The service’s own is ${serviceUrl}.`, suggestion: serviceUrl }
  let problem: string | null = null
  for (const { isNeeded, message, apply } of repairs) {
    if (!isNeeded(text)) continue
    problem ??= message
    text = apply(text)
  }
  const suggestion = readBaseUrl(text)
  return suggestion === null || problem === null
    ? { message: 'This is no web address.', next: `It looks like ${serviceUrl}.`, suggestion: null }
    : { message: problem, next: `Type ${suggestion}.`, suggestion }
}
