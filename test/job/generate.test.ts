import { describe, expect, it, vi } from 'vitest'
import { PluginError, fail, failure } from '../../src/core/failure/failure.ts'
import { type Job, advance } from '../../src/core/job/job.ts'
import { type Prepared, generate, resume } from '../../src/ui/job/generate.ts'
import { linkAt, scriptedPorts } from '../support/ports.ts'
import { aTask } from '../support/tasks.ts'
import { linkLifetimeMs } from '../../src/core/service/accepted-task.ts'

const task = aTask()

function prepared(): Promise<Prepared> {
  const picture = new Blob(['png'])
  return Promise.resolve({ key: task.key, exportId: 1, fingerprint: 'f1', mayReuse: false, base64: new Blob(['cG5n']), source: picture })
}

function calm(): AbortSignal {
  return new AbortController().signal
}

function typesOf(script: ReturnType<typeof scriptedPorts>): readonly string[] {
  return script.events.map(({ type }) => type)
}

const unreadable = { kind: 'unreadable' as const, failure: failure('delivery-blocked', 'TypeError') }

function blockedFill() {
  return Promise.reject(new PluginError(failure('delivery-blocked', 'no CORS')))
}

function jobAfter(script: ReturnType<typeof scriptedPorts>): Job {
  return script.events.reduce<Job>(advance, {
    key: 'k1',
    run: 'r1',
    title: 't',
    sourceName: 's',
    startedAt: 0,
    phase: 'queued',
    isHeld: false,
  })
}

describe('one picture', () => {
  it('goes from its order to the canvas', async () => {
    const script = scriptedPorts()
    await generate(script.ports, prepared, script.report, calm())
    expect(script.log).toEqual([
      'intend',
      'submit',
      'accept r1',
      'wait r1',
      'fetch https://a/1',
      'coming with 5 bytes and what was sent',
      'fill 5 bytes',
      'arrived',
    ])
    expect(typesOf(script)).toEqual(['started', 'exported', 'accepted', 'ready', 'downloaded', 'inserted'])
    expect(jobAfter(script)).toMatchObject({ phase: 'done', nodeId: '9:9' })
  })

  it('asks whether the service can be reached while the source is exported, and again what came of it', async () => {
    const script = scriptedPorts()
    const asked: string[] = []
    const destination: typeof script.ports.destination = (signal) => {
      asked.push('destination')
      return script.ports.destination(signal)
    }
    const exporting = async (): Promise<Prepared> => {
      asked.push('exported')
      return prepared()
    }
    await generate({ ...script.ports, destination }, exporting, script.report, calm())
    expect(asked).toEqual(['destination', 'exported', 'destination'])
  })

  it('comes with the upright box that it shows, of a source that is turned by a quarter too', async () => {
    const { place } = task
    const transform = [
      [0, 1, 0],
      [-1, 0, 400],
    ] as const
    const turned = aTask({ place: { ...place, pose: { size: { width: 400, height: 300 }, transform } } })
    const script = scriptedPorts({ task: turned })
    const boxes: unknown[] = []
    await generate({ ...script.ports, coming: ({ box }) => void boxes.push(box) }, prepared, script.report, calm())
    expect(boxes).toMatchObject([{ width: 300, height: 400 }])
  })

  it('is written down as intended before the POST', async () => {
    const script = scriptedPorts({ figma: { intend: () => fail('internal', 'no record') } })
    await generate(script.ports, prepared, script.report, calm())
    expect(script.log).toEqual([])
    expect(jobAfter(script)).toMatchObject({ phase: 'failed', failure: { code: 'internal', charged: 'no' } })
  })

  it('that cannot be written down is not sent before the user was told', async () => {
    const script = scriptedPorts({ isStored: false })
    await generate(script.ports, prepared, script.report, calm())
    expect(script.log).toEqual(['intend'])
    expect(jobAfter(script)).toMatchObject({ phase: 'queued', isHeld: true })
    await generate(script.ports, prepared, script.report, calm())
    expect(script.log.slice(1, 4)).toEqual(['intend', 'submit', 'accept r1'])
  })

  it('adds to the durations of its kind', async () => {
    const script = scriptedPorts({ wait: [async () => linkAt('https://a/1', 7.5)] })
    await generate(script.ports, prepared, script.report, calm())
    expect(script.learned).toEqual([['flux-pro-1.0-depth 50 4', 7.5]])
  })

  it('that is already on the canvas is shown again, and not sent', async () => {
    const script = scriptedPorts({ sameResult: '7:7' })
    await generate(script.ports, prepared, script.report, calm())
    expect(script.log).toEqual(['intend', 'fill like 7:7'])
    expect(jobAfter(script)).toMatchObject({ phase: 'done', nodeId: '9:9' })
  })

  it('that cannot be exported is not sent', async () => {
    const script = scriptedPorts()
    await generate(script.ports, () => Promise.reject(new PluginError(failure('export-failed', 'x'))), script.report, calm())
    expect(script.log).toEqual([])
    expect(jobAfter(script)).toMatchObject({ phase: 'failed', failure: { code: 'export-failed', charged: 'no' } })
  })

  it('whose answer got lost says so, and is not sent again', async () => {
    const script = scriptedPorts({ submit: () => fail('maybe-submitted', 'TypeError') })
    await generate(script.ports, prepared, script.report, calm())
    expect(script.log).toEqual(['intend', 'submit'])
    expect(jobAfter(script)).toMatchObject({ phase: 'failed', failure: { code: 'maybe-submitted', charged: 'unknown' }, remote: null })
  })

  it('that was accepted is known as such before the record is written', async () => {
    const script = scriptedPorts({ figma: { accept: () => Promise.reject(new Error('storage is full')) } })
    await generate(script.ports, prepared, script.report, calm())
    expect(jobAfter(script)).toMatchObject({
      phase: 'failed',
      failure: { charged: 'unknown' },
      remote: { remoteId: 'r1', acceptedAt: 2000 },
    })
  })

  it('of another shape or format says so on the job', async () => {
    const script = scriptedPorts({
      fetch: [async () => ({ kind: 'bytes', bytes: new Uint8Array(1), notes: ['converted'] })],
      figma: { fill: async () => ({ nodeId: '9:9', notes: ['other-shape'] }) },
    })
    await generate(script.ports, prepared, script.report, calm())
    expect(jobAfter(script)).toMatchObject({ phase: 'done', notes: ['converted', 'other-shape'] })
  })

  it('that the document refuses stays fetchable', async () => {
    const script = scriptedPorts({ figma: { fill: () => Promise.reject(new PluginError(failure('insert-failed', 'x'))) } })
    await generate(script.ports, prepared, script.report, calm())
    expect(jobAfter(script)).toMatchObject({
      phase: 'failed',
      failure: { code: 'insert-failed', charged: 'yes' },
      remote: { remoteId: 'r1' },
    })
  })
})

