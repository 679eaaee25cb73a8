import { describe, expect, it } from 'vitest'
import { codeOf, OTHER_TOKEN, post, relayBefore, TOKEN } from './support.ts'

const SAMPLE = 'https://delivery.eu2.bfl.ai/durable/a/sample.jpeg?se=2026&sig=a%2Bb%2F%3D'
const RELAYED = expect.stringMatching(
  new RegExp(`^http://localhost:8787/flux/v1/picture\\?url=${encodeURIComponent(SAMPLE)}&until=\\d{10}&sig=[0-9a-f]{64}$`),
) as string
describe('what a browser needs', () => {
  it('answers a preflight from a null origin and names both headers', async () => {
    const { call, sent } = relayBefore(() => Response.json({}))
    const headers = {
      origin: 'null',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    }
    const answer = await call('/flux/v1/flux-kontext-pro', { method: 'OPTIONS', headers })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-allow-headers')).toBe('authorization,content-type,idempotency-key,prefer')
    expect(answer.headers.get('access-control-allow-methods')).toBe('GET,POST,OPTIONS')
    expect(Number(answer.headers.get('access-control-max-age'))).toBeGreaterThan(0)
    expect(sent).toEqual([])
  })

  it.each([
    ['a wrong path', '/v1/pictures', undefined],
    ['a refused picture', '/flux/v1/picture?url=https://evil.example/a.png', undefined],
    ['a lost upstream', '/flux/v1/get_result?id=a', undefined],
    ['a request too large', '/flux/v1/flux-2-pro', post('x'.repeat(2000))],
  ])('carries CORS headers on %s', async (_name, path, init) => {
    const { call } = relayBefore(() => Promise.reject(new TypeError('fetch failed')), { maxBodyBytes: 1000 })
    const answer = await call(path, init)
    expect(answer.ok).toBe(false)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-expose-headers')).toBe('retry-after,x-depth-restyle-relay,idempotent-replayed')
    expect(answer.headers.get('x-depth-restyle-relay')).toBe('1')
  })
})

describe('what goes upstream', () => {
  it('sends the body, the key and the content type, and nothing else of the caller', async () => {
    const { call, sent } = relayBefore(() => Response.json({ id: 'a' }))
    const answer = await call('/flux/v1/flux-pro-1.0-depth', post())
    expect(await answer.json()).toEqual({ id: 'a' })
    expect(sent[0]).toMatchObject({
      url: 'https://api.cometapi.com/flux/v1/flux-pro-1.0-depth',
      method: 'POST',
      body: '{"prompt":"timber"}',
    })
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
      accept: 'application/json',
      authorization: 'Bearer sk-mine',
      'content-type': 'application/json',
    })
  })

  it('carries the key of the team in place of a token', async () => {
    const { call, sent } = relayBefore(() => Response.json({ id: 'a' }), { team: { key: 'sk-team', tokens: [TOKEN, OTHER_TOKEN] } })
    await call('/flux/v1/flux-2-pro', post(undefined, { authorization: `Bearer ${TOKEN}` }))
    await call('/flux/v1/get_result?id=a', { headers: { authorization: `Bearer ${OTHER_TOKEN}` } })
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer sk-team', 'Bearer sk-team'])
  })

  it('asks for results by their id alone', async () => {
    const { call, sent } = relayBefore(() => Response.json({}))
    await call('/flux/v1/get_result?id=a%26b&webhook=c')
    expect(sent[0]?.url).toBe('https://api.cometapi.com/flux/v1/get_result?id=a%26b')
  })

  it.each([
    '/flux/v1/gpt-4',
    '/flux/v1/flux-a%2F..%2F..%2Fv1',
    '/flux/v1/flux-..',
    '/flux/v1/FLUX-2-PRO',
    '/flux/v1/picture',
    '/flux/v1/flux-a/b',
  ])('knows no model at %s', async (path) => {
    const { call, sent } = relayBefore(() => Response.json({}))
    const answer = await call(path, post())
    expect([answer.status, await codeOf(answer)]).toEqual([404, 'not_found'])
    expect(sent).toEqual([])
  })

  it('refuses a body over the limit before anything is sent', async () => {
    const { call, sent } = relayBefore(() => Response.json({}), { maxBodyBytes: 1000 })
    const answer = await call('/flux/v1/flux-2-pro', post('x'.repeat(1001)))
    expect([answer.status, await codeOf(answer)]).toEqual([413, 'too_large'])
    expect(sent).toEqual([])
  })
})

