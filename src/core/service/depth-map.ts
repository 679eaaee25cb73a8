// Which services accept a depth map in place of a picture, according to their documentation (api §1.1, services §1 to §4).

import { accountPages } from './account.ts'
import type { OfferedModel } from './offer.ts'

const takesNone: Readonly<Record<string, string>> = { cometapi: 'CometAPI', replicate: 'Replicate' }

/**
 * The name of the service if it does not accept a depth map; empty if it does, or if that is unknown.
 * @param offered what a relay reports about the model
 */
export function takesNoDepthMap(baseUrl: string, offered: OfferedModel | null): string {
  if (offered === null) return accountPages(baseUrl) === null ? '' : 'CometAPI'
  if (offered.service === 'fal' && offered.id === 'flux-depth-pro') return 'fal'
  return takesNone[offered.service] ?? ''
}
