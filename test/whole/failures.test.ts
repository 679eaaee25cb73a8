import { describe, expect, it } from 'vitest'
import type { Charged, FailureCode } from '../../src/core/failure/failure.ts'
import { readJson, readRecord, readString } from '../../src/core/base/read.ts'
import { readKnownRecipe } from '../../src/core/recipe/recipe.ts'
import { failureText } from '../../src/core/failure/words.ts'
import type { Service } from '../../playground/service/service.ts'
import { type Window, newestJob } from '../support/window.ts'
import { type World, openWorld } from '../support/world.ts'

async function restyle(world: World): Promise<Window> {
  const window = await world.open()
  await world.clock.pass(1000)
  window.store.orders.run()
  return window
}

// For each: what the service does, what the user is told, whether it was charged, and how many POSTs that took.
const table: readonly (readonly [string, (service: Service) => void, FailureCode, Charged, number])[] = [
  ['the key is wrong', ({ faults }) => faults.always('submit', 'unauthorized'), 'key-rejected', 'no', 1],
  ['a token is exhausted', ({ faults }) => faults.always('submit', 'exhausted-token'), 'no-credit', 'no', 1],
  ['payment is required', ({ faults }) => faults.always('submit', 'payment-required'), 'no-credit', 'no', 1],
  ['the quota is used up', ({ faults }) => faults.always('submit', 'no-quota'), 'no-credit', 'no', 1],
  ['the quota of the task route is used up', ({ faults }) => faults.always('submit', 'task-quota'), 'no-credit', 'no', 1],
  ['the key is not allowed', ({ faults }) => faults.always('submit', 'forbidden'), 'forbidden', 'no', 1],
  ['the path is unknown', ({ faults }) => faults.always('submit', 'not-found'), 'model-unavailable', 'no', 2],
  ['a web page answers', ({ faults }) => faults.always('submit', 'html'), 'model-unavailable', 'no', 2],
  ['no channel has the model', ({ faults }) => faults.always('submit', 'model-not-found'), 'model-unavailable', 'no', 2],
  ['the request is malformed', ({ faults }) => faults.always('submit', 'bad-request'), 'bad-request', 'no', 1],
  ['a value is invalid', ({ faults }) => faults.always('submit', 'invalid'), 'bad-request', 'no', 1],
  ['the picture is too large', ({ faults }) => faults.always('submit', 'too-large'), 'too-large', 'no', 1],
  ['the service asks to wait for ever', ({ faults }) => faults.always('submit', 'rate-limited'), 'rate-limited', 'no', 5],
  ['the service breaks', ({ faults }) => faults.always('submit', 'server-error'), 'service-error', 'unknown', 1],
  ['the service is unavailable', ({ faults }) => faults.always('submit', 'unavailable'), 'service-error', 'unknown', 1],
  ['the answer is nonsense', ({ faults }) => faults.always('submit', 'garbage'), 'service-error', 'unknown', 1],
  ['the answer is empty', ({ faults }) => faults.always('submit', 'empty'), 'service-error', 'unknown', 1],
  ['the answer is lost', ({ faults }) => faults.always('submit', 'lost'), 'maybe-submitted', 'unknown', 1],
  ['the connection is refused', ({ faults }) => faults.always('submit', 'refused'), 'maybe-submitted', 'unknown', 1],
  ['a gateway breaks without CORS', ({ faults }) => faults.always('submit', 'bad-gateway'), 'maybe-submitted', 'unknown', 1],
  ['the service never answers', ({ faults }) => faults.always('submit', 'hang-after-accept'), 'maybe-submitted', 'unknown', 1],
  ['the prompt is refused', ({ faults }) => faults.always('submit', 'moderated-request'), 'moderated-request', 'unknown', 1],
  ['the picture is held back', ({ faults }) => faults.always('submit', 'moderated-content'), 'moderated-result', 'unknown', 1],
  ['the task ends in Error', ({ faults }) => faults.always('submit', 'error'), 'task-failed', 'unknown', 1],
  ['the task ends in Failed', ({ faults }) => faults.always('submit', 'failed'), 'task-failed', 'unknown', 1],
  ['the task is forgotten', ({ faults }) => faults.always('poll', 'task-not-found'), 'expired', 'yes', 1],
  ['the link is dead', ({ faults }) => faults.always('picture', 'expired'), 'expired', 'yes', 1],
  [
    'the status never ends',
    ({ settings, faults }) => {
      settings.keepMs = 1e9
      faults.always('submit', 'stuck')
    },
    'still-waiting',
    'unknown',
    1,
  ],
  [
    'the status is unknown for ever',
    ({ settings, faults }) => {
      settings.keepMs = 1e9
      faults.always('poll', 'unknown-status')
    },
    'still-waiting',
    'unknown',
    1,
  ],
  ['questions fail for ever', ({ faults }) => faults.always('poll', 'server-error'), 'unreachable', 'unknown', 1],
  ['questions get no answer', ({ faults }) => faults.always('poll', 'refused'), 'unreachable', 'unknown', 1],
  ['the key is withdrawn meanwhile', ({ faults }) => faults.always('poll', 'unauthorized'), 'key-rejected', 'unknown', 1],
  ['the picture is cut off', ({ faults }) => faults.always('picture', 'truncated'), 'bad-picture', 'yes', 1],
  ['the picture is a web page', ({ faults }) => faults.always('picture', 'html'), 'bad-picture', 'yes', 1],
  ['the picture is garbage', ({ faults }) => faults.always('picture', 'garbage'), 'bad-picture', 'yes', 1],
  [
    'the picture cannot be read by anybody',
    ({ settings, faults }) => {
      settings.imageCors = false
      faults.always('picture', 'refused')
    },
    'delivery-blocked',
    'yes',
    1,
  ],
]