describe('what comes back', () => {
  it.each([
    ['plain', { id: 'b', status: 'Ready', result: { seed: 1, sample: SAMPLE } }, { seed: 1, sample: RELAYED }],
    ['data.sample', { code: 'success', data: { sample: SAMPLE } }, { sample: RELAYED }],
    ['wrapped', { code: 'success', data: { status: 'SUCCESS', data: { sample: SAMPLE } } }, { sample: RELAYED }],
    ['wrapped result', { data: { data: { result: { sample: SAMPLE } } } }, { sample: RELAYED }],
    ['relative', { status: 'Ready', result: { sample: SAMPLE.replace('https:', '') } }, { sample: RELAYED }],
  ])('brings the sample home from the %s dialect, in the plain one', async (_name, said, result) => {
    const { call } = relayBefore(() => Response.json(said))
    expect(await (await call('/flux/v1/get_result?id=a')).json()).toEqual({ id: 'a', status: 'Ready', progress: 1, result })
  })

  it('says what the service says while it works', async () => {
    const { call } = relayBefore(() => Response.json({ id: 'b', status: 'Upscaling', progress: 0.4, result: null }))
    const told: unknown = await (await call('/flux/v1/get_result?id=a')).json()
    expect(told).toEqual({ id: 'a', status: 'Upscaling', result: null, progress: 0.4 })
  })

  it('leaves an address it would not fetch as it is, so that a person can open it', async () => {
    const said = { status: 'Ready', result: { sample: 'https://storage.example/a.png' } }
    const { call } = relayBefore(() => Response.json(said))
    expect(await (await call('/flux/v1/get_result?id=a')).json()).toMatchObject(said)
  })

  it('uses its public address where a proxy stands before it, whatever the request claims', async () => {
    const { call } = relayBefore(() => Response.json({ result: { sample: SAMPLE } }), {
      publicUrl: 'https://relay.team.example/',
    })
    const answer = await call('/flux/v1/get_result?id=a', { headers: { 'x-forwarded-host': 'evil.example' } })
    expect(JSON.stringify(await answer.json())).toContain('"https://relay.team.example/flux/v1/picture?url=')
  })

  it.each([200, 403, 404, 502])('calls a web page with status %d what it is, and passes none on', async (status) => {
    const page = '<!doctype html><title>Just a moment</title>'
    const { call } = relayBefore(() => new Response(page, { status, headers: { 'content-type': 'text/html' } }))
    const answer = await call('/flux/v1/get_result?id=a')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([502, 'application/json'])
    expect(await answer.json()).toEqual({ error: { code: 'web-page', message: 'Just a moment', type: 'service' }, charged: 'unknown' })
  })

  it('passes a refusal on with its Retry-After and without other headers', async () => {
    const headers = { 'retry-after': '7', 'set-cookie': 'a=b', 'content-type': 'application/json' }
    const { call } = relayBefore(() => new Response('{"error":{}}', { status: 429, headers }))
    const answer = await call('/flux/v1/flux-2-pro', post())
    expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('set-cookie')]).toEqual([429, '7', null])
  })

  it('answers 404 to a moved path and does not carry the key there', async () => {
    const { call, sent } = relayBefore(() => new Response(null, { status: 301, headers: { location: 'https://evil.example/' } }))
    const answer = await call('/flux/v1/flux-2-pro', post())
    expect([answer.status, await codeOf(answer), sent.length]).toEqual([404, 'service', 1])
  })

  it('says that a lost answer to a submit may have been accepted', async () => {
    const { call } = relayBefore(() => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } })))
    const answer = await call('/flux/v1/flux-2-pro', post())
    expect([answer.status, await codeOf(answer)]).toEqual([502, 'upstream_lost'])
  })

  it('tells a connection that never opened from a lost answer', async () => {
    const { call } = relayBefore(() => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })))
    expect(await codeOf(await call('/flux/v1/flux-2-pro', post()))).toBe('upstream_unreachable')
  })
})
