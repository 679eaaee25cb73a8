// What follows each answer about an accepted task, as a table: no network, no clock.

import { describe, expect, it } from 'vitest'
import { failure } from '../../src/core/failure/failure.ts'
import { nextAsk, waitLimitMs } from '../../src/core/service/pace.ts'
import {
  type PollResult,
  type PollState,
  afterOffline,
  afterPause,
  firstWaitMs,
  nextStep,
  readPoll,
  startPolling,
} from '../../src/core/service/polling.ts'

const acceptedAt = 1_700_000_000_000
const expected = { median: 8, spread: 0.3 }

/** A task that was accepted `ageMs` ago, and the current time. */
function polled(ageMs: number, more: Partial<PollState> = {}): { state: PollState; now: number } {
  const now = acceptedAt + ageMs
  return { state: { ...startPolling({ remoteId: 'r', acceptedAt }, expected, now), ...more }, now }
}

function step(ageMs: number, result: PollResult, more: Partial<PollState> = {}, random = 0.5) {
  const { state, now } = polled(ageMs, more)
  return nextStep(state, result, { now, random })
}

function untilNextAskMs(ageMs: number): number {
  return nextAsk(ageMs / 1000, expected) * 1000 - ageMs
}

function working(status = 'Pending', progress: number | null = null): PollResult {
  return { kind: 'working', status, progress, queue: null }
}

function fault(retryAfterMs: number | null = null): PollResult {
  return { kind: 'fault', retryAfterMs, failure: failure('service-error', 'HTTP 500') }
}

const ready: PollResult = { kind: 'ready', url: 'https://a/1.png', seconds: null }
const missing: PollResult = { kind: 'denial', failure: failure('expired', 'task not found') }
const refused: PollResult = { kind: 'denial', failure: failure('key-rejected', 'HTTP 401', 'unknown') }
const page: PollResult = {
  kind: 'fault',
  retryAfterMs: null,
  failure: { ...failure('web-page', 'HTTP 403, HTML', 'unknown'), said: 'Blocked' },
}
const believed = { denials: 8, deniedMs: 60_000 }
const waits = (ms: number): object => ({ kind: 'wait', ms })
const fails = (code: string, charged: string): object => ({ kind: 'fail', failure: { code, charged } })

type Row = readonly [name: string, wanted: object, ageMs: number, result: PollResult, more?: Partial<PollState>]

const table: readonly Row[] = [
  ['"working": a wait until the next question', waits(untilNextAskMs(5000)), 5000, working()],
  ['"working" once the limit has passed: the end', fails('still-waiting', 'unknown'), 5000, working(), { waitedMs: waitLimitMs }],
  ['"working" just before the limit: a wait', waits(untilNextAskMs(5000)), 5000, working(), { waitedMs: waitLimitMs - 1 }],
  ['a first "not found", of a fresh task: two seconds', waits(2000), 5000, missing],
  ['a first "not found", of an old task: two seconds', waits(2000), 3_600_000, missing],
  ['a second "not found": a little longer', waits(3000), 30_000, missing, { denials: 1, deniedMs: 2000 }],
  ['many of them within a minute: ten seconds at most', waits(10_000), 30_000, missing, { denials: 30, deniedMs: 59_000 }],
  ['few of them over a minute: not believed', waits(6750), 90_000, missing, { denials: 3, deniedMs: 90_000 }],
  ['"not found" for a minute and nothing else: the end', fails('expired', 'yes'), 90_000, missing, believed],
  ['a first refusal of the key: two seconds', waits(2000), 30_000, refused],
  ['a refusal of the key for a minute: the end', fails('key-rejected', 'unknown'), 90_000, refused, believed],
  ['a web page eight times in a row: the end, by its title', fails('web-page', 'unknown'), 5000, page, { faultsInARow: 7 }],
  ['a fault that asks for an hour: half a minute', waits(30_000), 5000, fault(3_600_000)],
  ['a fault that asks for ever: half a minute', waits(30_000), 5000, fault(Number.POSITIVE_INFINITY)],
  ['"working" under a clock a year behind: a wait all the same', waits(untilNextAskMs(0)), -31_536_000_000, working()],
  ['a first fault: back-off', waits(300 + 500), 5000, fault()],
  ['a seventh fault: the longest back-off', waits(300 + 4000), 5000, fault(), { faultsInARow: 6 }],
  ['an eighth fault: the end', fails('unreachable', 'unknown'), 5000, fault(), { faultsInARow: 7 }],
  ['a fault that says when: as long as it says', waits(12_000), 5000, fault(12_000)],
  ['a fault that says too soon: back-off', waits(800), 5000, fault(10)],
  ['an end of the task: that end', fails('task-failed', 'unknown'), 5000, { kind: 'over', failure: failure('task-failed', '') }],
]

