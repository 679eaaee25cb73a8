// Prices from CometAPI's price page, in US dollars per picture (api §6). A file of its own, so that the window does not have to include all of the
// service's data.

import { serviceUrl } from './account.ts'
import { originOf } from './base-url.ts'
import type { OfferedModel } from './offer.ts'

export const cometPrices: { readonly [id in 'flux-depth-pro']: { readonly usd: number; readonly seen: string } } = {
  'flux-depth-pro': { usd: 0.06, seen: '2026-11' },
}

export function knownPrice(baseUrl: string, modelId: string): OfferedModel['price'] {
  return originOf(baseUrl) === serviceUrl ? (Object.entries(cometPrices).find(([id]) => id === modelId)?.[1] ?? null) : null
}
