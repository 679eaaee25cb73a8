/**
 * The id under which a plugin knows its order. CometAPI's own id is used unchanged. For other services the id encodes which service has the
 * order and how it is asked for there, so that a restarted relay, or another one, can continue without any stored data.
 */
import { readJson, readList, readString } from '../../src/core/base/read.ts'
import type { Ref, ServiceId } from '../../src/core/service/services/service.ts'
import { isServiceId, services } from '../../src/core/service/services/services.ts'
import type { Carrier } from '../services/carrier.ts'

/** The longest id that a plugin accepts. */
const longest = 200

/** Undefined when the id would be too long. */
export function orderIdOf({ facts }: Carrier, base: string, ref: Ref): string | undefined {
  const { model, id } = ref
  if (facts.id === 'cometapi') return id
  const addresses = unusual(facts.id, base, ref)
  const offer = facts.offers.findIndex(({ paths }) => paths[0] === model)
  const [ask, collect, cancel] = [addresses.ask, addresses.collect, addresses.cancel].map((url) => shortened(url, base, model, id))
  const told = [offer < 0 ? model : offer, id, ask ?? 0, collect ?? 0, cancel ?? 0]
  while (told.at(-1) === 0) told.pop()
  const order = `${facts.id}-${packed(JSON.stringify(told))}`
  return order.length <= longest ? order : undefined
}

export function refOf(
  carriers: readonly Carrier[],
  baseOf: (id: ServiceId) => string,
  order: string,
): { carrier: Carrier; ref: Ref } | undefined {
  const [, name = '', text = ''] = /^(comfy-router|bfl|replicate|fal|comfyui)-([\w-]+)$/.exec(order) ?? []
  if (!isServiceId(name)) {
    const comet = carriers.find(({ facts }) => facts.id === 'cometapi')
    return comet && { carrier: comet, ref: { model: '', id: order } }
  }
  const carrier = carriers.find(({ facts }) => facts.id === name)
  const [offer, id, ...addresses] = readList(readJson(unpacked(text)))
  const model = typeof offer === 'number' ? carrier?.facts.offers[offer]?.paths[0] : readString(offer)
  if (!carrier || typeof id !== 'string' || id === '' || !model) return undefined
  const [ask, collect, cancel] = addresses.map((url) => whole(readString(url), baseOf(name), model, id))
  return { carrier, ref: { model, id, ...(ask && { ask }), ...(collect && { collect }), ...(cancel && { cancel }) } }
}

/** Only the addresses that differ from the usual ones. */
function unusual(name: ServiceId, base: string, { model, id, ask, collect, cancel }: Ref): Pick<Ref, 'ask' | 'collect' | 'cancel'> {
  const service = services.find((one) => one.id === name)
  const usual = { model, id }
  return {
    ...(ask !== undefined && ask !== service?.ask(base, usual).url ? { ask } : {}),
    ...(collect !== undefined && collect !== service?.collect?.call(base, usual).url ? { collect } : {}),
    ...(cancel !== undefined && cancel !== service?.cancel?.call(base, usual).url ? { cancel } : {}),
  }
}

function shortened(url: string | undefined, base: string, model: string, id: string): string | undefined {
  if (url === undefined) return undefined
  return url.replaceAll('{', '%7B').replace(base, '{b}').replace(model, '{m}').replaceAll(id, '{i}')
}

function whole(url: string, base: string, model: string, id: string): string {
  return url.replace('{b}', base).replace('{m}', model).replaceAll('{i}', id)
}

function packed(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte))
  return btoa(bytes.join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function unpacked(text: string): string {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
    return new TextDecoder().decode(bytes)
  } catch {
    return ''
  }
}
