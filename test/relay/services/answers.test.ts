// Verbatim bad answers of services over HTTP, and what a plugin receives instead.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import type { Env } from '../../../relay/config.ts'
import { open, startScripted, startTestRelay, type Closing } from '../sockets.ts'
import { TOKEN } from '../support.ts'
import type { Said } from './stage.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const closing: Closing[] = []
afterEach(async () => {
  for (const { close } of closing.splice(0).reverse()) await close()
})

function says(status: number, body: unknown, head: Readonly<Record<string, string>> = {}): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return (_, response) => void response.writeHead(status, { 'content-type': 'application/json', ...head }).end(text)
}

function refuses(status: number, type: string): Answer {
  return says(status, { detail: `Words of ${type}` }, { 'x-comfy-error-type': type })
}

const cut: Answer = (_, response) => void response.destroy()
const taken = says(201, { request_id: 'r-1' })

/** `script`: by method and the end of the path, one answer after the other; the last one stays. */
async function before(env: Env, script: Readonly<Record<string, Answer[]>>) {
  const service = await startScripted((request, response) => {
    const found = Object.keys(script).find((line) => {
      const [method, end = ''] = line.split(' ')
      return request.method === method && request.url?.endsWith(end)
    })
    const [now = says(404, {}), ...more] = script[found ?? ''] ?? []
    if (found !== undefined && more.length > 0) script[found]?.shift()
    now(request, response)
  })
  const relay = await startTestRelay({ UPSTREAM_URL: service.url, SERVICE_KEY: 'key-of-the-relay', TEAM_TOKENS: TOKEN, ...env })
  closing.push(service, relay)
  const ask = async (path: string, init: RequestInit = {}): Promise<{ status: number; said: Said; head: Headers }> => {
    const answer = await fetch(relay.url + path, { ...init, headers: { authorization: `Bearer ${TOKEN}`, ...(init.headers as object) } })
    return { status: answer.status, said: (await answer.json()) as Said, head: answer.headers }
  }
  const order = (model = 'flux-depth-pro') =>
    ask(`/flux/v1/${model}`, { method: 'POST', body: '{"prompt":"a"}', headers: { 'idempotency-key': 'a name' } })
  return { service, relay, ask, order }
}

