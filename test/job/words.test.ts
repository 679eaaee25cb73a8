import { describe, expect, it } from 'vitest'
import { type FailureCode, failure } from '../../src/core/failure/failure.ts'
import { type Job, phases } from '../../src/core/job/job.ts'
import { countsOf } from '../../src/core/job/runs.ts'
import { phaseText, runText } from '../../src/core/job/words.ts'

describe('the words for a phase', () => {
  const now = 1_700_000_000_000
  const common = { key: 'k', run: 'r1', title: 't', sourceName: 's', startedAt: 0 }
  const remote = { remoteId: 'r', acceptedAt: 0 }
  const polling = (status: string, offline = false): Job => ({
    ...common,
    ...remote,
    phase: 'polling',
    status,
    progress: null,
    queue: null,
    offline,
    pause: null,
  })
  const paused = (because: FailureCode, until: number): Job => ({
    ...polling('Generating'),
    phase: 'polling',
    pause: { because, until },
    status: '',
    progress: null,
    queue: null,
    offline: false,
    ...remote,
  })

  it.each<readonly [string, Job]>([
    ['Queued', { ...common, phase: 'queued', isHeld: false }],
    ['Not sent yet. Retry sends it.', { ...common, phase: 'queued', isHeld: true }],
    ['Reading the frame', { ...common, phase: 'exporting' }],
    ['Sending', { ...common, phase: 'submitting', pause: null }],
    [
      'The service is busy. Trying again in 12 s',
      { ...common, phase: 'submitting', pause: { because: 'rate-limited', until: now + 12_000 } },
    ],
    ['The service is busy. Trying again.', { ...common, phase: 'submitting', pause: { because: 'rate-limited', until: now - 1 } }],
    ['The service does not know this picture at the moment. Asking again in 3 s', paused('expired', now + 2001)],
    ['The service does not know this picture at the moment. Asking again.', paused('expired', now)],
    ['The service does not accept the key at the moment. Asking again in 2 s', paused('key-rejected', now + 2000)],
    ['The service gave no good answer. Asking again in 2 s', paused('bad-request', now + 2000)],
    // The clock was set back a year.
    ['The service is busy. Asking again in 60 s', paused('rate-limited', now + 31_536_000_000)],
    ['In the service’s queue', polling('')],
    ['In the service’s queue', polling('Pending')],
    ['Generating', polling('Generating')],
    ['Offline. Waiting for the network', polling('Generating', true)],
    ['Downloading the picture', { ...common, ...remote, phase: 'downloading', pause: null }],
    [
      'The picture cannot be fetched yet. Trying again in 3 s',
      { ...common, ...remote, phase: 'downloading', pause: { because: 'delivery-blocked', until: now + 3000 } },
    ],
    ['Placing it on the canvas', { ...common, ...remote, phase: 'inserting' }],
    ['On the canvas', { ...common, phase: 'done', nodeId: '1', notes: [] }],
    ['Undone or deleted.', { ...common, phase: 'done', nodeId: '1', notes: [], gone: 'undone' }],
    ['Not kept.', { ...common, phase: 'done', nodeId: '1', notes: [], gone: 'unkept' }],
    ['The service no longer has this picture.', { ...common, phase: 'failed', failure: failure('expired', ''), remote: null, link: null }],
    ['Cancelled. Not charged.', { ...common, phase: 'cancelled', charged: 'no' }],
    ['Cancelled, but the service charges it.', { ...common, phase: 'cancelled', charged: 'yes' }],
    ['Cancelled. The service may still charge it.', { ...common, phase: 'cancelled', charged: 'unknown' }],
  ])('are "%s"', (words, job) => {
    expect(phaseText(job, now)).toBe(words)
    expect(phases).toContain(job.phase)
  })
})

describe('the words for a run', () => {
  const about = { run: 'r1', title: 't', sourceName: 's', startedAt: 0 }
  const on: Job = { ...about, key: '1', phase: 'done', nodeId: '1', notes: [] }
  const unkept: Job = { ...on, gone: 'unkept' }
  const undone: Job = { ...on, gone: 'undone' }
  const failed: Job = { ...about, key: '1', phase: 'failed', failure: failure('expired', ''), remote: null, link: null }
  const stopped: Job = { ...about, key: '1', phase: 'cancelled', charged: 'no' }
  const held: Job = { ...about, key: '1', phase: 'queued', isHeld: true }

  it.each<readonly [string, readonly Job[]]>([
    ['3 of 3', [on, on, on]],
    ['1 kept of 3', [on, unkept, unkept]],
    ['2 kept of 3', [on, on, unkept]],
    ['3 of 3 · 1 undone', [on, on, undone]],
    ['0 kept of 3 · 1 undone', [undone, unkept, unkept]],
    ['1 kept of 4 · 1 failed · 1 stopped', [on, unkept, failed, stopped]],
    ['1 of 3 · 2 not sent', [on, held, held]],
  ])('are "%s"', (words, jobs) => {
    expect(runText(countsOf(jobs))).toBe(words)
  })
})
