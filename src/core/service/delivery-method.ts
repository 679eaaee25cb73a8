// The ways in which the plugin itself gets a finished picture; after them a person opens it by hand (DESIGN §7).

export const deliveryMethods = ['direct', 'sandbox'] as const
export type DeliveryMethod = (typeof deliveryMethods)[number]

/** The order in which the methods are tried: the one that worked last comes first. A picture inside of its address is read by the window. */
export function deliveryOrder(last: DeliveryMethod, url: string): readonly DeliveryMethod[] {
  if (/^data:/i.test(url)) return ['direct']
  return last === 'sandbox' ? ['sandbox', 'direct'] : ['direct', 'sandbox']
}