describe('the step after an answer', () => {
  it.each(table.map((row) => [row[0], row] as const))('%s', (_, [, wanted, ageMs, result, more]) => {
    expect(step(ageMs, result, more)).toMatchObject(wanted)
  })

  it('"ready" is the picture, with the service’s own duration where it tells one', () => {
    expect(step(5000, { ...ready, seconds: 6.4 })).toEqual({
      kind: 'done',
      ready: { url: 'https://a/1.png', atMs: acceptedAt + 5000, seconds: 6.4 },
    })
  })

  it('"ready" without a duration took until the middle between it and the last "working"', () => {
    expect(step(9000, ready, { lastWorkingAt: acceptedAt + 7000 })).toMatchObject({ ready: { seconds: 8 } })
  })

  it('waits with jitter: with none only the base', () => {
    expect(step(5000, fault(), {}, 0)).toMatchObject(waits(300))
  })
})

describe('what is remembered from step to step', () => {
  it('is the last word and its time', () => {
    expect(step(5000, working('Generating', 0.4))).toMatchObject({
      state: { status: 'Generating', progress: 0.4, lastWorkingAt: acceptedAt + 5000 },
    })
  })

  it.each([
    ['a working task', working()],
    ['a missing task', missing],
  ])('are no faults any more after the word of %s', (_, result) => {
    expect(step(5000, result, { faultsInARow: 5 })).toMatchObject({ state: { faultsInARow: 0 } })
  })

  it('are faults in a row, and the last word stays', () => {
    expect(step(5000, fault(), { faultsInARow: 2, status: 'Pending' })).toMatchObject({ state: { faultsInARow: 3, status: 'Pending' } })
  })

  it('are denials and how long they were waited out', () => {
    expect(step(5000, missing, { denials: 1, deniedMs: 2000 })).toMatchObject({ state: { denials: 2, deniedMs: 5000 } })
  })

  it('are no denials any more after a good answer', () => {
    expect(step(5000, working(), { denials: 7, deniedMs: 55_000 })).toMatchObject({ state: { denials: 0, deniedMs: 0 } })
  })

  it('are denials still after a fault, which says nothing about the task', () => {
    expect(step(5000, fault(), { denials: 7, deniedMs: 55_000 })).toMatchObject({ state: { denials: 7, deniedMs: 55_000 } })
  })
})

describe('the time that was waited', () => {
  it('is the time of the pauses', () => {
    const { state, now } = polled(0)
    expect(afterPause(afterPause(state, now + 1500), now + 4000)).toMatchObject({ waitedMs: 4000, countedAt: now + 4000 })
  })

  it('counts a pause in which the computer slept as one minute', () => {
    const { state, now } = polled(0)
    expect(afterPause(state, now + 8 * 3_600_000)).toMatchObject({ waitedMs: 60_000 })
  })

  it('does not run backwards with the clock', () => {
    const { state, now } = polled(0, { waitedMs: 500 })
    expect(afterPause(state, now - 10_000)).toMatchObject({ waitedMs: 500 })
  })

  it('leaves out the time without a network', () => {
    const { state, now } = polled(0)
    expect(afterPause(afterOffline(state, now + 40_000), now + 41_000)).toMatchObject({ waitedMs: 1000 })
  })
})

describe('the first question', () => {
  it('comes in time to catch a refusal of a fresh task', () => {
    const { state, now } = polled(0)
    expect(firstWaitMs(state, now)).toBe(untilNextAskMs(0))
  })

  it.each([1000, 60_000])('comes at once for a task that is %i ms old', (ageMs) => {
    const { state, now } = polled(ageMs)
    expect(firstWaitMs(state, now)).toBe(0)
  })

  it('does not wait for a clock that was set back', () => {
    const { state } = polled(0)
    expect(firstWaitMs(state, acceptedAt - 3_600_000)).toBe(untilNextAskMs(0))
  })
})

describe('an answer about a task', () => {
  const json = (status: number, body: unknown): PollResult =>
    readPoll({ status, type: 'application/json', text: JSON.stringify(body) }, 7000)

  it.each([
    [401, 'key-rejected'],
    [402, 'no-credit'],
    [403, 'forbidden'],
  ])('with %i is a denial, %s, and no longer proves that nothing was charged', (status, code) => {
    expect(json(status, {})).toMatchObject({ kind: 'denial', failure: { code, charged: 'unknown' } })
  })

  it.each([400, 404, 429, 500, 503])('with %i is a fault of this answer only, with the pause that it asks for', (status) => {
    expect(json(status, { detail: 'x' })).toMatchObject({ kind: 'fault', retryAfterMs: 7000 })
  })

  it('that does not know the task is read as such', () => {
    expect(json(404, { detail: 'Task not found' })).toMatchObject({ kind: 'denial', failure: { code: 'expired' } })
  })

  it('that is no JSON is a fault', () => {
    expect(readPoll({ status: 200, type: 'application/json', text: '{"status":"Pend' }, null)).toMatchObject({ kind: 'fault' })
  })

  it('is progress otherwise', () => {
    expect(json(200, { status: 'Pending' })).toMatchObject({ kind: 'working', status: 'Pending' })
  })
})
