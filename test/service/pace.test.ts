import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Expectation,
  expectationOf,
  kindOf,
  nextAsk,
  readDurations,
  remember,
  rememberedDurations,
} from '../../src/core/service/pace.ts'
import { lognormal, seeded } from '../support/chance.ts'
import { runs } from '../support/runs.ts'

const anyExpectation: fc.Arbitrary<Expectation> = fc.record({
  median: fc.double({ min: 0.5, max: 300, noNaN: true }),
  spread: fc.double({ min: 0.08, max: 0.7, noNaN: true }),
})

describe('the next question', () => {
  it('comes at most 1.5 s after a fresh start, to catch refusals', () => {
    fc.assert(
      fc.property(anyExpectation, (expected) => {
        expect(nextAsk(0, expected)).toBeLessThanOrEqual(1.5)
      }),
      runs(),
    )
  })

  it('comes no sooner than 0.3 s, and no later than 2.5 s when the task is overdue', () => {
    fc.assert(
      fc.property(anyExpectation, fc.double({ min: 0.01, max: 3, noNaN: true }), (expected, share) => {
        const at = expected.median * share
        const waited = nextAsk(at, expected) - at
        expect(waited).toBeGreaterThanOrEqual(0.3 - 1e-9)
        if (share > 1.3) expect(waited).toBeLessThanOrEqual(2.5 + 0.05 + 1e-9)
      }),
      runs(),
    )
  })

  it('comes soon while tasks of this kind usually end, and late before that', () => {
    const known = { median: 8, spread: 0.15 }
    expect(nextAsk(1.5, known) - 1.5).toBeGreaterThan(3)
    expect(nextAsk(8, known) - 8).toBeLessThan(0.6)
  })

  it('is always later than the one before', () => {
    let at = 0
    for (let i = 0; i < 400; i++) at = nextAsk(at, { median: 8, spread: 0.3 })
    expect(at).toBeGreaterThan(400)
  })
})

describe('what is expected', () => {
  it('is 8 s, widely spread, when nothing is known', () => {
    for (const nothing of [[], [0], [-3, 0]]) expect(expectationOf(nothing)).toEqual({ median: 8, spread: 0.55 })
  })

  it('is always within bounds', () => {
    const durations = fc.array(fc.double({ min: 0, max: 3600, noNaN: true }), { maxLength: 30 })
    fc.assert(
      fc.property(durations, (seen) => {
        const { median, spread } = expectationOf(seen)
        expect(spread).toBeGreaterThanOrEqual(0.08)
        expect(spread).toBeLessThanOrEqual(0.7)
        expect(Number.isFinite(median) && median > 0).toBe(true)
      }),
      runs(),
    )
  })

  it('follows the durations that were measured, and hardly a single one that queued', () => {
    expect(expectationOf(Array<number>(20).fill(14)).median).toBeCloseTo(14, 0)
    expect(expectationOf([...Array<number>(19).fill(14), 300]).median).toBeCloseTo(14, 0)
  })
})

describe('the learned pace', () => {
  /** Tasks of one kind, each polled with what was learned from the previous ones. */
  const wait = (seed: number, median: number, spread: number, count: number): { lag: number; requests: number } => {
    const next = lognormal(seeded(seed), median, spread)
    let known: readonly number[] = []
    let [lag, requests] = [0, 0]
    for (let i = 0; i < count; i++) {
      const duration = next()
      const expected = expectationOf(known)
      let [at, before] = [nextAsk(0, expected), 0]
      let asked = 1
      while (at < duration) {
        before = at
        at = nextAsk(at, expected)
        asked += 1
      }
      // The first five are for learning and are judged elsewhere. What is learned is only what was observed: the middle between the last two polls.
      if (i >= 5) {
        lag += at - duration
        requests += asked
      }
      known = remember(known, (before + at) / 2)
    }
    return { lag: lag / (count - 5), requests: requests / (count - 5) }
  }

  it('lags at most 0.30 s behind at most 8 questions, where tasks of a kind differ by 15 %', () => {
    const kinds = Array.from({ length: 60 }, (_, seed) => wait(seed + 1, 8, 0.15, 30))
    const mean = (of: (kind: { lag: number; requests: number }) => number): number =>
      kinds.reduce((sum, kind) => sum + of(kind), 0) / kinds.length
    expect(mean(({ lag }) => lag)).toBeLessThanOrEqual(0.3)
    expect(mean(({ requests }) => requests)).toBeLessThanOrEqual(8)
  })

  it('asks at most twice a second even when nothing can be learned', () => {
    const { lag, requests } = wait(7, 8, 0.557, 300)
    expect(lag).toBeLessThan(0.7)
    expect(requests).toBeLessThan(14)
  })
})

describe('what is remembered', () => {
  it('are the last twenty durations', () => {
    let known: readonly number[] = []
    for (let i = 0; i < 50; i++) known = remember(known, i)
    expect(known).toEqual(Array.from({ length: rememberedDurations }, (_, i) => 30 + i))
  })

  it('is kept by path, steps and size', () => {
    const sent = { width: 1216, height: 864 }
    expect(kindOf('a', 50, sent)).toBe(kindOf('a', 50, { width: 1200, height: 880 }))
    expect(
      new Set([
        kindOf('a', 50, sent),
        kindOf('b', 50, sent),
        kindOf('a', 20, sent),
        kindOf('a', undefined, sent),
        kindOf('a', 50, { width: 512, height: 512 }),
      ]).size,
    ).toBe(5)
  })

  it('is read from storage, without anything that is no number', () => {
    expect(readDurations({ a: [1, 'x', 2, null], b: 'no', c: {} })).toEqual({ a: [1, 2], b: [], c: [] })
    for (const garbage of [undefined, null, 'x', []]) expect(readDurations(garbage)).toEqual({})
  })
})
