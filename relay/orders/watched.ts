/** An order as this relay knows it: the last news, its end, and who waits for it. */
import type { Look } from '../../src/core/service/services/service.ts'
import type { Carrier, Seen } from '../services/carrier.ts'
import type { End, OrderRecord } from './record.ts'

export type Watched = {
  readonly record: OrderRecord
  readonly carrier: Carrier
  /** The key that asks the service: the relay's own, or that of the caller, which must not be used for anybody else. */
  readonly key: string | undefined
  /** The latest answer that said something about the task. */
  look: Look
  seen: Seen | undefined
  end: { readonly how: End; readonly at: number } | undefined
  asking: Promise<Seen> | undefined
  isWatching: boolean
  /** Functions that wake those who wait. */
  readonly waiting: Set<() => void>
}
