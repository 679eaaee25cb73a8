import { describe, expect, it } from 'vitest'
import { readFailure } from '../../src/core/service/refusal.ts'
import { OTHER_TOKEN, post, relayBefore, TOKEN } from './support.ts'

const team = { key: 'sk-team', tokens: [TOKEN, OTHER_TOKEN] }

function as(token: string): RequestInit {
  return { headers: { authorization: `Bearer ${token}` } }
}

function order(token: string, body?: string): RequestInit {
  return post(body, { authorization: `Bearer ${token}` })
}

const path = '/flux/v1/flux-pro-1.0-depth'

/** What the plugin makes of an answer. */
async function readBy(answer: Response): Promise<unknown> {
  return readFailure({ status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() }).code
}

describe('a team token', () => {
  it.each([
    ['none', {}],
    ['an empty one', { authorization: 'Bearer ' }],
    ['a wrong one', { authorization: 'Bearer token-of-a-stranger' }],
    ['half of one', { authorization: `Bearer ${TOKEN.slice(0, -1)}` }],
    ['one with more behind it', { authorization: `Bearer ${TOKEN}x` }],
    ['two at once', { authorization: `Bearer ${TOKEN}, Bearer ${OTHER_TOKEN}` }],
    ['one in capitals', { authorization: `Bearer ${TOKEN.toUpperCase()}` }],
    ['the key itself', { authorization: 'Bearer sk-team' }],
    ['a basic login', { authorization: `Basic ${btoa(`a:${TOKEN}`)}` }],
    ['one in the wrong place', { 'x-api-key': TOKEN }],
  ])('that is %s opens nothing and reads as a rejected key', async (_name, headers) => {
    const { call, sent } = relayBefore(() => Response.json({ id: 'a' }), { team })
    for (const answer of [await call(path, { method: 'POST', body: '{}', headers }), await call('/flux/v1/get_result?id=a', { headers })]) {
      expect(answer.status).toBe(401)
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(await readBy(answer)).toBe('key-rejected')
    }
    expect(sent).toEqual([])
  })

  it('is not needed for a preflight, which cannot carry one', async () => {
    const { call } = relayBefore(() => Response.json({}), { team })
    expect((await call(path, { method: 'OPTIONS', headers: { origin: 'null', 'access-control-request-method': 'POST' } })).status).toBe(204)
  })

  it('never comes back in an answer, and the key neither', async () => {
    const { call } = relayBefore(() => Response.json({ id: 'a' }, { headers: { authorization: 'Bearer sk-team' } }), { team })
    for (const answer of [
      await call(path, order(TOKEN)),
      await call(path, order('token-of-a-stranger')),
      await call('/nowhere', as(TOKEN)),
    ]) {
      const told = JSON.stringify([Object.fromEntries(answer.headers), await answer.text()])
      expect(told).not.toMatch(/sk-team|token-of/)
    }
  })
})

describe('the limit of a token', () => {
  it('answers 429 with the seconds to wait before anything is sent, and lets the others work', async () => {
    let now = 1_000_000
    const options = { team: { ...team, requestsPerMinute: 3 }, now: () => now }
    const { call, sent } = relayBefore(() => Response.json({ id: 'a' }), options)
    const status = async (token: string): Promise<number> => (await call('/flux/v1/get_result?id=a', as(token))).status
    expect([await status(TOKEN), await status(TOKEN), await status(TOKEN)]).toEqual([200, 200, 200])
    const refused = await call(path, order(TOKEN))
    expect([refused.status, refused.headers.get('retry-after'), await readBy(refused)]).toEqual([429, '20', 'rate-limited'])
    expect(sent).toHaveLength(3)
    expect(await status(OTHER_TOKEN)).toBe(200)
    now += 19_000
    expect(await status(TOKEN)).toBe(429)
    now += 1000
    expect([await status(TOKEN), await status(TOKEN)]).toEqual([200, 429])
    now += 3_600_000
    expect([await status(TOKEN), await status(TOKEN), await status(TOKEN), await status(TOKEN)]).toEqual([200, 200, 200, 429])
  })
})

describe('the list of models', () => {
  it('lets through what is on it, in either spelling', async () => {
    const { call, sent } = relayBefore(() => Response.json({ id: 'a' }), { models: ['flux-pro-1-0-depth', 'flux-2-pro'] })
    for (const model of ['flux-pro-1.0-depth', 'flux-pro-1-0-depth', 'flux-2-pro']) {
      expect((await call(`/flux/v1/${model}`, post(model))).status).toBe(200)
    }
    expect(sent).toHaveLength(3)
  })

  it('answers for the others like a service that has no such model', async () => {
    const { call, sent } = relayBefore(() => Response.json({ id: 'a' }), { models: ['flux-2-pro'] })
    const answer = await call(path, post())
    expect([answer.status, await readBy(answer)]).toEqual([404, 'model-unavailable'])
    expect(sent).toEqual([])
  })
})

describe('the log', () => {
  it('has method, path, status and time of a request, and nothing else', async () => {
    const lines: string[] = []
    const { call } = relayBefore(() => Response.json({ id: 'secret-id', result: { sample: 'https://x.bfl.ai/secret' } }), {
      team,
      now: () => 0,
      log: (line) => lines.push(line),
    })
    await call(path, order(TOKEN, '{"prompt":"secret"}'))
    await call('/flux/v1/get_result?id=secret-id', as(TOKEN))
    await call('/flux/v1/picture?url=https://x.bfl.ai/secret')
    await call('/%0AGET%20/forged?secret', { method: 'DELETE' })
    const line = (method: string, path_: string, status: number): object => ({
      time: '1970-01-01T00:00:00.000Z',
      event: 'request',
      method,
      path: path_,
      status,
      ms: 0,
    })
    expect(lines.map((one) => JSON.parse(one) as unknown)).toEqual([
      line('POST', path, 200),
      line('GET', '/flux/v1/get_result', 200),
      line('GET', '/flux/v1/picture', 403),
      line('DELETE', '/%0AGET%20/forged', 405),
    ])
    expect(lines.join('')).not.toContain('secret')
  })
})
