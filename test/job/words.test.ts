import { describe, expect, it } from 'vitest'
import { failure } from '../../src/core/failure/failure.ts'
import { type Job, phases } from '../../src/core/job/job.ts'
import { phaseText } from '../../src/core/job/words.ts'

describe('the words for a phase', () => {
  const common = { key: 'k', title: 't', sourceName: 's', startedAt: 0 }
  const remote = { remoteId: 'r', acceptedAt: 0 }
  const polling = (status: string, offline = false): Job => ({ ...common, ...remote, phase: 'polling', status, progress: null, offline })

  it.each<readonly [string, Job]>([
    ['Waiting for a free slot', { ...common, phase: 'queued', isHeld: false }],
    ['Not sent yet. Retry sends it.', { ...common, phase: 'queued', isHeld: true }],
    ['Exporting the frame', { ...common, phase: 'exporting' }],
    ['Sending', { ...common, phase: 'submitting' }],
    ['Waiting in the service’s queue', polling('')],
    ['Waiting in the service’s queue', polling('Pending')],
    ['The service is painting', polling('Generating')],
    ['Offline. Waiting for the network', polling('Generating', true)],
    ['Downloading the picture', { ...common, ...remote, phase: 'downloading' }],
    ['Placing it on the canvas', { ...common, ...remote, phase: 'inserting' }],
    ['On the canvas', { ...common, phase: 'done', nodeId: '1', notes: [] }],
    ['The service no longer has this picture.', { ...common, phase: 'failed', failure: failure('expired', ''), remote: null, link: null }],
    ['Cancelled. Not charged.', { ...common, phase: 'cancelled', charged: 'no' }],
    ['Cancelled. The service may finish and charge it.', { ...common, phase: 'cancelled', charged: 'yes' }],
  ])('are "%s"', (words, job) => {
    expect(phaseText(job)).toBe(words)
    expect(phases).toContain(job.phase)
  })
})
