// Random lives that once broke a law, kept as regression tests.

import { expect, it } from 'vitest'
import { type Act, live } from './life.ts'

const found: readonly (readonly [string, readonly Act[]])[] = [
  [
    'undo took the stamp of the file twice, and the window crashed',
    [
      { do: 'order', variants: 3 },
      { do: 'end', how: 'kill', afterCrossings: 36 },
      { do: 'fault-submit', fault: { name: 'rate-limited', retryAfter: '1' } },
      { do: 'offline' },
      { do: 'undo' },
      { do: 'undo' },
      { do: 'fault-picture', fault: 'garbage' },
      { do: 'fault-poll', fault: 'refused' },
      { do: 'step', nth: 1 },
      { do: 'end', how: 'kill', afterCrossings: 7 },
    ],
  ],
  [
    'storage refused that a picture was sent, and the next window called it unsent',
    [
      { do: 'order', variants: 1 },
      { do: 'pass', ms: 5063 },
      { do: 'order', variants: 3 },
      { do: 'fault-submit', fault: 'model-not-found' },
      { do: 'order', variants: 1 },
      { do: 'storage-fails' },
      { do: 'pass', ms: 3175 },
      { do: 'end', how: 'close', afterCrossings: 35 },
      { do: 'step', nth: 0 },
      { do: 'pass', ms: 6205 },
    ],
  ],
]

it.each(found)('%s', async (_, acts) => {
  expect(await live(acts)).toEqual([])
})
