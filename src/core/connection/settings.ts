// What the user keeps between runs. Parsed on reading, never believed. The API key lives here and nowhere else (law 4).

import type { Size } from '../base/geometry.ts'
import { isRecord, readNumber, readOneOf, readRecord, readString } from '../base/read.ts'
import { type Purpose, purposes } from '../look/look.ts'
import { readSize } from '../wire/window-size.ts'

/** The ways in which the plugin itself gets a finished picture; the last way is a person (DESIGN §7). */
export const deliveryMethods = ['direct', 'sandbox'] as const
export type DeliveryMethod = (typeof deliveryMethods)[number]

/** What the controls last showed. Values are kept a model each, as they were written. */
export type Choices = {
  readonly modelId: string
  readonly values: Readonly<Record<string, unknown>>
  readonly looks: Readonly<Partial<Record<Purpose, string>>>
  readonly light: string
  readonly words: string
  readonly variants: number
  readonly seed: number | null
  /** What stays live; whether texts do is chosen a purpose each. */
  readonly keepsTexts: Readonly<Partial<Record<Purpose, boolean>>>
  readonly keepsVectors: boolean
}

export type Settings = {
  readonly version: 1
  readonly key: string
  readonly baseUrl: string
  readonly choices: Choices
  readonly size: Size
  readonly parallel: number
  /** The rung that worked last is tried first. */
  readonly rung: DeliveryMethod
}

export const serviceUrl = 'https://api.cometapi.com'
export const maxVariants = 8

function readChoices(stored: unknown): Choices {
  const record = readRecord(stored)
  const looks = readRecord(record.looks)
  const seed = record.seed
  const keepsTexts = readRecord(record.keepsTexts)
  return {
    modelId: readString(record.modelId),
    values: readRecord(record.values),
    looks: Object.fromEntries(purposes.flatMap((purpose) => (typeof looks[purpose] === 'string' ? [[purpose, looks[purpose]]] : []))),
    light: readString(record.light),
    words: readString(record.words),
    variants: Math.round(readNumber(record.variants, 1, 1, maxVariants)),
    keepsTexts: Object.fromEntries(
      purposes.flatMap((purpose) => (typeof keepsTexts[purpose] === 'boolean' ? [[purpose, keepsTexts[purpose]]] : [])),
    ),
    keepsVectors: record.keepsVectors === true,
    seed: typeof seed === 'number' && Number.isInteger(seed) && seed >= 0 ? seed : null,
  }
}

export function readSettings(stored: unknown): Settings {
  // Settings of a later version mean something else; those without one are as good as ours.
  const record = isRecord(stored) && (stored.version ?? 1) === 1 ? stored : {}
  return {
    version: 1,
    key: readString(record.key).trim(),
    baseUrl: readBaseUrl(readString(record.baseUrl)) ?? serviceUrl,
    choices: readChoices(record.choices),
    size: readSize(record.size),
    parallel: Math.round(readNumber(record.parallel, 3, 1, 6)),
    rung: readOneOf(record.rung, deliveryMethods, 'direct'),
  }
}

/**
 * A base URL as typed, in the form requests are built from: no trailing slash, no `/flux/v1/…` that people copy along.
 * Nothing for what is no web address, or would send the key in the clear to another machine.
 */
export function readBaseUrl(typed: string): string | null {
  const address = typed.trim().replace(/^([^?#\s]*?\/flux)\/v1\/\S*$/i, '$1')
  const match = /^(https?):\/\/([^\s/?#@]+)((?:\/[^\s?#]*)?)$/i.exec(address)
  const [, scheme, host, path] = match ?? []
  if (scheme === undefined || host === undefined || path === undefined) return null
  const named = /^(?:\[[0-9a-f:]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(\d{1,5}))?$/i.exec(host)
  // A port that cannot be would make `fetch` throw as if a request had been lost.
  if (named === null || Number(named[1] ?? 0) > 65_535) return null
  const isLocal = /^(localhost|127\.0\.0\.1|\[::1\])(:|$)/i.test(host)
  if (scheme.toLowerCase() === 'http' && !isLocal) return null
  return `${scheme.toLowerCase()}://${host.toLowerCase()}${path.replace(/\/+$/, '').replace(/\/flux(\/v1)?$/, '')}`
}

/** The host the user is told about: where the key and the picture go. */
export function hostOf(baseUrl: string): string {
  return baseUrl.replace(/^https?:\/\//, '').replace(/\/.*$/, '')
}

/** Scheme, host and port of a base URL: what the manifest lists. */
export function originOf(baseUrl: string): string {
  return /^https?:\/\/[^/]+/.exec(baseUrl)?.[0] ?? baseUrl
}

/** Where an account of the service is made and filled up. */
export const serviceAccount = { keys: 'https://www.cometapi.com/', billing: `${serviceUrl}/console/topup` } as const

/** The account behind an address, where it is known: a relay on this computer leads to the service unless it is told otherwise. */
export function accountPages(baseUrl: string): typeof serviceAccount | null {
  const origin = originOf(baseUrl)
  return origin === serviceUrl || /^http:\/\/localhost(:|$)/.test(origin) ? serviceAccount : null
}

/** The key as people know it: by the service that sells it, or by the address that it is for. */
export function keyName(baseUrl: string): string {
  return accountPages(baseUrl) === null ? `key for ${hostOf(baseUrl)}` : 'CometAPI key'
}

/** A header can hold no line break or letter outside Latin-1: `fetch` would throw it back at the worst moment. */
export function isKey(key: string): boolean {
  return /^[\x21-\x7e]*$/.test(key)
}
