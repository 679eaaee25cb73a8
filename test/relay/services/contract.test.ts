// What the relay guarantees to a plugin apart from how tasks end: idempotency keys, held polls, cancelling, models, hosts.

import { describe, expect, it } from 'vitest'
import type { ServiceId } from '../../../src/core/service/services/service.ts'
import { openStandIn } from '../../../playground/service/others/open.ts'
import { memoryState } from '../../../relay/state/memory.ts'
import { startTestRelay } from '../sockets.ts'
import { TOKEN } from '../support.ts'
import { stageOf } from './stage.ts'

const all: readonly ServiceId[] = ['cometapi', 'comfy-router', 'bfl', 'replicate', 'fal', 'comfyui']

describe.each(all)('an order to %s under a name', (id) => {
  it('is one, however often and at how many moments it comes', async () => {
    const { order, service } = await stageOf(id)
    const told = await Promise.all(Array.from({ length: 8 }, () => order('task-1')))
    const later = await order('task-1')
    expect(new Set([...told, later].map(({ status, said }) => `${status} ${said.id}`)).size).toBe(1)
    expect([service.floor.orders.length, later.head.get('idempotent-replayed')]).toEqual([1, 'true'])
    expect(told.filter(({ head }) => head.get('idempotent-replayed') === null)).toHaveLength(1)
  })

  it('is refused with another body, and is another under another name', async () => {
    const { order, service } = await stageOf(id)
    const first = await order('task-1')
    const other = await order('task-1', 2)
    expect([other.status, other.said.error?.code, other.said.charged, other.head.get('retry-after')]).toEqual([
      409,
      'bad-request',
      'no',
      null,
    ])
    const second = await order('task-2', 2)
    expect([second.status, second.said.id === first.said.id, service.floor.orders.length]).toEqual([200, false, 2])
  })

  it('that was refused is forgotten: the next try may pass', async () => {
    const { order, service } = await stageOf(id)
    service.floor.script.refusals.push('invalid')
    const refused = await order('task-1')
    const passed = await order('task-1')
    expect([refused.said.error?.code, passed.status, passed.head.get('idempotent-replayed')]).toEqual(['bad-request', 200, null])
    expect(service.floor.orders).toHaveLength(1)
  })
})

describe('a second picture, which gives the look', () => {
  it.each(['cometapi', 'comfy-router', 'bfl'] as const)('reaches %s byte for byte, behind the first', async (id) => {
    const { ask, service } = await stageOf(id)
    const order = { prompt: 'Image 1 after image 2', seed: 1, width: 1024, height: 768, input_image: 'AAAA', input_image_2: 'BBBB' }
    const body = JSON.stringify(order)
    const { status } = await ask('/flux/v1/flux-2-pro', { method: 'POST', body, headers: { 'content-type': 'application/json' } })
    expect([status, service.floor.heard.find(({ method }) => method === 'POST')?.text]).toEqual([200, body])
  })
})

describe('a relay that was started anew', () => {
  it.each(all)('goes on with what %s holds, by the order’s own id', async (id) => {
    const before = await stageOf(id)
    const { said } = await before.order()
    const after = await startTestRelay({
      ...(id === 'comfyui' ? {} : { SERVICE_KEY: 'service-key-of-the-relay', IMAGE_HOSTS: before.service.url }),
      SERVICE: id,
      UPSTREAM_URL: before.service.url,
      TEAM_TOKENS: TOKEN,
    })
    await before.end(said.id ?? '')
    const answer = await fetch(`${after.url}/flux/v1/get_result?id=${said.id}`, { headers: { authorization: `Bearer ${TOKEN}` } })
    expect(await answer.json()).toMatchObject({ id: said.id, status: 'Ready' })
    await after.close()
  })

  it('brings the first answer of a service that knows names', async () => {
    const { service, order } = await stageOf('comfy-router')
    const { said } = await order('task-1')
    const env = { SERVICE: 'comfy-router', SERVICE_KEY: 'service-key-of-the-relay', UPSTREAM_URL: service.url, TEAM_TOKENS: TOKEN }
    const after = await startTestRelay(env)
    const body = service.floor.heard.find(({ method }) => method === 'POST')?.text ?? ''
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', 'idempotency-key': 'task-1' }
    const again = await fetch(`${after.url}/flux/v1/flux-depth-pro`, { method: 'POST', headers, body })
    expect(await again.json()).toEqual({ id: said.id })
    expect(service.floor.orders).toHaveLength(1)
    await after.close()
  })
})

