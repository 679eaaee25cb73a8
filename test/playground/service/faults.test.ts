import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { browserFetch } from '../../../playground/service/browser-fetch.ts'
import type { ApiFaultName, PictureFault } from '../../../playground/service/faults.ts'
import { API, depthBody, stage } from './help.ts'

async function ready(options = {}) {
  const set = stage({ taskMs: 0, ...options })
  const sample = (await set.poll(await set.submitted())).result?.sample ?? ''
  return { ...set, sample }
}

describe('refusals', () => {
  it.each<[ApiFaultName, number, string | undefined]>([
    ['unauthorized', 401, undefined],
    ['exhausted-token', 401, 'exhausted'],
    ['payment-required', 402, undefined],
    ['no-quota', 403, 'insufficient_user_quota'],
    ['task-quota', 403, 'quota_not_enough'],
    ['forbidden', 403, undefined],
    ['not-found', 404, undefined],
    ['html', 200, '<!doctype html>'],
    ['model-not-found', 503, 'model_not_found'],
    ['unavailable', 503, undefined],
    ['bad-request', 400, undefined],
    ['invalid', 422, 'detail'],
    ['too-large', 413, undefined],
    ['rate-limited', 429, undefined],
    ['server-error', 500, undefined],
    ['garbage', 200, '{"id": "c3'],
    ['empty', 200, ''],
  ])('%s: status %d, readable from a page, and nothing is accepted', async (fault, status, text) => {
    const { service, submit } = stage()
    service.faults.next('submit', fault)
    const answer = await submit()
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([status, '*'])
    expect(await answer.text()).toContain(text ?? '')
    expect(service.accepted).toEqual([])
    expect((await submit()).status).toBe(200)
  })

  it.each<[ApiFaultName, number]>([
    ['bad-gateway', 502],
    ['gateway-timeout', 504],
    ['moved', 301],
  ])('%s comes from a proxy, without CORS headers', async (fault, status) => {
    const { service, submit } = stage()
    service.faults.next('submit', fault)
    const answer = await submit(undefined, undefined, { redirect: 'manual', headers: {} })
    expect([answer.status, answer.headers.get('access-control-allow-origin'), answer.headers.get('x-from-proxy')]).toEqual([
      status,
      null,
      null,
    ])
  })

  it('says when to come back', async () => {
    const { service, submit } = stage()
    service.faults.next('submit', { name: 'rate-limited', retryAfter: '9' })
    expect((await submit()).headers.get('retry-after')).toBe('9')
  })

  it('lasts until it is taken back where it is set to last, but for what is let pass', async () => {
    const { service, submit } = stage()
    service.faults.always('submit', 'server-error')
    service.faults.pass('submit')
    const statuses = [(await submit()).status, (await submit()).status, (await submit()).status]
    service.faults.always('submit')
    expect([...statuses, (await submit()).status]).toEqual([200, 500, 500, 200])
  })
})

