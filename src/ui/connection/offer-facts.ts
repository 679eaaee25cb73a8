// What a relay reports about a model, as lines of the model's card.

import { priceText } from '../../core/service/offer.ts'
import type { ConnectionPart } from './part.ts'
import { offerWords, serviceNamed } from './offer-words.ts'

type Asked = Pick<ConnectionPart, 'offerOf' | 'isMissing' | 'host'>

export function offerFacts({ offerOf, isMissing, host }: Asked, modelId: string): readonly (readonly [string, string])[] {
  if (isMissing(modelId)) return [[offerWords.here, offerWords.missing(host.value)]]
  const offered = offerOf(modelId)
  if (offered === null) return []
  const price = priceText(offered.price)
  return [
    ...(offered.service === '' ? [] : [[offerWords.from, serviceNamed(offered.service)] as const]),
    ...(price === '' ? [] : [[offerWords.price, price] as const]),
  ]
}
