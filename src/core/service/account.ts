// Whose key it is: the account that requests are made with, and where an account of the default service is managed.

import { hostOf, originOf } from './base-url.ts'

/** Where requests go and with which key. Read before each request, as a person may change it meanwhile. */
export type Account = { readonly baseUrl: string; readonly key: string }

/** The service that is used unless a person enters another address. */
export const serviceUrl = 'https://api.cometapi.com'

/** Where an account of the service is made and filled up. */
export const serviceAccount = { keys: 'https://www.cometapi.com/', billing: `${serviceUrl}/console/topup` } as const

/** The account pages behind an address; null when they are not known. A relay on this computer is taken to lead to the service. */
export function accountPages(baseUrl: string): typeof serviceAccount | null {
  const origin = originOf(baseUrl)
  return origin === serviceUrl || /^http:\/\/localhost(:|$)/.test(origin) ? serviceAccount : null
}

/** The key as people know it: by the service that sells it, or by the address that it is for. */
export function keyName(baseUrl: string): string {
  return accountPages(baseUrl) === null ? `key for ${hostOf(baseUrl)}` : 'CometAPI key'
}

/** Whose account it is, as people know it. */
export function serviceName(baseUrl: string): string {
  return accountPages(baseUrl) === null ? hostOf(baseUrl) : 'CometAPI'
}

/** A sentence with the service by its name; what is quoted stays as it was said. */
export function withName(service: string, text: string): string {
  return text.replace(/“.*?”|\bthe service\b/gi, (found) => (found.startsWith('“') ? found : service))
}

/** Whether `fetch` can send it in a header: a line break, a space or a letter outside ASCII makes it throw instead of sending. */
export function isKey(key: string): boolean {
  return /^[\x21-\x7e]*$/.test(key)
}