describe('Comfy Router', () => {
  const router = { SERVICE: 'comfy-router' }

  it.each([
    ['nothing', says(201, '')],
    ['half of its answer', says(201, '{"request_id": "r-')],
    ['no id', says(201, {})],
  ])('that says %s to an order is asked again under the same name', async (_, first) => {
    const { order, service } = await before(router, { 'POST /requests': [first, taken] })
    expect((await order()).status).toBe(200)
    expect(service.heard).toHaveLength(2)
  })

  it('that cannot say again what it said to a lost order may have been paid', async () => {
    const { order } = await before(router, { 'POST /requests': [cut, refuses(409, 'invalid_input')] })
    const first = await order()
    expect([first.said.error?.code, first.said.charged]).toEqual(['maybe-submitted', 'unknown'])
    expect((await order()).head.get('idempotent-replayed')).toBe('true')
  })

  it('that is in conflict with an order has refused it, as often as it comes, and it counts once it is taken', async () => {
    const conflict = refuses(409, 'invalid_input')
    const { order, ask } = await before(
      { ...router, BUDGET_PICTURES_PER_DAY: '5' },
      { 'POST /requests': [conflict, conflict, taken], 'GET /status': [says(200, { status: 'IN_QUEUE' })] },
    )
    const told: unknown[] = []
    for (let i = 0; i < 3; i++) {
      const { status, said } = await order()
      told.push([status, said.charged])
    }
    expect(told).toEqual([
      [409, 'no'],
      [409, 'no'],
      [200, undefined],
    ])
    expect((await ask('/usage')).said).toMatchObject({ day: { pictures: { used: 1 } } })
  })

  it('that refuses to give a finished picture just now still has it', async () => {
    const output = { id: 'a', status: 'Ready', result: { sample: 'https://a.bfl.ai/b.png' } }
    const { order, ask } = await before(router, {
      'POST /requests': [taken],
      'GET /status': [says(200, { status: 'COMPLETED' })],
      'GET /r-1': [refuses(429, 'rate_limited'), refuses(401, 'unauthorized'), refuses(403, 'forbidden'), says(200, output)],
    })
    const { said } = await order()
    const told: unknown[] = []
    for (let i = 0; i < 4; i++) {
      const { status, said: now } = await ask(`/flux/v1/get_result?id=${said.id}`)
      told.push([status, now.error?.code ?? now.status, now.charged])
    }
    expect(told).toEqual([
      [429, 'rate-limited', 'unknown'],
      [503, 'forbidden', 'unknown'],
      [403, 'forbidden', 'unknown'],
      [200, 'Ready', undefined],
    ])
  })

  it('knows an order by one name, also after it refused it, so that no relay that is started anew pays again', async () => {
    const names: unknown[] = []
    const noted = (answer: Answer): Answer => {
      return (request, response) => (names.push(request.headers['idempotency-key']), answer(request, response))
    }
    const { order, service } = await before(router, { 'POST /requests': [noted(refuses(429, 'rate_limited')), noted(taken)] })
    expect([(await order()).status, (await order()).status]).toEqual([429, 200])
    const env = { SERVICE_KEY: 'key-of-the-relay', TEAM_TOKENS: TOKEN, UPSTREAM_URL: service.url }
    const anew = await startTestRelay({ ...router, ...env })
    closing.push(anew)
    const headers = { authorization: `Bearer ${TOKEN}`, 'idempotency-key': 'a name' }
    await fetch(`${anew.url}/flux/v1/flux-depth-pro`, { method: 'POST', body: '{"prompt":"a"}', headers })
    expect([names.length, new Set(names).size]).toEqual([3, 1])
  })

  it('that only says again how it refused an order gets it under the next name', async () => {
    const again = says(402, { detail: 'No credits' }, { 'x-comfy-error-type': 'insufficient_credits', 'idempotent-replayed': 'true' })
    const names: unknown[] = []
    const queue: Answer = (request, response) => {
      const name = request.headers['idempotency-key']
      const isFirst = names.length === 0 || name === names[0]
      names.push(name)
      if (names.length === 1) refuses(402, 'insufficient_credits')(request, response)
      else (isFirst ? again : taken)(request, response)
    }
    const { order } = await before(router, { 'POST /requests': [queue] })
    expect([(await order()).status, (await order()).status]).toEqual([402, 200])
    expect([names.length, new Set(names).size]).toEqual([3, 2])
  })

  it('tells of a failed task in its own words, wherever they stand', async () => {
    const words = { status: 'COMPLETED', error_type: 'provider_error', error: 'The provider ran out of memory' }
    const { order, ask } = await before(router, { 'POST /requests': [taken], 'GET /status': [says(200, words)] })
    const { said } = await ask(`/flux/v1/get_result?id=${(await order()).said.id}`)
    expect(said).toMatchObject({ status: 'Error', error: { code: 'task-failed', message: words.error }, charged: 'unknown' })
  })

  it('that has no queue for one account has it for another', async () => {
    const queue: Answer = (request, response) =>
      (request.headers['x-api-key'] === 'comfyui-a' ? refuses(403, 'not_enabled') : taken)(request, response)
    const output = says(200, { id: 'a', status: 'Ready', result: { sample: 'https://a.bfl.ai/b.png' } })
    const script = { 'POST /requests': [queue], 'POST /flux-pro-1.0-depth': [output] }
    const { relay, service } = await before({ ...router, SERVICE_KEY: '', TEAM_TOKENS: '' }, script)
    for (const key of ['comfyui-a', 'comfyui-a', 'comfyui-b']) {
      const headers = { authorization: `Bearer ${key}`, 'idempotency-key': crypto.randomUUID() }
      const answer = await fetch(`${relay.url}/flux/v1/flux-depth-pro`, { method: 'POST', body: '{"prompt":"a"}', headers })
      expect(answer.status).toBe(200)
    }
    expect(service.heard.map((line) => line.endsWith('/requests'))).toEqual([true, false, false, true])
  })

  it('is called back by the method that it knows', async () => {
    const script = { 'POST /requests': [taken], 'GET /status': [says(200, { status: 'IN_QUEUE' })], 'POST /cancel': [says(202, {})] }
    const { order, ask } = await before(router, script)
    const { said } = await ask(`/flux/v1/cancel?id=${(await order()).said.id}`, { method: 'POST' })
    expect(said).toEqual({ cancelled: true, charged: 'no' })
  })
})

describe('the relay’s own key', () => {
  it('that the maker does not know is told to who runs the relay', async () => {
    const { order } = await before({ SERVICE: 'bfl' }, { 'POST /flux-2-pro': [says(403, { detail: 'Not authenticated' })] })
    const { status, said } = await order('flux-2-pro')
    expect([status, said]).toMatchObject([503, { error: { code: 'forbidden', message: "The relay's key was refused: tell who runs it" } }])
  })

  it('that is refused after an order says nothing of what that cost', async () => {
    const script = { 'POST /requests': [taken], 'GET /status': [refuses(401, 'unauthorized')] }
    const { order, ask } = await before({ SERVICE: 'comfy-router' }, script)
    const { status, said } = await ask(`/flux/v1/get_result?id=${(await order()).said.id}`)
    expect([status, said.error?.code, said.charged]).toEqual([503, 'forbidden', 'unknown'])
  })
})

describe('a request whose head cannot be read', () => {
  it.each([
    ['is too large', `GET /healthz HTTP/1.1\r\nhost: a\r\nx-a: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['is none', 'NONSENSE\r\n\r\n', 400],
    ['names no proper host', 'GET /healthz HTTP/1.1\r\nhost: a b\r\n\r\n', 400],
  ])('because it %s hears so from a relay, across origins', async (_, head, status) => {
    const { relay } = await before({ SERVICE: 'bfl' }, {})
    const client = await open(relay.port)
    client.write(head)
    const told = await client.told()
    expect(told).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(told).toMatch(/^access-control-allow-origin: \*\r$/m)
    expect(told).toMatch(/^x-depth-restyle-relay: 1\r$/m)
    expect(JSON.parse(told.split('\r\n\r\n')[1] ?? '')).toMatchObject({ error: { code: 'bad-request' }, charged: 'no' })
  })
})
