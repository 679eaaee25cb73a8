// The failure for an address that the plugin's manifest does not allow: its sentence names the address, its detail says what to add where.

import { type Charged, type Failure, failure } from '../failure/failure.ts'
import { isLocal, originOf } from './base-url.ts'

/** Advice for the plugin's developer, which the user can copy. */
export function manifestAdvice(url: string): string {
  const list = isLocal(url) ? 'devAllowedDomains' : 'allowedDomains'
  return `Add "${originOf(url)}" to networkAccess.${list} in manifest.json and import the plugin again.`
}

/** Gives `not-allowed-by-manifest`; `url` is a base URL or the address of a picture. */
export function notAllowed(url: string, charged: Charged): Failure {
  return { ...failure('not-allowed-by-manifest', manifestAdvice(url), charged), said: originOf(url) }
}
