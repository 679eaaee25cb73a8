/** The expected price of an order, from the data of its service. */
import { findModel } from '../../src/core/model/models.ts'
import { withSecondPicture } from '../../src/core/service/offer.ts'
import type { Offer, ServiceFacts } from '../../src/core/service/services/service.ts'

/** Null when unknown. A reference picture adds to the price. */
export function usdOf({ isFree }: Pick<ServiceFacts, 'isFree'>, offer: Offer | null, body: Uint8Array): number | null {
  if (isFree === true) return 0
  const { reference } = findModel(offer?.id ?? '') ?? {}
  const hasSecond = reference !== undefined && namesField(body, reference.field)
  return withSecondPicture(offer?.price ?? null, hasSecond ? { reference } : {})?.usd ?? null
}

/** Searching from quote to quote is fast, as megabytes of base64 contain none. */
function namesField(body: Uint8Array, field: string): boolean {
  const name = new TextEncoder().encode(`"${field}"`)
  for (let at = body.indexOf(34); at >= 0; at = body.indexOf(34, at + 1)) if (name.every((byte, i) => body[at + i] === byte)) return true
  return false
}
