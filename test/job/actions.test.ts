import { describe, expect, it } from 'vitest'
import type { Task } from '../../src/core/recipe/task.ts'
import { fail, failure } from '../../src/core/failure/failure.ts'
import { models } from '../../src/core/model/models.ts'
import { checkAgain, resumeTasks } from '../../src/ui/job/resume.ts'
import { retry } from '../../src/ui/job/retry.ts'
import { start } from '../../src/ui/job/start.ts'
import { cancel } from '../../src/ui/job/context.ts'
import { dismiss, stop } from '../../src/ui/job/stop.ts'
import { drawn, jobContext, settled, wanted } from '../support/jobs.ts'
import { type Steps, linkAt } from '../support/ports.ts'
import { aTask } from '../support/tasks.ts'

const { rules } = models[0]

function request(...keys: readonly string[]) {
  return { pictures: keys.map(wanted), rules, begun: Promise.resolve(drawn(...keys)), mayReuse: false, name: 'Villa' }
}

/** A promise that never settles. */
function forever(): Promise<never> {
  return new Promise(() => {})
}

function rejected() {
  return fail('maybe-submitted', 'TypeError')
}

/** `asked`: for each retry, whether it is a new order. */
function askedAnew(steps: Steps) {
  const asked: unknown[] = []
  const beginAgain = async ({ isNewOrder }: { readonly isNewOrder: boolean }): Promise<Task> => {
    asked.push(isNewOrder)
    return steps.task ?? aTask({ key: 'a' })
  }
  return { ...jobContext({ ...steps, figma: { beginAgain } }), asked }
}

