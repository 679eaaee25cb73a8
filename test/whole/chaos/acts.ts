// Everything that can happen to a plugin, as fast-check arbitraries.

import fc from 'fast-check'
import { models } from '../../../src/core/model/models.ts'
import type { FaultOf } from '../../../playground/service/faults.ts'
import type { Act } from './life.ts'

const submitFaults: readonly FaultOf<'submit'>[] = [
  'unauthorized',
  'no-quota',
  'model-not-found',
  'html',
  'bad-request',
  { name: 'rate-limited', retryAfter: '1' },
  'server-error',
  { name: 'server-error', accepted: true },
  'garbage',
  { name: 'garbage', accepted: true },
  'bad-gateway',
  'refused',
  'lost',
  'hang',
  'hang-after-accept',
  'moderated-request',
  'moderated-content',
  'error',
  'backwards',
]
const pollFaults: readonly FaultOf<'poll'>[] = [
  'task-not-found',
  'unknown-status',
  'backwards',
  'server-error',
  'refused',
  'rate-limited',
  'bad-gateway',
  'garbage',
  'no-sample',
  'unauthorized',
]
const pictureFaults: readonly FaultOf<'picture'>[] = [
  'expired',
  'gone',
  'truncated',
  'html',
  'garbage',
  'drop',
  'refused',
  'server-error',
  'redirect',
]

const paths = models.slice(0, 5).flatMap((model) => model.paths)

const nth = fc.nat({ max: 7 })

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('order' as const), variants: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 9000 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('end' as const),
      how: fc.constantFrom('close' as const, 'kill' as const),
      afterCrossings: fc.integer({ min: 1, max: 40 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('jump' as const), ms: fc.constantFrom(60_000, 3_600_000, -30_000) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('fault-submit' as const), fault: fc.constantFrom(...submitFaults) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('fault-poll' as const), fault: fc.constantFrom(...pollFaults) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('fault-picture' as const), fault: fc.constantFrom(...pictureFaults) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('offline' as const, 'online' as const, 'storage-fails' as const, 'storage-works' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('models-gone' as const), gone: fc.subarray([...paths]) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'stop-all' as const, 'stop-waiting' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'cancel' as const,
        'dismiss' as const,
        'step' as const,
        'step' as const,
        'switch-model' as const,
        'delete-placeholder' as const,
        'move-placeholder' as const,
        'copy-placeholder' as const,
      ),
      nth,
    }),
  },
)

export const lives = fc.array(act, { minLength: 3, maxLength: 10 })