describe('a failure', () => {
  it.each(table)('says so when %s', async (_, script, code, charged, posts) => {
    const world = await openWorld()
    script(world.service)
    const window = await restyle(world)
    await world.clock.pass(20 * 60_000)
    const job = newestJob(window)
    expect(job).toMatchObject({ phase: 'failed', failure: { code, charged } })
    expect(failureText(job.phase === 'failed' ? job.failure : { code, charged, detail: '' }).steps.length).toBeGreaterThan(0)
    expect(world.service.submits()).toHaveLength(posts)
    // No unfinished frame stays on the canvas unmarked.
    expect(world.frames()).toMatchObject([{ name: expect.stringMatching(/ · no picture$/) as string }])
    window.store.jobs.dismiss(job.key)
    await world.clock.settle()
    expect(world.frames()).toEqual([])
    expect((await world.storage.keys()).filter((name) => name.startsWith('task:'))).toEqual([])
    world.dispose()
  })

  it('is not sent when there is no network, and costs nothing', async () => {
    const world = await openWorld()
    const window = await world.open()
    await world.clock.pass(1000)
    world.network.setOnline(false)
    window.store.orders.run()
    await world.clock.pass(5000)
    expect(newestJob(window)).toMatchObject({ phase: 'failed', failure: { code: 'unreachable', charged: 'no' } })
    expect(world.service.submits()).toHaveLength(0)
    world.network.setOnline(true)
    window.store.failureActions['check-again'](newestJob(window).key)
    await world.clock.pass(20_000)
    expect(newestJob(window)).toMatchObject({ phase: 'done' })
    expect(world.service.submits()).toHaveLength(1)
    world.dispose()
  })

  it('does not come from a network that returns: the job waits for it', async () => {
    const world = await openWorld()
    const window = await restyle(world)
    await world.clock.pass(3000)
    world.network.setOnline(false)
    await world.clock.pass(5 * 60_000)
    expect(newestJob(window)).toMatchObject({ phase: 'polling', offline: true })
    world.network.setOnline(true)
    await world.clock.pass(5000)
    expect(newestJob(window)).toMatchObject({ phase: 'done' })
    world.dispose()
  })

  it.each(['retry', 'send-again'] as const)('is tried again with %s: the same seed, the same placeholder', async (step) => {
    const world = await openWorld()
    world.service.faults.next('submit', 'server-error')
    const window = await restyle(world)
    await world.clock.pass(5000)
    const [placeholder] = world.frames()
    window.store.failureActions[step](newestJob(window).key)
    await world.clock.pass(20_000)
    expect(newestJob(window)).toMatchObject({ phase: 'done' })
    expect(world.frames()).toMatchObject([{ id: placeholder?.id, fills: [{ type: 'IMAGE' }] }])
    const [first, second] = world.service.submits()
    expect(second?.fields?.seed).toBe(first?.fields?.seed)
    world.dispose()
  })

  it('of a picture that is on its way already changes nothing', async () => {
    const world = await openWorld()
    const window = await world.open()
    await world.clock.pass(1000)
    window.store.orders.run()
    await world.clock.pass(3000)
    const [job] = window.store.jobs.list.peek()
    expect(job?.phase).toBe('polling')
    window.store.failureActions.retry(job?.key ?? '')
    await world.clock.pass(20_000)
    expect(world.service.submits()).toHaveLength(1)
    expect(window.store.jobs.list.peek()).toMatchObject([{ phase: 'done' }])
    world.dispose()
  })

  it('of a held-back picture is tried with a new seed', async () => {
    const world = await openWorld()
    world.service.faults.next('submit', 'moderated-content')
    const window = await restyle(world)
    await world.clock.pass(20_000)
    window.store.failureActions['new-seed'](newestJob(window).key)
    await world.clock.pass(20_000)
    expect(newestJob(window)).toMatchObject({ phase: 'done' })
    const [first, second] = world.service.submits()
    expect(second?.fields?.seed).not.toBe(first?.fields?.seed)
    const [frame] = world.frames()
    expect(frame?.name).toBe('Photo, noon – Source')
    expect(readKnownRecipe(readJson(readString(readRecord(frame?.pluginData).recipe)))?.seed).toBe(second?.fields?.seed)
    world.dispose()
  })

  it('of size is tried with half the pixels', async () => {
    const world = await openWorld()
    world.service.faults.next('submit', 'too-large')
    const window = await restyle(world)
    await world.clock.pass(5000)
    window.store.failureActions['send-smaller'](newestJob(window).key)
    await world.clock.pass(20_000)
    expect(newestJob(window)).toMatchObject({ phase: 'done' })
    const { pluginData } = world.frames()[0] as { pluginData: { recipe: string } }
    const { sent } = JSON.parse(pluginData.recipe) as { sent: { width: number; height: number } }
    expect(sent.width * sent.height).toBeLessThan(600_000)
    world.dispose()
  })

  it('of waiting too long keeps the task: checking again fetches the picture', async () => {
    const world = await openWorld({ service: { taskMs: 16 * 60_000, keepMs: 60 * 60_000 } })
    const window = await restyle(world)
    await world.clock.pass(15.5 * 60_000)
    expect(newestJob(window)).toMatchObject({ phase: 'failed', failure: { code: 'still-waiting' } })
    window.store.failureActions['check-again'](newestJob(window).key)
    await world.clock.pass(2 * 60_000)
    expect(newestJob(window)).toMatchObject({ phase: 'done' })
    expect(world.service.submits()).toHaveLength(1)
    world.dispose()
  })

  it('of delivery is mended by a picture that a person brings', async () => {
    const world = await openWorld({ service: { imageCors: false } })
    world.service.faults.always('picture', 'refused')
    const window = await restyle(world)
    await world.clock.pass(20_000)
    const job = newestJob(window)
    expect(job).toMatchObject({
      phase: 'failed',
      failure: { code: 'delivery-blocked' },
      link: { url: expect.stringContaining('https://') as string },
    })
    window.store.failureActions['open-picture'](job.key)
    await world.clock.settle()
    expect(window.run.opened).toHaveLength(1)
    window.store.jobs.dropPicture(job.key, new Blob(['no picture']))
    await world.clock.settle()
    expect(window.store.notices.alert.peek()).toMatch(/no complete picture/)
    expect(newestJob(window)).toMatchObject({ phase: 'failed' })
    const { bytes } = await (world.service.accepted[0]?.painted ?? Promise.reject(new Error('no task')))
    window.store.jobs.dropPicture(job.key, new Blob([new Uint8Array(bytes)]))
    await world.clock.settle()
    expect(newestJob(window)).toMatchObject({ phase: 'done' })
    world.dispose()
  })
})

