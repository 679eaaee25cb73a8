// Real answers of services, end to end: what the service says, how the job ends, what it costs, and how many POSTs that took (services §6).

import { describe, expect, it } from 'vitest'
import type { ApiFault } from '../../playground/service/faults.ts'
import type { Service } from '../../playground/service/service.ts'
import type { Charged, FailureCode } from '../../src/core/failure/failure.ts'
import { failureText } from '../../src/core/failure/words.ts'
import type { Job } from '../../src/core/job/job.ts'
import { phaseText } from '../../src/core/job/words.ts'
import { newestJob } from '../support/window.ts'
import { type World, openWorld } from '../support/world.ts'

type Script = (service: Service) => void

const minute = 60_000

/** A verbatim answer that the window can read. */
function says(status: number, body: unknown): ApiFault {
  return { name: 'said', answer: { status, body: JSON.stringify(body), type: 'application/json' } }
}

function page(status: number, title: string, fromProxy = false): ApiFault {
  return { name: 'said', answer: { status, body: `<html><title>${title}</title></html>`, type: 'text/html', fromProxy } }
}

/** If no words have to be quoted, any sentence passes. */
function rows(table: readonly Failing[]) {
  return table.map(([what, script, code, charged, posts, quotes = '']) => [what, script, code, charged, posts, quotes] as const)
}

async function restyle(script: Script, forMs: number): Promise<{ readonly world: World; readonly job: Job }> {
  const world = await openWorld()
  script(world.service)
  const window = await world.open()
  await world.clock.pass(1000)
  window.store.orders.run()
  await world.clock.pass(forMs)
  return { world, job: newestJob(window) }
}

type Failing = readonly [what: string, script: Script, code: FailureCode, charged: Charged, posts: number, quotes?: string]

const submits: readonly Failing[] = [
  ['the gateway’s own key is refused, as 401', ({ faults }) => faults.always('submit', 'gateway-key'), 'model-unavailable', 'no', 2],
  ['the gateway’s own key is refused, as 403', ({ faults }) => faults.always('submit', 'gateway-forbidden'), 'model-unavailable', 'no', 2],
  ['the gateway’s own key is refused, as 500', ({ faults }) => faults.always('submit', 'gateway-broken'), 'model-unavailable', 'no', 2],
  [
    'the gateway’s maker broke',
    ({ faults }) =>
      faults.always('submit', says(500, { error: { code: 'bad_response_status_code', message: 'bad response status code 502' } })),
    'service-error',
    'unknown',
    1,
  ],
  ['a policy refuses, as 400', ({ faults }) => faults.always('submit', 'policy'), 'moderated-request', 'unknown', 1, 'protected work'],
  [
    'a policy refuses, as 500',
    ({ faults }) => faults.always('submit', says(500, { error: { code: 'moderation_blocked' } })),
    'moderated-request',
    'unknown',
    1,
  ],
  ['a success says that the key is wrong', ({ faults }) => faults.always('submit', 'key-in-success'), 'key-rejected', 'no', 1],
  ['a success says that the quota is used up', ({ faults }) => faults.always('submit', 'quota-in-success'), 'no-credit', 'no', 1],
  [
    'a success says it by its code alone',
    ({ faults }) => faults.always('submit', says(200, { code: 'insufficient_user_quota' })),
    'no-credit',
    'no',
    1,
  ],
  [
    'a success has neither id nor error',
    ({ faults }) => faults.always('submit', says(200, { ok: true, ticket: {} })),
    'service-error',
    'unknown',
    1,
  ],
  ['a challenge answers', ({ faults }) => faults.always('submit', 'challenge'), 'web-page', 'no', 1, 'Just a moment...'],
  [
    'a portal answers, as 401',
    ({ faults }) => faults.always('submit', page(401, 'Sign in to Wi-Fi')),
    'web-page',
    'no',
    1,
    'Sign in to Wi-Fi',
  ],
  [
    'a challenge answers that no page may read',
    ({ faults }) => faults.always('submit', page(403, 'Just a moment...', true)),
    'maybe-submitted',
    'unknown',
    1,
  ],
  ['a proxy finds the service down, as 521', ({ faults }) => faults.always('submit', 'origin-down'), 'unreachable', 'no', 5],
  ['a proxy finds the service slow, as 522', ({ faults }) => faults.always('submit', 'origin-timeout'), 'unreachable', 'no', 5],
  ['a proxy gave up, as 524', ({ faults }) => faults.always('submit', page(524, 'A timeout occurred')), 'service-error', 'unknown', 1],
  ['a proxy does not know, as 520', ({ faults }) => faults.always('submit', page(520, 'Unknown error')), 'service-error', 'unknown', 1],
  ['too many tasks are active', ({ faults }) => faults.always('submit', 'too-many-tasks'), 'rate-limited', 'no', 5],
]

