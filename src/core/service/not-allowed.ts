// The failure of an address that the plugin's manifest does not allow: its sentence names the address, and what to add where.

import { type Charged, type Failure, failure } from '../failure/failure.ts'
import { hostOf, originOf } from './base-url.ts'

/** `not-allowed-by-manifest`; `url` is a base URL or the address of a picture. */
export function notAllowed(url: string, charged: Charged): Failure {
  return { ...failure('not-allowed-by-manifest', hostOf(url), charged), said: originOf(url) }
}
