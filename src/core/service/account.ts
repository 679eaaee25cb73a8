// The account that requests are made with, and the pages where an account of the default service is managed.

import { hostOf, originOf } from './base-url.ts'

/** Base URL and key of the requests. Read before each request, because the user may change them meanwhile. */
export type Account = { readonly baseUrl: string; readonly key: string }

/** The service that is used unless the user enters another address. */
export const serviceUrl = 'https://api.cometapi.com'

/** The pages where an account is created and topped up. */
export const serviceAccount = { keys: 'https://www.cometapi.com/', billing: `${serviceUrl}/console/topup` } as const

/** The account pages for an address; null when they are not known. A relay on this computer is assumed to forward to the default service. */
export function accountPages(baseUrl: string): typeof serviceAccount | null {
  const origin = originOf(baseUrl)
  return origin === serviceUrl || /^http:\/\/localhost(:|$)/.test(origin) ? serviceAccount : null
}

/** What the key is called: by the service that sells it, or by the host it is for. */
export function keyName(baseUrl: string): string {
  return accountPages(baseUrl) === null ? `key for ${hostOf(baseUrl)}` : 'CometAPI key'
}

/** What the service is called. */
export function serviceName(baseUrl: string): string {
  return accountPages(baseUrl) === null ? hostOf(baseUrl) : 'CometAPI'
}

/** Puts the name of the service into a sentence; quoted text stays as it is. */
export function withName(service: string, text: string): string {
  return text.replace(/“.*?”|\bthe service\b/gi, (found) => (found.startsWith('“') ? found : service))
}

/** Whether `fetch` can send the key in a header: a line break, a space or a character outside ASCII makes `fetch` throw instead of sending. */
export function isKey(key: string): boolean {
  return /^[\x21-\x7e]*$/.test(key)
}
