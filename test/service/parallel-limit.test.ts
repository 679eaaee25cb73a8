import { expect, it } from 'vitest'
import { makeParallelLimit } from '../../src/ui/service/parallel-limit.ts'

it('is what was chosen, one less each time the service has enough to do, and never less than one', () => {
  const limit = makeParallelLimit()
  expect(limit.of(3)).toBe(3)
  limit.lower()
  expect([limit.of(3), limit.of(6), limit.of(1)]).toEqual([2, 5, 1])
  for (let times = 0; times < 9; times++) limit.lower()
  expect(limit.of(6)).toBe(1)
})
