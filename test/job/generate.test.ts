import { describe, expect, it } from 'vitest'
import { PluginError, fail, failure } from '../../src/core/failure/failure.ts'
import { type Job, advance } from '../../src/core/job/job.ts'
import { type Prepared, generate, resume } from '../../src/ui/job/generate.ts'
import { linkAt, scriptedPorts } from '../support/ports.ts'
import { aTask } from '../support/tasks.ts'
import { linkLifetimeMs } from '../../src/core/service/accepted-task.ts'

const task = aTask()

function prepared(): Promise<Prepared> {
  return Promise.resolve({ key: task.key, exportId: 1, fingerprint: 'f1', mayReuse: false, picture: new Blob(['png']) })
}

function calm(): AbortSignal {
  return new AbortController().signal
}

function typesOf(world: ReturnType<typeof scriptedPorts>): readonly string[] {
  return world.events.map(({ type }) => type)
}

const unreadable = { kind: 'unreadable' as const, failure: failure('delivery-blocked', 'TypeError') }

function blockedFill() {
  return Promise.reject(new PluginError(failure('delivery-blocked', 'no CORS')))
}

function jobAfter(world: ReturnType<typeof scriptedPorts>): Job {
  return world.events.reduce<Job>(advance, { key: 'k1', title: 't', sourceName: 's', startedAt: 0, phase: 'queued', isHeld: false })
}

describe('one picture', () => {
  it('goes from its order to the canvas', async () => {
    const world = scriptedPorts()
    await generate(world.ports, prepared, world.report, calm())
    expect(world.log).toEqual(['intend', 'submit', 'accept r1', 'wait r1', 'fetch https://a/1', 'fill 5 bytes'])
    expect(typesOf(world)).toEqual(['started', 'exported', 'accepted', 'ready', 'downloaded', 'inserted'])
    expect(jobAfter(world)).toMatchObject({ phase: 'done', nodeId: '9:9' })
  })

  it('is written down as intended before the POST', async () => {
    const world = scriptedPorts({ figma: { intend: () => fail('internal', 'no record') } })
    await generate(world.ports, prepared, world.report, calm())
    expect(world.log).toEqual([])
    expect(jobAfter(world)).toMatchObject({ phase: 'failed', failure: { code: 'internal', charged: 'no' } })
  })

  it('that cannot be written down is not sent before the user was told', async () => {
    const world = scriptedPorts({ isStored: false })
    await generate(world.ports, prepared, world.report, calm())
    expect(world.log).toEqual(['intend'])
    expect(jobAfter(world)).toMatchObject({ phase: 'queued', isHeld: true })
    await generate(world.ports, prepared, world.report, calm())
    expect(world.log.slice(1, 4)).toEqual(['intend', 'submit', 'accept r1'])
  })

  it('teaches how long its kind takes', async () => {
    const world = scriptedPorts({ wait: [async () => linkAt('https://a/1', 7.5)] })
    await generate(world.ports, prepared, world.report, calm())
    expect(world.learned).toEqual([['flux-pro-1.0-depth 50 4', 7.5]])
  })

  it('that is already on the canvas is shown again, and not sent', async () => {
    const world = scriptedPorts({ sameResult: '7:7' })
    await generate(world.ports, prepared, world.report, calm())
    expect(world.log).toEqual(['intend', 'fill like 7:7'])
    expect(jobAfter(world)).toMatchObject({ phase: 'done', nodeId: '9:9' })
  })

  it('that cannot be exported is not sent', async () => {
    const world = scriptedPorts()
    await generate(world.ports, () => Promise.reject(new PluginError(failure('export-failed', 'x'))), world.report, calm())
    expect(world.log).toEqual([])
    expect(jobAfter(world)).toMatchObject({ phase: 'failed', failure: { code: 'export-failed', charged: 'no' } })
  })

  it('whose answer got lost says so, and is not sent again', async () => {
    const world = scriptedPorts({ submit: () => fail('maybe-submitted', 'TypeError') })
    await generate(world.ports, prepared, world.report, calm())
    expect(world.log).toEqual(['intend', 'submit'])
    expect(jobAfter(world)).toMatchObject({ phase: 'failed', failure: { code: 'maybe-submitted', charged: 'unknown' }, remote: null })
  })

  it('that was accepted is known as such before the record is written', async () => {
    const world = scriptedPorts({ figma: { accept: () => Promise.reject(new Error('storage is full')) } })
    await generate(world.ports, prepared, world.report, calm())
    expect(jobAfter(world)).toMatchObject({
      phase: 'failed',
      failure: { charged: 'unknown' },
      remote: { remoteId: 'r1', acceptedAt: 2000 },
    })
  })

  it('of another shape or format says so on the job', async () => {
    const world = scriptedPorts({
      fetch: [async () => ({ kind: 'bytes', bytes: new Uint8Array(1), notes: ['converted'] })],
      figma: { fill: async () => ({ nodeId: '9:9', notes: ['other-shape'] }) },
    })
    await generate(world.ports, prepared, world.report, calm())
    expect(jobAfter(world)).toMatchObject({ phase: 'done', notes: ['converted', 'other-shape'] })
  })

  it('that the document refuses stays fetchable', async () => {
    const world = scriptedPorts({ figma: { fill: () => Promise.reject(new PluginError(failure('insert-failed', 'x'))) } })
    await generate(world.ports, prepared, world.report, calm())
    expect(jobAfter(world)).toMatchObject({
      phase: 'failed',
      failure: { code: 'insert-failed', charged: 'yes' },
      remote: { remoteId: 'r1' },
    })
  })
})