const polls: readonly Failing[] = [
  ['successes say that the key is wrong', ({ faults }) => faults.always('poll', 'key-in-success'), 'key-rejected', 'unknown', 1],
  ['successes say that the quota is used up', ({ faults }) => faults.always('poll', 'quota-in-success'), 'no-credit', 'unknown', 1],
  ['successes hold an error', ({ faults }) => faults.always('poll', 'fetch-failed-in-success'), 'unreachable', 'unknown', 1],
  ['a challenge answers', ({ faults }) => faults.always('poll', 'challenge'), 'web-page', 'unknown', 1, 'Just a moment...'],
  ['a proxy finds the service down', ({ faults }) => faults.always('poll', 'origin-down'), 'unreachable', 'unknown', 1],
  ['the gateway’s own key is refused', ({ faults }) => faults.always('poll', 'gateway-key'), 'unreachable', 'unknown', 1],
  ['the task is gone, as 404', ({ faults }) => faults.always('poll', says(404, { detail: 'Task not found' })), 'expired', 'yes', 1],
  [
    'the picture is held back, with a reason',
    ({ faults }) => faults.always('submit', 'moderated-content'),
    'moderated-result',
    'unknown',
    1,
    'Safety Filter',
  ],
  [
    'the request is refused, with a reason',
    ({ faults }) => faults.always('submit', 'moderated-request'),
    'moderated-request',
    'unknown',
    1,
    'Safety Filter',
  ],
]

const ends: readonly (readonly [what: string, script: Script, posts?: number])[] = [
  ['a proxy that finds the service down twice', ({ faults }) => faults.next('submit', 'origin-down', 2), 3],
  ['a 429 of too many tasks', ({ faults }) => faults.next('submit', 'too-many-tasks', 2), 3],
  ['an id in the wrapper', ({ settings }) => void (settings.submitShape = 'nested')],
  ['an id that is called the request’s', ({ settings }) => void (settings.submitShape = 'request-id')],
  ['an id of 64 bits, as a number', ({ settings }) => void (settings.idShape = 'number')],
  [
    'an id of 64 bits, as a number in the wrapper',
    ({ settings }) => void Object.assign(settings, { idShape: 'number', submitShape: 'nested' }),
  ],
  ['a stray 404 every fourth time', ({ faults }) => faults.every('poll', 4, says(404, { detail: 'Task not found' }))],
  ['a stray 404 every other time', ({ faults }) => faults.every('poll', 2, says(404, { detail: 'Task not found' }))],
  ['"not found" for half a minute', ({ faults }) => faults.next('poll', 'task-not-found', 6)],
  ['a key that is refused for a while', ({ faults }) => faults.next('poll', 'unauthorized', 5)],
  ['a key that is refused inside of a success', ({ faults }) => faults.next('poll', 'key-in-success', 5)],
  ['errors inside of a success', ({ faults }) => faults.next('poll', 'fetch-failed-in-success', 6)],
  ['a challenge in between', ({ faults }) => faults.next('poll', 'challenge', 6)],
  ['a challenge that no page may read', ({ faults }) => faults.next('poll', page(403, 'Just a moment...', true), 6)],
  ['a proxy that finds the service down', ({ faults }) => faults.next('poll', 'origin-down', 6)],
  ['the maker’s answer as text', ({ settings }) => void (settings.dialect = 'text')],
  ['a picture inside of the answer', ({ settings }) => void (settings.sampleAs = 'data')],
  ['a link that works after twenty seconds', ({ settings }) => void (settings.linkLateMs = 20_000)],
]

