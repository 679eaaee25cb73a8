import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failure, failureCodes } from '../../src/core/failure/failure.ts'
import { type Job, type JobEvent, type Phase, advance, isBusy, isOver, phases, acceptedTaskOf } from '../../src/core/job/job.ts'
import { runs } from '../support/runs.ts'

const remote = { remoteId: 'r1', acceptedAt: 1000 }
const common = { key: 'k', run: 'r1', title: 'Warm timber, golden', sourceName: 'Villa', startedAt: 1 }
const queued: Job = advance({ ...common, phase: 'queued', isHeld: false }, { type: 'ready' })
const link = { url: 'https://delivery.eu2.bfl.ai/a', until: 5000 }

const pause = { because: 'rate-limited', until: 9000 } as const

const samples: Record<JobEvent['type'], JobEvent> = {
  started: { type: 'started' },
  exported: { type: 'exported' },
  accepted: { type: 'accepted', ...remote },
  progressed: { type: 'progressed', status: 'Pending', progress: 0.5, queue: null, offline: false },
  ready: { type: 'ready' },
  downloaded: { type: 'downloaded' },
  noted: { type: 'noted', note: 'plain-picture' },
  inserted: { type: 'inserted', nodeId: '9:9', notes: [] },
  reused: { type: 'reused', nodeId: '9:9' },
  failed: { type: 'failed', failure: failure('task-failed', 'x'), link },
  cancelled: { type: 'cancelled' },
  resumed: { type: 'resumed', ...remote },
  requeued: { type: 'requeued' },
  held: { type: 'held' },
  paused: { type: 'paused', pause },
  continued: { type: 'continued' },
  gone: { type: 'gone', why: 'undone' },
  'put-back': { type: 'put-back', nodeId: '8:8' },
}

function jobAt(phase: Phase): Job {
  const way: Record<Phase, readonly JobEvent['type'][]> = {
    queued: [],
    exporting: ['started'],
    submitting: ['started', 'exported'],
    polling: ['started', 'exported', 'accepted'],
    downloading: ['started', 'exported', 'accepted', 'ready'],
    inserting: ['started', 'exported', 'accepted', 'ready', 'downloaded'],
    done: ['started', 'exported', 'accepted', 'ready', 'downloaded', 'inserted'],
    failed: ['started', 'exported', 'accepted', 'failed'],
    cancelled: ['cancelled'],
  }
  return way[phase].reduce<Job>((job, type) => advance(job, samples[type]), queued)
}

const anyEvent: fc.Arbitrary<JobEvent> = fc.oneof(
  fc.constantFrom<JobEvent>(...Object.values(samples)),
  fc.record({
    type: fc.constant('progressed' as const),
    status: fc.string(),
    progress: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    queue: fc.option(fc.nat()),
    offline: fc.boolean(),
  }),
  fc.record({ type: fc.constant('failed' as const), failure: fc.constantFrom(...failureCodes).map((code) => failure(code, '')) }),
)
const anyEvents = fc.array(anyEvent, { maxLength: 40 })

