// What the user keeps between runs. Parsed on reading, never believed. The API key lives here and nowhere else (law 4).

import type { Size } from '../base/geometry.ts'
import { isRecord, readNumber, readOneOf, readRecord, readString } from '../base/read.ts'
import { type Purpose, purposes } from '../look/look.ts'
import { serviceUrl } from '../service/account.ts'
import { readBaseUrl } from '../service/base-url.ts'
import { type DeliveryMethod, deliveryMethods } from '../service/delivery-method.ts'
import { readSize } from '../wire/window-size.ts'

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
  /** The delivery method that worked last: it is tried first. The stored name is kept. */
  readonly rung: DeliveryMethod
}

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