describe('a dead link', () => {
  it('is renewed once', async () => {
    const script = scriptedPorts({
      wait: [async () => linkAt('https://a/old'), async () => linkAt('https://a/new')],
      fetch: [async () => ({ kind: 'link-expired' }), async () => ({ kind: 'bytes', bytes: new Uint8Array(5), notes: [] })],
    })
    await generate(script.ports, prepared, script.report, calm())
    expect(script.log.slice(3)).toEqual([
      'wait r1',
      'fetch https://a/old',
      'wait r1',
      'fetch https://a/new',
      'coming with 5 bytes and what was sent',
      'fill 5 bytes',
      'arrived',
    ])
    expect(jobAfter(script)).toMatchObject({ phase: 'done' })
    expect(script.learned).toHaveLength(1)
  })

  it('that is dead again fails as expired', async () => {
    const script = scriptedPorts({ fetch: [async () => ({ kind: 'link-expired' })] })
    await generate(script.ports, prepared, script.report, calm())
    expect(script.log.filter((line) => line.startsWith('wait'))).toHaveLength(2)
    expect(jobAfter(script)).toMatchObject({ phase: 'failed', failure: { code: 'expired', charged: 'yes' } })
  })
})

describe('the delivery of a picture', () => {
  it('goes on to the sandbox when the window may not read, and remembers', async () => {
    const script = scriptedPorts({ fetch: [async () => unreadable] })
    await generate(script.ports, prepared, script.report, calm())
    expect(script.log.slice(4)).toEqual(['fetch https://a/1', 'fill https://a/1', 'arrived'])
    expect(script.deliveryMethod()).toBe('sandbox')
    expect(typesOf(script).slice(-2)).toEqual(['downloaded', 'inserted'])
  })

  it('lays what the sandbox loads as the window made it fit', async () => {
    const script = scriptedPorts({ deliveryMethod: 'sandbox', bySandbox: { bytes: new Uint8Array(7), notes: ['converted'] } })
    await generate(script.ports, prepared, script.report, calm())
    expect(script.log.slice(4)).toEqual(['coming with 7 bytes and what was sent', 'fill 7 bytes', 'arrived'])
    expect(jobAfter(script)).toMatchObject({ phase: 'done', notes: ['converted'] })
  })

  it('is noted when the picture is plain, without a word about its shape', async () => {
    const fill = async () => ({ nodeId: '9:9', notes: ['other-shape' as const] })
    const script = scriptedPorts({ isPlain: async () => true, figma: { fill } })
    await generate(script.ports, prepared, script.report, calm())
    await vi.waitFor(() => expect(typesOf(script)).toContain('noted'))
    expect(jobAfter(script)).toMatchObject({ phase: 'done', notes: ['plain-picture'] })
  })

  it.each([
    ['never ends', () => new Promise<boolean>(() => {})],
    ['fails', () => Promise.reject(new Error('no worker'))],
  ])('is done though the look at its colours %s', async (_, isPlain) => {
    const script = scriptedPorts({ isPlain })
    await generate(script.ports, prepared, script.report, calm())
    expect(jobAfter(script)).toMatchObject({ phase: 'done', notes: [] })
  })

  it('starts with the delivery method that worked last', async () => {
    const script = scriptedPorts({ deliveryMethod: 'sandbox' })
    await generate(script.ports, prepared, script.report, calm())
    expect(script.log.slice(4)).toEqual(['fill https://a/1', 'arrived'])
  })

  it('comes back to the window when the sandbox is refused', async () => {
    const script = scriptedPorts({
      deliveryMethod: 'sandbox',
      figma: { fill: async (picture) => ('url' in picture ? blockedFill() : { nodeId: '9:9', notes: [] }) },
    })
    await generate(script.ports, prepared, script.report, calm())
    expect(script.deliveryMethod()).toBe('direct')
    expect(jobAfter(script)).toMatchObject({ phase: 'done' })
  })

  it('ends with the person, who gets the link and the time it has left', async () => {
    const script = scriptedPorts({ fetch: [async () => unreadable], figma: { fill: blockedFill } })
    await generate(script.ports, prepared, script.report, calm())
    expect(jobAfter(script)).toMatchObject({
      phase: 'failed',
      failure: { code: 'delivery-blocked', charged: 'yes' },
      link: { url: 'https://a/1', until: 1_000_000 + linkLifetimeMs },
    })
  })

  it('does not ask the sandbox for bytes that are known to be broken', async () => {
    const script = scriptedPorts({ fetch: [async () => ({ kind: 'unreadable', failure: failure('bad-picture', 'cut off') })] })
    await generate(script.ports, prepared, script.report, calm())
    expect(script.log.slice(4)).toEqual(['fetch https://a/1'])
    expect(jobAfter(script)).toMatchObject({ failure: { code: 'bad-picture', charged: 'yes' }, link: { url: 'https://a/1' } })
  })
})

