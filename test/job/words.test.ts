import { describe, expect, it } from 'vitest'
import { type FailureCode, failure } from '../../src/core/failure/failure.ts'
import { type Job, phases } from '../../src/core/job/job.ts'
import { phaseText } from '../../src/core/job/words.ts'

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
    // The clock was set back by a year.
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
    ['The service no longer has this picture.', { ...common, phase: 'failed', failure: failure('expired', ''), remote: null, link: null }],
    ['Cancelled. Not charged.', { ...common, phase: 'cancelled', charged: 'no' }],
    ['Cancelled. The service may finish and charge it.', { ...common, phase: 'cancelled', charged: 'yes' }],
  ])('are "%s"', (words, job) => {
    expect(phaseText(job, now)).toBe(words)
    expect(phases).toContain(job.phase)
  })
})