describe('a job on its way', () => {
  it.each(phases)('can be brought to %s', (phase) => {
    expect(jobAt(phase)).toMatchObject({ ...common, phase })
  })

  it('takes only the events that its phase expects; others give back the same object', () => {
    const taken: Record<Phase, readonly JobEvent['type'][]> = {
      queued: ['started', 'failed', 'cancelled', 'resumed'],
      exporting: ['exported', 'failed', 'cancelled'],
      submitting: ['accepted', 'held', 'failed', 'cancelled', 'reused', 'paused'],
      polling: ['progressed', 'ready', 'failed', 'cancelled', 'paused'],
      downloading: ['downloaded', 'failed', 'cancelled', 'paused'],
      inserting: ['inserted', 'failed'],
      done: ['noted', 'gone', 'put-back'],
      failed: ['downloaded', 'resumed', 'requeued'],
      cancelled: ['requeued'],
    }
    for (const phase of phases)
      for (const event of Object.values(samples)) {
        const job = jobAt(phase)
        expect([phase, event.type, advance(job, event) !== job]).toEqual([phase, event.type, taken[phase].includes(event.type)])
      }
  })

  it('never throws, keeps its name, and changes nothing in place', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        let job: Job = Object.freeze(queued)
        for (const event of events) {
          job = Object.freeze(advance(job, event))
          expect(job).toMatchObject(common)
          expect(phases).toContain(job.phase)
        }
      }),
      runs(300),
    )
  })

  it('stays over until it is sent or asked for again, or a person brings the picture', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        let job: Job = queued
        for (const event of events) {
          const next = advance(job, event)
          const isAgain = event.type === 'requeued' || event.type === 'resumed' || (event.type === 'downloaded' && job.phase === 'failed')
          expect(
            next === job ||
              (['noted', 'gone', 'put-back'].includes(event.type) && next.phase === job.phase) ||
              (isAgain && job.phase !== 'done') ||
              !isOver(job),
          ).toBe(true)
          job = next
        }
      }),
      runs(300),
    )
  })

  it('never shows progress that runs backwards', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        let job = jobAt('polling')
        for (const event of events) {
          const next = advance(job, event)
          const isBackwards =
            event.type === 'progressed' && job.phase === 'polling' && next.phase === 'polling' && (next.progress ?? 0) < (job.progress ?? 0)
          expect(isBackwards).toBe(false)
          job = next
        }
      }),
      runs(),
    )
  })

  it('is busy in every phase between its turn and its end', () => {
    expect(phases.filter((phase) => isBusy(jobAt(phase)))).toEqual(['exporting', 'submitting', 'polling', 'downloading', 'inserting'])
  })

  it('shows a wait before it is sent again, until it is', () => {
    const paused = advance(jobAt('submitting'), samples.paused)
    expect(paused).toEqual({ ...common, phase: 'submitting', pause })
    expect(advance(paused, samples.continued)).toEqual({ ...common, phase: 'submitting', pause: null })
    expect(advance(paused, samples.accepted)).toMatchObject({ phase: 'polling', pause: null })
  })

  it('shows a wait for the next question until a good answer, and keeps its progress', () => {
    const paused = advance(advance(jobAt('polling'), samples.progressed), samples.paused)
    expect(paused).toMatchObject({ phase: 'polling', status: 'Pending', progress: 0.5, pause })
    expect(advance(paused, samples.continued)).toBe(paused)
    expect(advance(paused, samples.progressed)).toMatchObject({ pause: null })
  })

  it('shows a wait before its link is tried again, until it is', () => {
    const paused = advance(jobAt('downloading'), samples.paused)
    expect(paused).toMatchObject({ phase: 'downloading', pause })
    expect(advance(paused, samples.continued)).toMatchObject({ phase: 'downloading', pause: null })
  })

  it('costs nothing when it is cancelled between two tries: the last answer proved that nothing was accepted', () => {
    const paused = advance(jobAt('submitting'), samples.paused)
    expect(advance(paused, samples.cancelled)).toMatchObject({ phase: 'cancelled', charged: 'no' })
    expect(advance(advance(paused, samples.continued), samples.cancelled)).toMatchObject({ charged: 'unknown' })
  })

  it('waits for a person when nothing could be stored, with nothing sent', () => {
    expect(advance(jobAt('submitting'), samples.held)).toEqual({ ...common, phase: 'queued', isHeld: true })
  })

  it('waits for a person when its window was closed before its turn', () => {
    const held: Job = { ...common, phase: 'queued', isHeld: true }
    expect(advance(held, { type: 'started' })).toBe(held)
    expect(advance(advance(held, { type: 'requeued' }), { type: 'started' }).phase).toBe('exporting')
  })
})

describe('what the service holds', () => {
  it('is known from its acceptance on, through a failure and back', () => {
    for (const phase of ['polling', 'downloading', 'inserting', 'failed'] as const) expect(acceptedTaskOf(jobAt(phase))).toEqual(remote)
    for (const phase of ['queued', 'exporting', 'submitting', 'done', 'cancelled'] as const) expect(acceptedTaskOf(jobAt(phase))).toBeNull()
    expect(advance(jobAt('failed'), samples.resumed)).toMatchObject({ phase: 'polling', ...remote, progress: null })
  })

  it('makes a later "not charged" a guess, so it becomes unknown', () => {
    const told = { type: 'failed', failure: failure('internal', '') } as const
    expect(advance(jobAt('exporting'), told)).toMatchObject({ phase: 'failed', failure: { charged: 'no' }, remote: null, link: null })
    expect(advance(jobAt('polling'), told)).toMatchObject({ phase: 'failed', failure: { charged: 'unknown' }, remote })
  })

  it('lets a picture that a person brings go on to the canvas', () => {
    const failed = advance(jobAt('downloading'), { type: 'failed', failure: failure('delivery-blocked', ''), link })
    expect(failed).toMatchObject({ phase: 'failed', link })
    expect(advance(failed, samples.downloaded)).toMatchObject({ phase: 'inserting', ...remote })
    const before = advance(jobAt('exporting'), { type: 'failed', failure: failure('export-failed', '') })
    expect(advance(before, samples.downloaded)).toBe(before)
  })
})

describe('cancelling', () => {
  it.each([
    ['queued', 'no'],
    ['exporting', 'no'],
    ['submitting', 'unknown'],
    ['polling', 'yes'],
    ['downloading', 'yes'],
  ] as const)('while %s is charged: %s', (phase, charged) => {
    expect(advance(jobAt(phase), samples.cancelled)).toEqual({ ...common, phase: 'cancelled', charged })
  })

  it('does not stop a picture that is being placed', () => {
    const job = jobAt('inserting')
    expect(advance(job, samples.cancelled)).toBe(job)
  })
})
