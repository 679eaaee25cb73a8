// What a relay offers: its models by the plugin's ids, the service behind each, and the price (DESIGN §7).

import { isRecord, readList, readNumber, readRecord, readString } from '../base/read.ts'
import type { Model } from '../model/model.ts'

/** `price` in US dollars per picture, null where unknown; `seen` is the month in which somebody looked it up, as `2026-11`. */
export type OfferedModel = {
  readonly id: string
  readonly service: string
  readonly price: { readonly usd: number; readonly seen: string } | null
}

function readPrice(value: unknown): OfferedModel['price'] {
  const { usd, seen } = readRecord(value)
  const price = readNumber(usd, Number.NaN, 0)
  return Number.isFinite(price) ? { usd: price, seen: readString(seen) } : null
}

/**
 * Reads a relay's list of models. Models without an id are left out; of several with one id the first counts. Empty where the answer is not such a
 * list.
 */
export function readOffer(body: unknown): readonly OfferedModel[] {
  const listed = readList(readRecord(body).data).filter(isRecord)
  const models = new Map<string, OfferedModel>()
  for (const { id, service, price } of listed) {
    const name = readString(id)
    if (name !== '' && !models.has(name)) models.set(name, { id: name, service: readString(service), price: readPrice(price) })
  }
  return [...models.values()]
}

function dollars(usd: number): string {
  return `$${usd < 0.1 ? usd.toFixed(3).replace(/0$/, '') : usd.toFixed(2)}`
}

/** The price of a picture with a reference picture, derived from the maker's prices, the only published ones (api §6). */
export function withSecondPicture(price: OfferedModel['price'], { reference }: Pick<Model, 'reference'>): OfferedModel['price'] {
  return price && reference ? { ...price, usd: price.usd * (1 + reference.costs) } : price
}

/** "about $0.42 (price seen 2026-11)" for `count` pictures; empty where the price is not known. */
export function sumText(price: OfferedModel['price'], count: number): string {
  return inWords(price, (usd) => dollars(usd * count))
}

/** "about $0.05 a picture (price seen 2026-11)"; empty where the price is not known. */
export function priceText(price: OfferedModel['price']): string {
  return inWords(price, (usd) => `${dollars(usd)} a picture`)
}

function inWords(price: OfferedModel['price'], amount: (usd: number) => string): string {
  if (price === null) return ''
  if (price.usd === 0) return 'costs nothing here'
  return `about ${amount(price.usd)}${price.seen === '' ? '' : ` (price seen ${price.seen})`}`
}