describe('what does not fail', () => {
  it.each<[string, (service: Service) => void]>([
    ['a slow start', ({ faults }) => faults.next('poll', 'task-not-found', 2)],
    ['an unknown status', ({ faults }) => faults.next('poll', 'unknown-status', 3)],
    ['a status that goes backwards', ({ faults }) => faults.next('submit', 'backwards')],
    ['a few broken answers', ({ faults }) => faults.next('poll', 'server-error', 3)],
    ['a few answers that are lost', ({ faults }) => faults.next('poll', 'refused', 3)],
    ['a service that is asked too often', ({ faults }) => faults.next('poll', { name: 'rate-limited', retryAfter: '3' }, 2)],
    ['a service that asks to wait before it accepts', ({ faults }) => faults.next('submit', { name: 'rate-limited', retryAfter: '2' }, 2)],
    [
      'a model in its other spelling',
      ({ settings }) => {
        settings.models = ['flux-pro-1-0-depth']
      },
    ],
    [
      'the wrapped dialect',
      ({ settings }) => {
        settings.dialect = 'wrapped'
      },
    ],
    ['a picture that is cut off once', ({ faults }) => faults.next('picture', 'truncated')],
    ['a picture that is moved', ({ faults }) => faults.next('picture', 'redirect')],
    [
      'a link that is renewed',
      ({ settings, faults }) => {
        settings.renewsLinks = true
        faults.next('picture', 'expired')
      },
    ],
  ])('%s', async (_, script) => {
    const world = await openWorld()
    script(world.service)
    const window = await restyle(world)
    await world.clock.pass(60_000)
    expect(newestJob(window)).toMatchObject({ phase: 'done' })
    expect(world.service.accepted).toHaveLength(1)
    world.dispose()
  })
})