describe('an order', () => {
  it.each(rows(submits))('where %s ends so', async (_, script, code, charged, posts, quotes) => {
    const { world, job } = await restyle(script, 5 * minute)
    expect(job).toMatchObject({ phase: 'failed', failure: { code, charged }, remote: null })
    expect(world.service.submits()).toHaveLength(posts)
    expect(job.phase === 'failed' ? failureText(job.failure).sentence : '').toContain(quotes)
    world.dispose()
  })

  it.each(ends.map(([what, script, posts = 1]) => [what, script, posts] as const))('arrives in spite of %s', async (_, script, posts) => {
    const { world, job } = await restyle(script, 3 * minute)
    expect(job).toMatchObject({ phase: 'done', notes: [] })
    expect(world.service.submits()).toHaveLength(posts)
    expect(world.service.accepted).toHaveLength(1)
    world.dispose()
  })
})

describe('an accepted task', () => {
  it.each(rows(polls))('where %s ends so', async (_, script, code, charged, posts, quotes) => {
    const { world, job } = await restyle(script, 5 * minute)
    expect(job).toMatchObject({ phase: 'failed', failure: { code, charged } })
    expect(world.service.submits()).toHaveLength(posts)
    expect(job.phase === 'failed' ? failureText(job.failure).sentence : '').toContain(quotes)
    world.dispose()
  })

  it.each<[string, ApiFault]>([
    ['"not found"', says(404, { detail: 'Task not found' })],
    ['a refused key', says(401, { error: { message: 'Invalid token' } })],
  ])('is not given up within a minute of %s', async (_, fault) => {
    const { world, job } = await restyle(({ faults }) => faults.always('poll', fault), minute)
    expect(job).toMatchObject({ phase: 'polling' })
    world.dispose()
  })
})

describe('a wait', () => {
  it('before it is sent again is shown with its seconds, and ends with the next try', async () => {
    const { world, job } = await restyle(({ faults }) => faults.next('submit', 'too-many-tasks'), 500)
    expect(job.phase).toBe('submitting')
    expect(phaseText(job, world.clock.now())).toMatch(/^The service is busy\. Trying again in [12] s$/)
    world.dispose()
  })

  it('for a service that does not know the picture at the moment is shown while it is polled', async () => {
    const { world, job } = await restyle(({ faults }) => faults.always('poll', 'task-not-found'), 20_000)
    expect(job.phase).toBe('polling')
    expect(phaseText(job, world.clock.now())).toMatch(/^The service does not know this picture at the moment\. Asking again in \d+ s$/)
    world.dispose()
  })

  it('for a link that does not work yet is shown while it is fetched', async () => {
    const { world, job } = await restyle(({ settings }) => void (settings.linkLateMs = 20_000), 16_000)
    expect(job.phase).toBe('downloading')
    expect(phaseText(job, world.clock.now())).toMatch(/^The picture cannot be fetched yet\. Trying again in \d s$/)
    world.dispose()
  })

  it('is over with a good answer', async () => {
    const world = await openWorld({ service: { taskMs: 2 * minute } })
    world.service.faults.next('poll', 'task-not-found', 3)
    const window = await world.open()
    await world.clock.pass(1000)
    window.store.orders.run()
    await world.clock.pass(30_000)
    expect(newestJob(window)).toMatchObject({ phase: 'polling', pause: null, status: 'Generating' })
    world.dispose()
  })

  it('that a person ends costs nothing, and nothing is sent any more', async () => {
    const world = await openWorld()
    world.service.faults.always('submit', 'too-many-tasks')
    const window = await world.open()
    await world.clock.pass(1000)
    window.store.orders.run()
    await world.clock.pass(500)
    window.store.jobs.cancel(newestJob(window).key)
    await world.clock.pass(minute)
    expect(newestJob(window)).toMatchObject({ phase: 'cancelled', charged: 'no' })
    expect(world.service.submits()).toHaveLength(1)
    world.dispose()
  })
})

