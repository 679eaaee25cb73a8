import { describe, expect, it } from 'vitest'
import { nextTry, triedPercent } from '../../src/core/fidelity/next-try.ts'
import { clampUntil } from '../../src/core/recipe/until.ts'

const until = { percent: 95, most: 4 }

describe('pictures that are made until one keeps enough', () => {
  it.each([
    ['the first keeps enough', [95], { kind: 'enough', best: 0 }],
    ['one more after one that does not', [94], { kind: 'again' }],
    ['the one that keeps enough stays', [60, 97], { kind: 'enough', best: 1 }],
    ['another one while some are left', [60, 94, 70], { kind: 'again' }],
    ['the best stays where none kept enough', [60, 94, 70, 80], { kind: 'spent', best: 1 }],
    ['of equal ones the one that is nearest to what was chosen', [70, 80, 80, 10], { kind: 'spent', best: 1 }],
    ['nothing more after one that could not be measured', [60, null], { kind: 'unmeasured' }],
  ])('%s', (_, shares, next) => expect(nextTry(until, shares)).toEqual(next))

  it('too dark to tell counts as not kept', () => {
    expect(triedPercent({ kept: 1, unseen: 0.9 })).toBe(0)
    expect(triedPercent({ kept: 0.946, unseen: 0 })).toBe(95)
  })

  it('have numbers within their limits', () => {
    expect([clampUntil('most', 1), clampUntil('most', 99), clampUntil('most', Number.NaN)]).toEqual([2, 8, 4])
    expect([clampUntil('percent', 3), clampUntil('percent', 94.6), clampUntil('percent', 101)]).toEqual([50, 95, 100])
  })
})
