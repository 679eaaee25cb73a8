// What the user keeps between runs. Parsed on reading, never believed. The API key lives here and nowhere else (law 4).

import type { Size } from '../base/geometry.ts'
import { isRecord, readNumber, readOneOf, readString } from '../base/read.ts'
import { type LastSetup, readLastSetup } from '../recipe/setup.ts'
import { serviceUrl } from '../service/account.ts'
import { readBaseUrl } from '../service/base-url.ts'
import { type DeliveryMethod, deliveryMethods } from '../service/delivery-method.ts'
import { readSize } from '../wire/window-size.ts'

export type Settings = {
  readonly version: 1
  readonly key: string
  readonly baseUrl: string
  readonly choices: LastSetup
  readonly size: Size
  readonly parallel: number
  /** The delivery method that worked last: it is tried first. The stored name is kept. */
  readonly rung: DeliveryMethod
}

export function readSettings(stored: unknown): Settings {
  // Settings of a later version mean something else; those without one are as good as ours.
  const record = isRecord(stored) && (stored.version ?? 1) === 1 ? stored : {}
  return {
    version: 1,
    key: readString(record.key).trim(),
    baseUrl: readBaseUrl(readString(record.baseUrl)) ?? serviceUrl,
    choices: readLastSetup(record.choices),
    size: readSize(record.size),
    parallel: Math.round(readNumber(record.parallel, 3, 1, 6)),
    rung: readOneOf(record.rung, deliveryMethods, 'direct'),
  }
}
