import { describe, expect, it } from 'vitest'
import { fail, failure } from '../../src/core/failure/failure.ts'
import { models } from '../../src/core/model/models.ts'
import { checkAgain, resumeTasks } from '../../src/ui/job/resume.ts'
import { retry } from '../../src/ui/job/retry.ts'
import { start } from '../../src/ui/job/start.ts'
import { cancel } from '../../src/ui/job/context.ts'
import { dismiss, stop } from '../../src/ui/job/stop.ts'
import { drawn, jobContext, settled, wanted } from '../support/jobs.ts'
import { linkAt } from '../support/ports.ts'
import { aTask } from '../support/tasks.ts'

const { rules } = models[0]

function request(...keys: readonly string[]) {
  return { pictures: keys.map(wanted), rules, begun: Promise.resolve(drawn(...keys)), mayReuse: false, name: 'Villa' }
}

/** Stands until the test has ended. */
function forever(): Promise<never> {
  return new Promise(() => {})
}

function rejected() {
  return fail('maybe-submitted', 'TypeError')
}

describe('started pictures', () => {
  it('are on the list at once, and say so', () => {
    const { context, announced, jobOf } = jobContext({ wait: [forever] }, 1)
    start(context, request('a', 'b'))
    expect([jobOf('a')?.phase, jobOf('b')?.phase]).toEqual(['exporting', 'queued'])
    expect(announced).toEqual(['Restyling Villa: 2 pictures.'])
  })

  it('go to the canvas, and their records are dropped from the window', async () => {
    const { context, announced, jobOf } = jobContext()
    start(context, request('a'))
    await settled()
    expect(jobOf('a')).toMatchObject({ phase: 'done', nodeId: '9:9' })
    expect(context.entries.find('a')).toMatchObject({ task: null, controller: null, placeholder: null })
    expect(announced.at(-1)).toMatch(/: the picture is on the canvas\.$/)
  })

  it('of one source share its control image', async () => {
    const { context, log } = jobContext()
    start(context, request('a', 'b', 'c'))
    await settled()
    expect(log.filter((line) => line === 'prepare')).toHaveLength(1)
  })

  it('that were refused fail with the reason of the sandbox', async () => {
    const { context, jobOf } = jobContext()
    const refused = [{ key: 'b', failure: failure('unfit-source', 'too long') }]
    start(context, { ...request('a', 'b'), begun: Promise.resolve({ ...drawn('a'), refused }) })
    await settled()
    expect(jobOf('a')).toMatchObject({ phase: 'done' })
    expect(jobOf('b')).toMatchObject({ phase: 'failed', failure: { code: 'unfit-source', charged: 'no' } })
  })

  it('fail when nothing could be drawn, and nothing is sent', async () => {
    const { context, log, jobOf } = jobContext()
    start(context, { ...request('a'), begun: Promise.reject(new Error('no page')) })
    await settled()
    expect(jobOf('a')).toMatchObject({ phase: 'failed', failure: { code: 'internal', charged: 'no' } })
    expect(log).not.toContain('submit')
  })
})

describe('a failed job', () => {
  it('is sent once more when its button is pressed twice', async () => {
    const { context, log } = jobContext({ submit: rejected })
    start(context, request('a'))
    await settled()
    retry(context, 'a')
    retry(context, 'a')
    await settled()
    expect(log.filter((line) => line === 'begin a again')).toHaveLength(1)
    expect(log.filter((line) => line === 'submit')).toHaveLength(2)
  })

  it('is asked for, not sent, while the service holds it', async () => {
    const { context, log, jobOf } = jobContext({ wait: [() => fail('still-waiting', 'limit'), forever] })
    start(context, request('a'))
    await settled()
    expect(jobOf('a')).toMatchObject({ phase: 'failed', remote: { remoteId: 'r1' } })
    checkAgain(context, 'a')
    await settled()
    expect(log.slice(-2)).toEqual(['mark a waiting', 'wait r1'])
    expect(log.filter((line) => line === 'submit')).toHaveLength(1)
  })

  it('takes its placeholder along when it leaves the list', async () => {
    const { context, log, jobOf } = jobContext({ submit: rejected })
    start(context, request('a'))
    await settled()
    dismiss(context, 'a')
    expect(jobOf('a')).toBeUndefined()
    expect(log.at(-1)).toBe('remove a')
  })
})

describe('a cancelled job', () => {
  it('loses its placeholder once that is drawn, and is not sent', async () => {
    const { context, log, jobOf } = jobContext()
    let draw = (): void => {}
    const begun = new Promise<ReturnType<typeof drawn>>((resolve) => (draw = () => resolve(drawn('a'))))
    start(context, { ...request('a'), begun })
    cancel(context, 'a')
    await settled()
    expect([jobOf('a')?.phase, log]).toEqual(['cancelled', []])
    draw()
    await settled()
    expect(log).toContain('remove a')
    expect(log).not.toContain('intend')
  })
})

describe('a run that is stopped', () => {
  it('lets what the service holds land, and cancels what it does not', async () => {
    let land = (): void => {}
    const held = new Promise<void>((resolve) => (land = resolve))
    const { context, log, jobOf } = jobContext({ wait: [() => held.then(() => linkAt('https://a/1'))] }, 1)
    start(context, request('a', 'b', 'c'))
    await settled()
    expect(jobOf('a')).toMatchObject({ phase: 'polling', run: jobOf('c')?.run })
    stop(context, context.entries.jobs.peek())
    expect([jobOf('b'), jobOf('c')]).toMatchObject([
      { phase: 'cancelled', charged: 'no' },
      { phase: 'cancelled', charged: 'no' },
    ])
    land()
    await settled()
    expect(jobOf('a')).toMatchObject({ phase: 'done' })
    expect(log.filter((line) => line === 'submit')).toHaveLength(1)
  })

  it('does not send again what is refused for now', async () => {
    const { context, jobOf } = jobContext({
      submit: async (_model, { watch }) => {
        stop(context, context.entries.jobs.peek())
        expect(jobOf('a')).toMatchObject({ phase: 'submitting' })
        watch.paused({ because: 'rate-limited', until: 9000 })
        return forever()
      },
    })
    start(context, request('a'))
    await settled()
    expect(jobOf('a')).toMatchObject({ phase: 'cancelled', charged: 'no' })
  })
})

describe('tasks of an earlier window', () => {
  const { state: _, ...record } = aTask()

  it('go on by themselves only when the service holds them', async () => {
    const { context, log, jobOf } = jobContext()
    resumeTasks(context, [
      { ...record, key: 'waiting', state: 'waiting' },
      { ...record, key: 'intended', state: 'intended' },
      { ...record, key: 'accepted', state: 'accepted', remoteId: 'r7', acceptedAt: 500 },
    ])
    await settled()
    expect(jobOf('waiting')).toMatchObject({ phase: 'queued', isHeld: true })
    expect(jobOf('intended')).toMatchObject({ phase: 'failed', failure: { code: 'maybe-submitted', charged: 'unknown' } })
    expect(jobOf('accepted')).toMatchObject({ phase: 'done' })
    expect(log).not.toContain('submit')
  })
})
