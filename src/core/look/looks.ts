// The looks of each purpose, the first one by default.

import type { Look, Purpose } from './look.ts'
import { buildingLooks } from './looks/building.ts'
import { interfaceLooks } from './looks/interface.ts'
import { productLooks } from './looks/product.ts'

const looks: Record<Purpose, readonly [Look, ...Look[]]> = { building: buildingLooks, product: productLooks, interface: interfaceLooks }

export const looksOf = (purpose: Purpose): readonly Look[] => looks[purpose]

/** The look of a stored choice; the first one where it is unknown. */
export const findLook = (purpose: Purpose, id: string): Look => looks[purpose].find((look) => look.id === id) ?? looks[purpose][0]
