// The ways in which the plugin itself gets a finished picture; after them a person opens it by hand (DESIGN §7).

export const deliveryMethods = ['direct', 'sandbox'] as const
export type DeliveryMethod = (typeof deliveryMethods)[number]

/** The order in which the methods are tried: the one that worked last comes first. */
export function deliveryOrder(last: DeliveryMethod): readonly DeliveryMethod[] {
  return last === 'sandbox' ? ['sandbox', 'direct'] : ['direct', 'sandbox']
}
