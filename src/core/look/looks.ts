// The looks of each purpose; the first one is the default.

import type { Look, Purpose } from './look.ts'
import { buildingLooks } from './looks/building.ts'
import { interfaceLooks } from './looks/interface.ts'
import { productLooks } from './looks/product.ts'

const looks: Record<Purpose, readonly [Look, ...Look[]]> = { building: buildingLooks, product: productLooks, interface: interfaceLooks }

export function looksOf(purpose: Purpose): readonly Look[] {
  return looks[purpose]
}

export function lookSwatch(purpose: Purpose, id: string): Look['swatch'] {
  return findLook(purpose, id).swatch
}

/** The look with a stored id; the first one when the id is unknown. */
export function findLook(purpose: Purpose, id: string): Look {
  return looks[purpose].find((look) => look.id === id) ?? looks[purpose][0]
}
