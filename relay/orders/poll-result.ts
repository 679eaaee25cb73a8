/**
 * Converts what the relay has seen to the plugin's own polling input, so that both follow the same rules for denials, faults and retries.
 */
import { type Failure, afterAcceptance, failure } from '../../src/core/failure/failure.ts'
import type { PollResult } from '../../src/core/service/polling.ts'
import type { Seen } from '../services/carrier.ts'

export function resultOf({ look, retryAfter }: Seen): PollResult {
  const retryAfterMs = retryAfter === undefined ? null : Number(retryAfter) * 1000
  switch (look.kind) {
    case 'working':
      return look
    case 'ready':
      return { kind: 'ready', url: look.url, seconds: look.seconds }
    case 'missing':
      return { kind: 'denial', failure: failure('expired', 'task not found') }
    case 'over':
      return { kind: 'over', failure: look.failure }
    case 'cancelled':
      return { kind: 'over', failure: failure('task-failed', 'cancelled', look.charged) }
    case 'collect':
      return { kind: 'working', status: 'Generating', progress: null, queue: null }
    case 'fault':
      return ofFault(afterAcceptance(look.failure), retryAfterMs)
    default:
      return look satisfies never
  }
}

function ofFault(told: Failure, retryAfterMs: number | null): PollResult {
  const isDenial = told.code === 'key-rejected' || told.code === 'no-credit' || told.code === 'forbidden'
  return isDenial ? { kind: 'denial', failure: told } : { kind: 'fault', retryAfterMs, failure: told }
}
