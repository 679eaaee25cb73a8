// What is kept between windows, in the sandbox's storage (DESIGN §4.1). It is parsed on reading. The API key is kept here and nowhere else
// (law 4).

import { type Build, thisBuild } from '../base/build.ts'
import type { Size } from '../base/geometry.ts'
import { isRecord, readList, readNumber, readOneOf, readRecord, readString } from '../base/read.ts'
import { findModel } from '../model/models.ts'
import { type LastSetup, readLastSetup } from '../recipe/setup.ts'
import { isKey, serviceUrl } from '../service/account.ts'
import { readBaseUrl } from '../service/base-url.ts'

import { type DeliveryMethod, deliveryMethods } from '../service/delivery-method.ts'
import { readSize } from '../wire/window-size.ts'
import { cleanKey } from './clean-key.ts'

export type Settings = {
  readonly version: 1
  readonly key: string
  readonly baseUrl: string
  readonly choices: LastSetup
  readonly size: Size
  readonly parallel: number
  /** The delivery method that worked last. Stored settings have it under this name. */
  readonly rung: DeliveryMethod
  /** The spelling of a model's path that worked last, by the model's id. Settings from before it was kept have none. */
  readonly paths?: Readonly<Record<string, string>>
  /** Hosts that an order went to, the last one first: what leaves was shown before (law 5). */
  readonly orderedFrom?: readonly string[]
  /** In percent: a picture that kept fewer of its source's lines is told, with what may help. Missing where nobody chose. */
  readonly keptLimit?: number
}

/** 0 tells of none. */
export const usualKeptLimit = 80

function readKeptLimit(stored: unknown): Pick<Settings, 'keptLimit'> {
  return typeof stored === 'number' ? { keptLimit: clampKeptLimit(stored) } : {}
}

export function clampKeptLimit(percent: number): number {
  return Math.round(readNumber(percent, usualKeptLimit, 0, 100))
}

/** Only spellings that the models of this version have. */
function readPaths(stored: unknown): Pick<Settings, 'paths'> {
  const known = Object.entries(readRecord(stored)).filter(
    (entry): entry is [string, string] => findModel(entry[0])?.paths.some((path) => path === entry[1]) ?? false,
  )
  return known.length === 0 ? {} : { paths: Object.fromEntries(known) }
}

const mostHosts = 12

function readOrderedFrom(stored: unknown): Pick<Settings, 'orderedFrom'> {
  const hosts = readList(stored).filter((host): host is string => typeof host === 'string')
  return hosts.length === 0 ? {} : { orderedFrom: hosts.slice(0, mostHosts) }
}

/** Earlier versions kept a key with the quotes that it was copied with. What is no key afterwards stays as it was kept. */
function readKey(kept: string): string {
  const cleaned = cleanKey(kept)
  return cleaned !== '' && isKey(cleaned) ? cleaned : kept.trim()
}

/** The address that requests go to. A published build reaches one alone, whatever another build kept. */
function addressIn(stored: unknown, { baseUrl, isPublished }: Build): string {
  const own = baseUrl ?? serviceUrl
  return isPublished ? own : (readBaseUrl(readString(stored)) ?? own)
}

/** Never throws; whatever cannot be read has its initial value. */
export function readSettings(stored: unknown, build = thisBuild): Settings {
  // Settings of a later version may mean something else; those without a version are read like ours.
  const record = isRecord(stored) && (stored.version ?? 1) === 1 ? stored : {}
  return {
    version: 1,
    key: readKey(readString(record.key)),
    baseUrl: addressIn(record.baseUrl, build),
    choices: readLastSetup(record.choices),
    size: readSize(record.size),
    parallel: Math.round(readNumber(record.parallel, 3, 1, 6)),
    rung: readOneOf(record.rung, deliveryMethods, 'direct'),
    ...readPaths(record.paths),
    ...readOrderedFrom(record.orderedFrom),
    ...readKeptLimit(record.keptLimit),
  }
}
