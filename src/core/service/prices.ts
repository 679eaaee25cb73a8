// Prices that were read on CometAPI's page, in US dollars a picture (api §6). Nothing is said where nothing was read.

import { serviceUrl } from './account.ts'
import { originOf } from './base-url.ts'
import type { OfferedModel } from './offer.ts'

const read: Readonly<Record<string, OfferedModel['price']>> = { 'flux-depth-pro': { usd: 0.06, seen: '2026-11' } }

export function knownPrice(baseUrl: string, modelId: string): OfferedModel['price'] {
  return originOf(baseUrl) === serviceUrl ? (read[modelId] ?? null) : null
}
