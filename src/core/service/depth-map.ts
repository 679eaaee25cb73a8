// Who takes a drawn depth map, by the documents (api §1.1, services §1 to §4).

import { accountPages } from './account.ts'
import type { OfferedModel } from './offer.ts'

const takesNone: Readonly<Record<string, string>> = { cometapi: 'CometAPI', replicate: 'Replicate' }

/** The name of the service that does not take one; empty where it does, and where nobody knows. @param offered what a relay says of the model */
export function takesNoDepthMap(baseUrl: string, offered: OfferedModel | null): string {
  if (offered === null) return accountPages(baseUrl) === null ? '' : 'CometAPI'
  if (offered.service === 'fal' && offered.id === 'flux-depth-pro') return 'fal'
  return takesNone[offered.service] ?? ''
}
