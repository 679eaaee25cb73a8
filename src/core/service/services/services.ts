// All services, the default one first. A new service is a file and a line here.

import { bfl } from './bfl.ts'
import { cometapi } from './cometapi.ts'
import { comfyRouter } from './comfy-router.ts'
import { comfyui } from './comfyui.ts'
import { fal } from './fal.ts'
import { replicate } from './replicate.ts'
import type { Offer, Service, ServiceFacts, ServiceId } from './service.ts'

/** Services that accept an order with one POST. */
export const services: readonly Service[] = [cometapi, comfyRouter, bfl, replicate, fal]

export const allServices: readonly ServiceFacts[] = [...services, comfyui]

export function isServiceId(name: string): name is ServiceId {
  return allServices.some(({ id }) => id === name)
}

export function factsOf(id: ServiceId): ServiceFacts {
  return allServices.find((service) => service.id === id) ?? services[0] ?? comfyui
}

/** The service's offer for a model name, which may be the plugin's id or any service's spelling of it. */
export function offerOf(service: ServiceFacts, name: string): Offer | null {
  const id = idNamed(name)
  return service.offers.find((offer) => offer.id === id) ?? null
}

function idNamed(name: string): string {
  const plain = plainName(name)
  const offers = allServices.flatMap((service) => service.offers)
  return offers.find(({ id, paths }) => id === name || paths.some((path) => plainName(path) === plain))?.id ?? name
}

/** Dots and hyphens are used interchangeably, and some services put the maker's name in front (api §0.5). */
export function plainName(path: string): string {
  return path.replace(/^.*\//, '').replace(/\./g, '-')
}