describe('a dead link', () => {
  it('is renewed once', async () => {
    const world = scriptedPorts({
      wait: [async () => linkAt('https://a/old'), async () => linkAt('https://a/new')],
      fetch: [async () => ({ kind: 'link-expired' }), async () => ({ kind: 'bytes', bytes: new Uint8Array(5), notes: [] })],
    })
    await generate(world.ports, prepared, world.report, calm())
    expect(world.log.slice(3)).toEqual(['wait r1', 'fetch https://a/old', 'wait r1', 'fetch https://a/new', 'fill 5 bytes'])
    expect(jobAfter(world)).toMatchObject({ phase: 'done' })
    expect(world.learned).toHaveLength(1)
  })

  it('that is dead again is told as expired', async () => {
    const world = scriptedPorts({ fetch: [async () => ({ kind: 'link-expired' })] })
    await generate(world.ports, prepared, world.report, calm())
    expect(world.log.filter((line) => line.startsWith('wait'))).toHaveLength(2)
    expect(jobAfter(world)).toMatchObject({ phase: 'failed', failure: { code: 'expired', charged: 'yes' } })
  })
})

describe('the ladder', () => {
  it('goes on to the sandbox where the window may not read, and remembers', async () => {
    const world = scriptedPorts({ fetch: [async () => unreadable] })
    await generate(world.ports, prepared, world.report, calm())
    expect(world.log.slice(4)).toEqual(['fetch https://a/1', 'fill https://a/1'])
    expect(world.deliveryMethod()).toBe('sandbox')
    expect(typesOf(world).slice(-2)).toEqual(['downloaded', 'inserted'])
  })

  it('starts with the delivery method that worked last', async () => {
    const world = scriptedPorts({ deliveryMethod: 'sandbox' })
    await generate(world.ports, prepared, world.report, calm())
    expect(world.log.slice(4)).toEqual(['fill https://a/1'])
  })

  it('comes back to the window where the sandbox is refused', async () => {
    const world = scriptedPorts({
      deliveryMethod: 'sandbox',
      figma: { fill: async (picture) => ('url' in picture ? blockedFill() : { nodeId: '9:9', notes: [] }) },
    })
    await generate(world.ports, prepared, world.report, calm())
    expect(world.deliveryMethod()).toBe('direct')
    expect(jobAfter(world)).toMatchObject({ phase: 'done' })
  })

  it('ends with the person, who gets the link and the time it has left', async () => {
    const world = scriptedPorts({ fetch: [async () => unreadable], figma: { fill: blockedFill } })
    await generate(world.ports, prepared, world.report, calm())
    expect(jobAfter(world)).toMatchObject({
      phase: 'failed',
      failure: { code: 'delivery-blocked', charged: 'yes' },
      link: { url: 'https://a/1', until: 1_000_000 + linkLifetimeMs },
    })
  })

  it('does not carry broken bytes through another door', async () => {
    const world = scriptedPorts({ fetch: [async () => ({ kind: 'unreadable', failure: failure('bad-picture', 'cut off') })] })
    await generate(world.ports, prepared, world.report, calm())
    expect(world.log.slice(4)).toEqual(['fetch https://a/1'])
    expect(jobAfter(world)).toMatchObject({ failure: { code: 'bad-picture', charged: 'yes' }, link: { url: 'https://a/1' } })
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
    const world = scriptedPorts({
      wait: last === 'accepted' ? [stop] : [async () => linkAt('https://a/1')],
      fetch: last === 'ready' ? [stop] : [async () => unreadable],
    })
    const report: typeof world.report = (event) => {
      world.report(event)
      if (event.type === last) controller.abort()
    }
    await generate(world.ports, prepared, report, controller.signal)
    expect(world.events.at(-1)?.type).toBe(last)
    expect(world.log).toEqual(log)
  })
})

describe('a task from an earlier window', () => {
  it('enters half-way: it is waited for and filled, never sent', async () => {
    const world = scriptedPorts()
    await resume(world.ports, task, { remoteId: 'r7', acceptedAt: 500 }, world.report, calm())
    expect(world.log).toEqual(['wait r7', 'fetch https://a/1', 'fill 5 bytes'])
    expect(typesOf(world)).toEqual(['resumed', 'ready', 'downloaded', 'inserted'])
    expect(world.learned).toEqual([])
  })

  it('that is gone is told as expired', async () => {
    const world = scriptedPorts({ wait: [() => fail('expired', 'task not found')] })
    await resume(world.ports, task, { remoteId: 'r7', acceptedAt: 500 }, world.report, calm())
    expect(jobAfter(world)).toMatchObject({ phase: 'failed', failure: { code: 'expired', charged: 'yes' } })
  })
})
