/** An order as this relay knows it: what was last heard of it, how it ended, and who waits for news. */
import type { Look } from '../../src/core/service/services/service.ts'
import type { Carrier, Seen } from '../services/carrier.ts'
import type { End, OrderRecord } from './record.ts'

export type Watched = {
  readonly record: OrderRecord
  readonly carrier: Carrier
  /** What asks there: the relay's own key or the caller's, whom nobody else may speak for. */
  readonly key: string | undefined
  /** The latest answer that told something of the task. */
  look: Look
  seen: Seen | undefined
  end: { readonly how: End; readonly at: number } | undefined
  asking: Promise<Seen> | undefined
  isWatching: boolean
  /** How many wait. */
  readonly waiting: Set<() => void>
}