describe('a question that is held', () => {
  it.each(all)('hears of the picture at once, through %s', async (id) => {
    const { order, ask, service } = await stageOf(id, { watchesAlways: true })
    service.floor.settings.taskMs = 1600
    const { said } = await order()
    const questions = { count: 0 }
    const next = (): ReturnType<typeof ask> => {
      questions.count += 1
      return ask(`/flux/v1/get_result?id=${said.id}`, { headers: { prefer: 'wait=25' } })
    }
    let told = await next()
    while (told.said.status !== 'Ready') told = await next()
    // A new place in the queue and new steps are news, too.
    expect(questions.count).toBeLessThanOrEqual(['comfyui', 'comfy-router', 'fal'].includes(id) ? 4 : 1)
  })
})

describe('an order that is called back', () => {
  it.each([
    ['cometapi', 0, { cancelled: false, charged: 'unknown' }],
    ['bfl', 0, { cancelled: false, charged: 'unknown' }],
    ['comfy-router', 0, { cancelled: true, charged: 'no' }],
    ['comfy-router', 0.5, { cancelled: true, charged: 'unknown' }],
    ['replicate', 0, { cancelled: true, charged: 'no' }],
    ['replicate', 0.5, { cancelled: true, charged: 'unknown' }],
    ['fal', 0, { cancelled: true, charged: 'no' }],
    ['comfyui', 0, { cancelled: true, charged: 'no' }],
    ['comfy-router', 2, { cancelled: false, charged: 'yes' }],
  ] as const)('from %s at %d of its time says what that saved', async (id, share, expected) => {
    const { order, ask, service } = await stageOf(id)
    const { settings, orders } = service.floor
    settings.taskMs = 60_000
    const { said } = await order()
    // As if that much of its time had passed.
    Object.assign(orders[0] ?? {}, { at: Date.now() - share * settings.taskMs })
    const called = await ask(`/flux/v1/cancel?id=${said.id}`, { method: 'POST' })
    expect([called.status, called.said]).toEqual([200, expected])
    const later = await ask(`/flux/v1/get_result?id=${said.id}`)
    if (expected.cancelled) expect(later.said).toMatchObject({ status: 'Cancelled', charged: expected.charged })
    else expect(later.said.status).not.toBe('Cancelled')
  })
})

describe('the models', () => {
  it('are those of the first service that has each, with price and month, under the plugin’s ids', async () => {
    const comfy = await openStandIn('comfy-router', { key: 'comfyui-a' })
    const env = { SERVICE: 'cometapi,comfy-router', COMETAPI_API_KEY: 'sk-a', SERVICE_KEY_COMFY_ROUTER: 'comfyui-a', TEAM_TOKENS: TOKEN }
    const relay = await startTestRelay({ ...env, UPSTREAM_URL_COMFY_ROUTER: comfy.url, UPSTREAM_URL_COMETAPI: comfy.url })
    const mine = { headers: { authorization: `Bearer ${TOKEN}` } }
    const list = async (): Promise<unknown> => (await fetch(`${relay.url}/v1/models`, mine)).json()
    expect(await list()).toMatchObject({
      object: 'list',
      data: expect.arrayContaining([{ id: 'flux-depth-pro', service: 'cometapi', price: { usd: 0.06, seen: '2026-11' } }]) as unknown,
    })
    // CometAPI no longer knows the model: the next service is used, and named from then on.
    const post = { ...mine, method: 'POST', body: '{"prompt":"a","control_image":"AAAA"}' }
    const answer = await fetch(`${relay.url}/flux/v1/flux-pro-1-0-depth`, post)
    expect([answer.status, comfy.floor.orders.map(({ model }) => model)]).toEqual([200, ['bfl/flux-pro-1.0-depth']])
    expect(await list()).toMatchObject({ data: expect.arrayContaining([{ id: 'flux-depth-pro', service: 'comfy-router' }]) as unknown })
    expect((await fetch(`${relay.url}/v1/models`)).status).toBe(401)
    await Promise.all([relay.close(), comfy.close()])
  })
})

