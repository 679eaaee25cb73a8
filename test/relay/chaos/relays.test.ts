// The law of orders with real processes: `npm run chaos` does the same with many more.

import { expect, it } from 'vitest'
import { liveOn } from './life.ts'

it('loses no picture and pays none twice while relays are killed', async () => {
  const { notes, ...outcome } = await liveOn({ seed: 7, callers: 12, atOnce: 8, kills: 3, workers: 0, taskMs: 150 })
  expect(outcome, notes.join('\n')).toEqual({
    picture: 12,
    refused: 0,
    unknown: 0,
    lost: 0,
    kills: 3,
    stills: 0,
    accepted: 12,
    paidTwice: 0,
  })
})
