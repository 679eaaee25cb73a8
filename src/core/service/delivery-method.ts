// The ways in which the plugin itself can fetch a finished picture. If all fail, the user opens it by hand (DESIGN §7).

import { isDataUrl } from '../picture/data-url.ts'

export const deliveryMethods = ['direct', 'sandbox'] as const
export type DeliveryMethod = (typeof deliveryMethods)[number]

/** The order in which the methods are tried: the one that worked last comes first. A `data:` address is always read by the window. */
export function deliveryOrder(last: DeliveryMethod, url: string): readonly DeliveryMethod[] {
  if (isDataUrl(url)) return ['direct']
  return last === 'sandbox' ? ['sandbox', 'direct'] : ['direct', 'sandbox']
}
