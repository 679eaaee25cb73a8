// The settings kept between windows in the sandbox's storage (DESIGN §4.1), parsed on reading. The API key is stored here and nowhere else (law 4).

import { type Build, thisBuild } from '../base/build.ts'
import type { Size } from '../base/geometry.ts'
import { isRecord, readNumber, readOneOf, readRecord, readString, readStrings } from '../base/read.ts'
import { findModel } from '../model/models.ts'
import { type LastSetup, readLastSetup } from '../recipe/setup.ts'
import { isKey, serviceUrl } from '../service/account.ts'
import { readBaseUrl } from '../service/base-url.ts'

import { type DeliveryMethod, deliveryMethods } from '../service/delivery-method.ts'
import { readWindowSize } from '../wire/window-size.ts'
import { cleanKey } from './clean-key.ts'

export type Settings = {
  readonly version: 1
  readonly key: string
  readonly baseUrl: string
  readonly choices: LastSetup
  readonly size: Size
  readonly parallel: number
  /** The delivery method that worked last. The field has this name in stored settings. */
  readonly rung: DeliveryMethod
  /** The spelling of each model's path that worked last, by model id. Missing in older settings. */
  readonly paths?: Readonly<Record<string, string>>
  /** Hosts that an order went to, latest first: for those the picture was shown before it was sent (law 5). */
  readonly orderedFrom?: readonly string[]
  /** In percent. When a picture kept fewer of its source's lines, the user is told, with advice. Missing where the user has not set it. */
  readonly keptLimit?: number
}

/** In percent; 0 disables the message. */
export const usualKeptLimit = 80

function readKeptLimit(stored: unknown): Pick<Settings, 'keptLimit'> {
  return typeof stored === 'number' ? { keptLimit: clampKeptLimit(stored) } : {}
}

export function clampKeptLimit(percent: number): number {
  return Math.round(readNumber(percent, usualKeptLimit, 0, 100))
}

/** Keeps only spellings that this version's models have. */
function readPaths(stored: unknown): Pick<Settings, 'paths'> {
  const known = Object.entries(readRecord(stored)).filter(
    (entry): entry is [string, string] => findModel(entry[0])?.paths.some((path) => path === entry[1]) ?? false,
  )
  return known.length === 0 ? {} : { paths: Object.fromEntries(known) }
}

const mostHosts = 12

function readOrderedFrom(stored: unknown): Pick<Settings, 'orderedFrom'> {
  const hosts = readStrings(stored)
  return hosts.length === 0 ? {} : { orderedFrom: hosts.slice(0, mostHosts) }
}

/** Earlier versions stored keys with copied quotes, so the key is cleaned. If the result is not a valid key, the stored one is kept. */
function readKey(kept: string): string {
  const cleaned = cleanKey(kept)
  return cleaned !== '' && isKey(cleaned) ? cleaned : kept.trim()
}

/** The base URL for requests. A published build can reach only its own, whatever another build has stored. */
function addressIn(stored: unknown, { baseUrl, isPublished }: Build): string {
  const own = baseUrl ?? serviceUrl
  return isPublished ? own : (readBaseUrl(readString(stored)) ?? own)
}

/** Parses stored settings. Never throws; whatever cannot be read gets its default. */
export function readSettings(stored: unknown, build = thisBuild): Settings {
  // Settings of a later version may have another meaning, so they are ignored; settings without a version are read as version 1.
  const record = isRecord(stored) && (stored.version ?? 1) === 1 ? stored : {}
  return {
    version: 1,
    key: readKey(readString(record.key)),
    baseUrl: addressIn(record.baseUrl, build),
    choices: readLastSetup(record.choices),
    size: readWindowSize(record.size),
    parallel: Math.round(readNumber(record.parallel, 3, 1, 6)),
    rung: readOneOf(record.rung, deliveryMethods, 'direct'),
    ...readPaths(record.paths),
    ...readOrderedFrom(record.orderedFrom),
    ...readKeptLimit(record.keptLimit),
  }
}