describe('connections', () => {
  it('breaks before anything is accepted', async () => {
    const { service, submit } = stage()
    service.faults.next('submit', 'refused')
    await expect(submit()).rejects.toThrow(TypeError)
    expect([service.submits().length, service.accepted.length]).toEqual([1, 0])
  })

  it('breaks after the task was accepted and paid for', async () => {
    const { service, submit } = stage()
    service.faults.next('submit', 'lost')
    await expect(submit()).rejects.toThrow(TypeError)
    expect(service.accepted.length).toBe(1)
  })

  it('breaks in the middle of the answer that was paid for', async () => {
    const { service, submit } = stage()
    service.faults.next('submit', 'cut-off')
    const answer = await submit()
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
    await expect(answer.text()).rejects.toThrow(Error)
    expect(service.accepted.length).toBe(1)
  })

  it('loses the answer of an accepted task to a proxy', async () => {
    const { service, submit } = stage()
    service.faults.next('submit', { name: 'gateway-timeout', accepted: true })
    expect([(await submit()).status, service.accepted.length]).toEqual([504, 1])
  })

  it('hangs until the caller gives up', async () => {
    const { service, submit } = stage()
    service.faults.next('submit', 'hang')
    const giveUp = new AbortController()
    const waiting = submit(await depthBody(), undefined, { signal: giveUp.signal })
    giveUp.abort()
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('ends of a task', () => {
  it.each<[ApiFaultName, string]>([
    ['moderated-request', 'Request Moderated'],
    ['moderated-content', 'Content Moderated'],
    ['error', 'Error'],
    ['failed', 'Failed'],
    ['task-not-found', 'Task not found'],
    ['stuck', 'Pending'],
    ['no-sample', 'Ready'],
  ])('%s ends as %s, with no result', async (fault, status) => {
    const { service, submitted, poll, pass } = stage()
    service.faults.next('submit', fault)
    const id = await submitted()
    pass(10_000)
    expect(await poll(id)).toMatchObject({ status, result: null })
  })

  it('gives the reasons of moderation', async () => {
    const { service, submitted, poll, pass } = stage()
    service.faults.next('submit', 'moderated-content')
    const id = await submitted()
    pass(10_000)
    expect((await poll(id)).details).toEqual({ 'Moderation Reasons': ['Safety Filter'] })
  })

  it('is not found for the first polls and then goes on', async () => {
    const { service, submitted, poll } = stage()
    service.faults.next('poll', 'task-not-found', 2)
    const id = await submitted()
    expect([(await poll(id)).status, (await poll(id)).status, (await poll(id)).status]).toEqual([
      'Task not found',
      'Task not found',
      'Pending',
    ])
  })

  it('goes backwards and still arrives', async () => {
    const { service, submitted, poll, pass } = stage({ taskMs: 10_000 })
    service.faults.next('submit', 'backwards')
    const id = await submitted()
    const said: string[] = []
    for (let second = 0; second < 10; second += 2.5) {
      pass(2_500)
      said.push((await poll(id)).status)
    }
    expect(said).toEqual(['Generating', 'Generating', 'Pending', 'Ready'])
  })

  it('says what nobody has heard of, and still arrives', async () => {
    const { service, submitted, poll, pass } = stage({ taskMs: 10_000 })
    service.faults.next('submit', 'unknown-status')
    const id = await submitted()
    pass(5_000)
    expect((await poll(id)).status).toBe('Upscaling')
    pass(5_000)
    expect((await poll(id)).status).toBe('Ready')
  })
})

describe('pictures', () => {
  it.each<[PictureFault, number, string | null]>([
    ['expired', 403, 'application/xml'],
    ['gone', 404, null],
    ['server-error', 500, 'application/json; charset=utf-8'],
    ['html', 200, 'text/html; charset=UTF-8'],
    ['webp', 200, 'image/webp'],
    ['redirect', 200, 'image/jpeg'],
    ['slow', 200, 'image/jpeg'],
    ['stall', 200, 'image/jpeg'],
  ])('%s: status %d', async (fault, status, type) => {
    const { service, sample } = await ready()
    service.faults.next('picture', fault)
    const answer = await service.fetch(sample)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type])
  })

  it('come cut short, over 4096 px, or in another shape', async () => {
    const { service, sample } = await ready()
    const next = async (fault: PictureFault): Promise<ArrayBuffer> => {
      service.faults.next('picture', fault)
      return (await service.fetch(sample)).arrayBuffer()
    }
    await expect(
      sharp(await next('truncated'), { failOn: 'truncated' })
        .raw()
        .toBuffer(),
    ).rejects.toThrow(Error)
    await expect(sharp(await next('garbage')).metadata()).rejects.toThrow(Error)
    expect((await sharp(await next('huge')).metadata()).width).toBeGreaterThan(4096)
    expect(await sharp(await next('wrong-aspect')).metadata()).toMatchObject({ width: 1024, height: 1024 })
  })

  it('break off half-way', async () => {
    const { service, sample } = await ready()
    service.faults.next('picture', 'drop')
    const answer = await service.fetch(sample)
    await expect(answer.arrayBuffer()).rejects.toThrow(Error)
  })
})

describe('a page before the service', () => {
  it('submits after a preflight, and cannot read the picture', async () => {
    const { service, sample } = await ready()
    const page = browserFetch(service.fetch)
    const headers = { authorization: 'Bearer sk-stand-in', 'content-type': 'application/json' }
    const answer = await page(`${API}/flux-pro-1.0-depth`, { method: 'POST', headers, body: JSON.stringify(await depthBody()) })
    expect(answer.status).toBe(200)
    expect(service.requests.slice(-2).map(({ kind, headers: sent }) => [kind, sent['origin']])).toEqual([
      ['preflight', 'null'],
      ['submit', 'null'],
    ])
    await expect(page(sample)).rejects.toThrow('Failed to fetch')
  })

  it('sees only a network failure where a proxy answers', async () => {
    const { service } = await ready()
    service.faults.next('poll', 'bad-gateway')
    await expect(browserFetch(service.fetch)(`${API}/get_result?id=a`)).rejects.toThrow('Failed to fetch')
  })
})