describe('an order that a relay may have sent whose memory is gone', () => {
  const post = async (url: string, prefer: string | undefined): Promise<unknown> => {
    const headers = { authorization: 'Bearer sk-mine', 'idempotency-key': crypto.randomUUID(), ...(prefer === undefined ? {} : { prefer }) }
    const answer = await fetch(`${url}/flux/v1/flux-2-pro`, { method: 'POST', body: '{"prompt":"a"}', headers })
    const { error, charged } = (await answer.json()) as { error?: { code: string }; charged?: string }
    return error ? [error.code, charged] : answer.status
  }

  it.each([
    ['cometapi', ['maybe-submitted', 'unknown']],
    ['comfy-router', 200],
  ] as const)('to %s is sent again only where that costs nothing', async (id, expected) => {
    const service = await openStandIn(id, { key: 'sk-mine' })
    const relay = await startTestRelay({ SERVICE: id, UPSTREAM_URL: service.url })
    expect(await post(relay.url, undefined)).toBe(200)
    expect(await post(relay.url, 'sent-before=3600')).toEqual(expected)
    expect(service.floor.orders).toHaveLength(expected === 200 ? 2 : 1)
    await Promise.all([relay.close(), service.close()])
  })

  it('is sent by one that has been there all the time', async () => {
    const service = await openStandIn('cometapi', { key: 'sk-mine' })
    const relay = await startTestRelay(
      { UPSTREAM_URL: service.url },
      { state: { ...memoryState(Date.now), knowsSince: Date.now() - 60_000 } },
    )
    expect(await post(relay.url, 'wait=25, sent-before=30')).toBe(200)
    await Promise.all([relay.close(), service.close()])
  })
})

describe('a model that has left the index of its maker', () => {
  it('is not told of there, and taken from whoever lists it', async () => {
    const [maker, router] = [await openStandIn('bfl', { key: 'a' }), await openStandIn('comfy-router', { key: 'comfyui-a' })]
    const env = { SERVICE: 'bfl,comfy-router', SERVICE_KEY_BFL: 'a', SERVICE_KEY_COMFY_ROUTER: 'comfyui-a', TEAM_TOKENS: TOKEN }
    const relay = await startTestRelay({ ...env, UPSTREAM_URL_BFL: maker.url, UPSTREAM_URL_COMFY_ROUTER: router.url })
    const mine = { headers: { authorization: `Bearer ${TOKEN}` } }
    const { data } = (await (await fetch(`${relay.url}/v1/models`, mine)).json()) as { data: { id: string; service: string }[] }
    expect(data.find(({ id }) => id === 'flux-depth-pro')?.service).toBe('comfy-router')
    expect(data.find(({ id }) => id === 'flux-2-pro')?.service).toBe('bfl')
    const post = { ...mine, method: 'POST', body: '{"prompt":"a","control_image":"AAAA"}' }
    expect((await fetch(`${relay.url}/flux/v1/flux-pro-1-0-depth`, post)).status).toBe(200)
    expect([maker.floor.orders.length, router.floor.orders.length]).toEqual([0, 1])
    await Promise.all([relay.close(), maker.close(), router.close()])
  })
})

describe('a service that sends us elsewhere', () => {
  it('has its picture neither fetched nor lost, and its key kept', async () => {
    const evil = await openStandIn('cometapi')
    const { order, end, service, relay } = await stageOf('bfl')
    Object.assign(service.floor.settings, { link: `${evil.url}/pictures/a` })
    const { said } = await order()
    const told = await end(said.id ?? '')
    expect(told.said.result?.sample).toBe(`${evil.url}/pictures/a`)
    const asked = await fetch(`${relay.url}/flux/v1/picture?url=${encodeURIComponent(`${evil.url}/pictures/a`)}`)
    expect([asked.status, evil.floor.heard]).toEqual([403, []])
    await evil.close()
  })

  it('for the status is asked at its own address instead', async () => {
    const evil = await openStandIn('bfl')
    const { order, end, service } = await stageOf('bfl')
    service.floor.settings.origin = evil.url
    const { said } = await order()
    expect((await end(said.id ?? '')).said.status).toBe('Ready')
    expect(evil.floor.heard).toEqual([])
    await evil.close()
  })
})

describe('Comfy Router without its queue', () => {
  it('is asked by the way that holds its answer, and the picture comes all the same', async () => {
    const { order, end, service } = await stageOf('comfy-router')
    service.floor.settings.queueIsOpen = false
    const { status, said } = await order('task-1')
    expect(status).toBe(200)
    expect((await end(said.id ?? '')).said.status).toBe('Ready')
    expect(service.floor.orders).toHaveLength(1)
  })

  it('tells a failure as one', async () => {
    const { order, end, service } = await stageOf('comfy-router')
    service.floor.settings.queueIsOpen = false
    service.floor.settings.taskMs = 2000
    service.floor.script.endings.push('failed')
    const { said } = await order('task-1')
    const told = await end(said.id ?? '')
    expect([told.said.status, told.said.error?.message, told.said.charged]).toEqual(['Error', 'The GPU ran out of memory', 'unknown'])
  })
})