describe('a cancelled picture', () => {
  it.each([
    ['while it is exported', 'started', []],
    ['before the POST', 'exported', ['intend']],
    ['while it is awaited', 'accepted', ['intend', 'submit', 'accept r1', 'wait r1']],
    ['while it is fetched', 'ready', ['intend', 'submit', 'accept r1', 'wait r1', 'fetch https://a/1']],
  ] as const)('%s reports nothing more', async (_, last, log) => {
    const controller = new AbortController()
    const stop = () => Promise.reject(new DOMException('aborted', 'AbortError'))
    const script = scriptedPorts({
      wait: last === 'accepted' ? [stop] : [async () => linkAt('https://a/1')],
      fetch: last === 'ready' ? [stop] : [async () => unreadable],
    })
    const report: typeof script.report = (event) => {
      script.report(event)
      if (event.type === last) controller.abort()
    }
    await generate(script.ports, prepared, report, controller.signal)
    expect(script.events.at(-1)?.type).toBe(last)
    expect(script.log).toEqual(log)
  })
})

describe('a task from an earlier window', () => {
  it('enters half-way: it is waited for and filled, never sent', async () => {
    const script = scriptedPorts()
    await resume(
      { ports: script.ports, task, source: () => null, report: script.report, signal: calm() },
      { remoteId: 'r7', acceptedAt: 500 },
    )
    expect(script.log).toEqual(['wait r7', 'fetch https://a/1', 'coming with 5 bytes', 'fill 5 bytes', 'arrived'])
    expect(typesOf(script)).toEqual(['resumed', 'ready', 'downloaded', 'inserted'])
    expect(script.learned).toEqual([])
  })

  it('that the service no longer has fails as expired', async () => {
    const script = scriptedPorts({ wait: [() => fail('expired', 'task not found')] })
    await resume(
      { ports: script.ports, task, source: () => null, report: script.report, signal: calm() },
      { remoteId: 'r7', acceptedAt: 500 },
    )
    expect(jobAfter(script)).toMatchObject({ phase: 'failed', failure: { code: 'expired', charged: 'yes' } })
  })
})