describe('a service that has enough to do', () => {
  it('is given one picture fewer at a time from then on', async () => {
    const world = await openWorld({ settings: { parallel: 3 }, service: { taskMs: 20_000 } })
    const window = await world.open()
    await world.clock.pass(1000)
    window.store.recipe.variants.value = 8
    world.service.faults.pass('submit', 2)
    world.service.faults.next('submit', 'too-many-tasks')
    window.store.orders.run()
    const busy = (): number =>
      window.store.jobs.list.peek().filter(({ phase }) => phase !== 'queued' && phase !== 'done' && phase !== 'failed').length
    await world.clock.pass(2000)
    expect(busy()).toBe(3)
    await world.clock.pass(24_000)
    expect(busy()).toBe(2)
    await world.clock.pass(3 * minute)
    expect(window.store.jobs.list.peek().map(({ phase }) => phase)).toEqual(Array.from({ length: 8 }, () => 'done'))
    expect(world.service.accepted).toHaveLength(8)
    world.dispose()
  })
})

describe('the spelling of a model that worked', () => {
  it('is tried first by the next window', async () => {
    const world = await openWorld({ service: { models: ['flux-pro-1.0-depth'] } })
    const paths = (): readonly string[] => world.service.submits().map(({ url }) => new URL(url).pathname)
    const first = await world.open()
    await world.clock.pass(1000)
    first.store.orders.run()
    await world.clock.pass(30_000)
    expect(paths()).toEqual(['/flux/v1/flux-pro-1-0-depth', '/flux/v1/flux-pro-1.0-depth'])
    first.close()
    const second = await world.open()
    await world.clock.pass(1000)
    second.store.orders.run()
    await world.clock.pass(30_000)
    expect(paths().slice(2)).toEqual(['/flux/v1/flux-pro-1.0-depth'])
    world.dispose()
  })
})

describe('after a lost answer', () => {
  it('the next order asks first whether anybody answers', async () => {
    const world = await openWorld()
    world.service.faults.next('submit', 'lost')
    const window = await world.open()
    await world.clock.pass(1000)
    window.store.orders.run()
    await world.clock.pass(20_000)
    expect(newestJob(window)).toMatchObject({ phase: 'failed', failure: { code: 'maybe-submitted', charged: 'unknown' } })
    const before = world.service.requests.length
    window.store.failureActions['send-again'](newestJob(window).key)
    await world.clock.pass(30_000)
    expect(newestJob(window)).toMatchObject({ phase: 'done' })
    expect(
      world.service.requests
        .slice(before)
        .filter(({ kind }) => kind !== 'preflight')
        .map(({ kind }) => kind)
        .slice(0, 2),
    ).toEqual(['poll', 'submit'])
    world.dispose()
  })

  it('nothing is sent to an address that has fallen silent', async () => {
    let isSilent = false
    const world = await openWorld({
      through: (service) => (input, init) => (isSilent ? Promise.reject(new TypeError('Failed to fetch')) : service(input, init)),
    })
    world.service.faults.next('submit', 'lost')
    const window = await world.open()
    await world.clock.pass(1000)
    window.store.orders.run()
    await world.clock.pass(20_000)
    isSilent = true
    window.store.failureActions['send-again'](newestJob(window).key)
    await world.clock.pass(30_000)
    expect(newestJob(window)).toMatchObject({ phase: 'failed', failure: { code: 'unreachable', charged: 'no', said: 'api.cometapi.com' } })
    expect(world.service.submits()).toHaveLength(1)
    world.dispose()
  })
})