describe('the list of pictures', () => {
  it('loses the oldest finished ones beyond forty, however many failed before them', async () => {
    const { context } = jobContext({ submit: async () => fail('no-credit', 'HTTP 402') })
    const started = (prefix: string, count: number): readonly string[] => Array.from({ length: count }, (_, index) => `${prefix}${index}`)
    start(context, request(...started('failed', 20)))
    await settled()
    const cancelled = started('cancelled', 20)
    start(context, request(...cancelled))
    cancelled.forEach((key) => cancel(context, key))
    start(context, request(...started('next', 5)))
    const phases = context.entries.jobs.peek().map(({ phase }) => phase)
    expect([phases.length, phases.filter((phase) => phase === 'failed').length]).toEqual([40, 20])
  })
})

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
    expect(announced.at(-1)).toBe('Warm timber, golden is on the canvas.')
  })

  it('of one source share its control image', async () => {
    const { context, log } = jobContext()
    start(context, request('a', 'b', 'c'))
    await settled()
    expect(log.filter((line) => line === 'prepare')).toHaveLength(1)
  })

  it('that have no place on the canvas cannot be made again, and say so when that is asked', async () => {
    const { context, announced, jobOf } = jobContext()
    const refused = [{ key: 'b', failure: failure('unfit-source', 'too long') }]
    start(context, { ...request('a', 'b'), begun: Promise.resolve({ ...drawn('a'), refused }) })
    await settled()
    announced.length = 0
    retry(context, 'a')
    expect(announced).toEqual([])
    retry(context, 'b')
    expect(announced).toEqual(['This picture has no place on the canvas. Press Restyle for a new one.'])
    expect(jobOf('b')?.phase).toBe('failed')
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

describe('an order that was named to a relay', () => {
  const { state: _, ...record } = aTask()
  const relay = 'https://relay.example.com'
  const sent = { width: 32, height: 16 }

  function named(fingerprint: string): Task {
    const { source } = record.recipe
    return { ...record, key: 'a', recipe: { ...record.recipe, sent, source: { ...source, fingerprint } }, state: 'intended', relay }
  }

  it('is sent again by itself, under its name, when its window was closed on the way', async () => {
    const names: unknown[] = []
    const task = named('f1')
    const { context, log, jobOf } = jobContext({
      task,
      relay,
      submit: async (_model, { name }) => {
        names.push(name)
        return { remoteId: 'r1', path: 'p' }
      },
    })
    resumeTasks(context, [task])
    await settled()
    expect(jobOf('a')).toMatchObject({ phase: 'done' })
    expect(names).toEqual([{ relay, key: 'a', since: task.at }])
    expect(log).not.toContain('mark a failed')
  })

  it('waits for a person where its picture would be another now', async () => {
    const task = named('another')
    const { context, log, jobOf } = jobContext({ task, relay })
    resumeTasks(context, [task])
    await settled()
    expect(jobOf('a')).toMatchObject({ phase: 'failed', failure: { code: 'maybe-submitted', charged: 'unknown' } })
    expect(log).not.toContain('submit')
  })

  it('keeps its name where the relay is away when its window opens again, and may have been charged', async () => {
    const task = named('f1')
    const { context, log, jobOf, asked } = askedAnew({ task, unreached: failure('unreachable', 'timed out', 'no') })
    resumeTasks(context, [task])
    await settled()
    expect(jobOf('a')).toMatchObject({ phase: 'failed', failure: { code: 'unreachable', charged: 'unknown' } })
    expect(log.filter((line) => /^intend|^submit/.test(line))).toEqual([])
    retry(context, 'a')
    await settled()
    expect(asked).toEqual([false])
  })

  const endings: readonly [string, Steps, boolean][] = [
    ['whose answer was lost', { submit: async () => fail('maybe-submitted', 'TypeError') }, false],
    ['that the service ended', { wait: [async () => fail('task-failed', 'status Error')] }, true],
    ['that was refused', { submit: async () => fail('no-credit', 'HTTP 402') }, true],
  ]
  it.each(endings)('and %s is retried under the right name', async (_, steps, isNewOrder) => {
    const { context, asked } = askedAnew(steps)
    start(context, request('a'))
    await settled()
    retry(context, 'a')
    await settled()
    expect(asked).toEqual([isNewOrder])
  })
})

it('an order that was lost keeps its name through later tries that never reached its relay', async () => {
  const codes = ['maybe-submitted', 'unreachable', 'key-rejected'] as const
  let tries = 0
  const { context, asked } = askedAnew({
    submit: async () => fail(codes[tries++] ?? 'internal', 'x', tries === 1 ? 'unknown' : 'no'),
  })
  start(context, request('a'))
  await settled()
  for (const change of [{}, {}, { seed: 7 }, {}]) {
    retry(context, 'a', change)
    retry(context, 'a', change)
    await settled()
  }
  expect(asked).toEqual([false, false, true, true])
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

describe('a job that a relay holds', () => {
  it('is taken back where it is cancelled, and says what that saved', async () => {
    const asked: string[] = []
    const cancelled = async (remoteId: string) => {
      asked.push(remoteId)
      return { isCancelled: true, charged: 'no' as const }
    }
    const { context, jobOf } = jobContext({ wait: [forever], cancel: cancelled })
    start(context, request('a'))
    await settled()
    cancel(context, 'a')
    expect(jobOf('a')).toMatchObject({ phase: 'cancelled', charged: 'yes' })
    await settled()
    expect(asked).toEqual(['r1'])
    expect(jobOf('a')).toMatchObject({ phase: 'cancelled', charged: 'no' })
  })

  it('goes on where a run is stopped and it cannot be had back', async () => {
    const answers = [
      { isCancelled: true, charged: 'no' as const },
      { isCancelled: false, charged: 'yes' as const },
    ]
    const { context, log, jobOf } = jobContext({ wait: [forever], cancel: async () => answers.shift() ?? null })
    start(context, request('a', 'b'))
    await settled()
    stop(context, context.entries.jobs.peek())
    await settled()
    expect(jobOf('a')).toMatchObject({ phase: 'cancelled', charged: 'no' })
    expect(jobOf('b')).toMatchObject({ phase: 'polling' })
    expect(log.filter((line) => line.startsWith('remove'))).toEqual(['remove a'])
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
