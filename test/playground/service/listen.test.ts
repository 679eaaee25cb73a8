import { get } from 'node:https'
import { afterEach, describe, expect, it } from 'vitest'
import { listen, type Listening } from '../../../playground/service/listen.ts'
import { createRelay } from '../../../relay/relay.ts'
import { depthBody, stage } from './help.ts'

const open: Listening[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ close }) => close()))
})

const headers = { authorization: 'Bearer sk-stand-in', 'content-type': 'application/json' }

describe('the service on sockets', () => {
  it('answers on one origin and keeps pictures on another', async () => {
    const { service } = stage({ taskMs: 0 })
    const { apiUrl, imageUrl, close } = await listen(service)
    open.push({ close } as Listening)
    const submit = await fetch(`${apiUrl}/flux/v1/flux-pro-1.0-depth`, {
      method: 'POST',
      headers,
      body: JSON.stringify(await depthBody()),
    })
    const { id } = (await submit.json()) as { id: string }
    const polled = await fetch(`${apiUrl}/flux/v1/get_result?id=${id}`, { headers })
    const { result } = (await polled.json()) as { result: { sample: string } }
    expect(result.sample.startsWith(`${imageUrl}/`)).toBe(true)
    expect((await fetch(result.sample)).headers.get('content-type')).toBe('image/jpeg')
  })

  it('cuts real connections: before a task, after one, and in the middle of a picture', async () => {
    const { service } = stage({ taskMs: 0 })
    const { apiUrl, close } = await listen(service)
    open.push({ close } as Listening)
    const submit = async (): Promise<Response> =>
      fetch(`${apiUrl}/flux/v1/flux-pro-1.0-depth`, { method: 'POST', headers, body: JSON.stringify(await depthBody()) })
    service.faults.next('submit', 'refused')
    await expect(submit()).rejects.toThrow(TypeError)
    expect(service.accepted.length).toBe(0)
    service.faults.next('submit', 'lost')
    await expect(submit()).rejects.toThrow(TypeError)
    expect(service.accepted.length).toBe(1)
    const polled = await fetch(`${apiUrl}/flux/v1/get_result?id=${service.accepted[0]?.id}`, { headers })
    const { result } = (await polled.json()) as { result: { sample: string } }
    service.faults.next('picture', 'drop')
    await expect(fetch(result.sample).then((answer) => answer.arrayBuffer())).rejects.toThrow(TypeError)
  })

  it('works through the relay, which makes the picture readable', async () => {
    const { service } = stage({ taskMs: 0 })
    const { apiUrl, imageUrl, close } = await listen(service)
    open.push({ close } as Listening)
    const relay = createRelay({ upstreamUrl: apiUrl, imageHosts: [imageUrl] })
    const submit = await relay.request('/flux/v1/flux-pro-1.0-depth', {
      method: 'POST',
      headers,
      body: JSON.stringify(await depthBody()),
    })
    const { id } = (await submit.json()) as { id: string }
    const { result } = (await (await relay.request(`/flux/v1/get_result?id=${id}`, { headers })).json()) as {
      result: { sample: string }
    }
    expect(result.sample.startsWith('http://localhost/flux/v1/picture?url=')).toBe(true)
    const picture = await relay.request(result.sample)
    expect([picture.status, picture.headers.get('content-type'), picture.headers.get('access-control-allow-origin')]).toEqual([
      200,
      'image/jpeg',
      '*',
    ])
    expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(500)
    expect(service.requests.filter(({ kind }) => kind === 'picture').map((request) => request.headers)).toEqual([{}])
  })

  it('plays both production hosts on one TLS port, told apart by the Host header', async () => {
    const { service } = stage({ taskMs: 0 })
    const listening = await listen(service, { tls: true })
    open.push(listening)
    const ask = (host: string, path: string): Promise<string | undefined> =>
      new Promise((resolve, reject) => {
        get({ host: '127.0.0.1', port: listening.port, path, headers: { host }, rejectUnauthorized: false }, (answer) => {
          answer.resume()
          resolve([answer.statusCode, answer.headers['access-control-allow-origin']].join(' '))
        }).on('error', reject)
      })
    expect(await ask('api.cometapi.com', '/flux/v1/get_result?id=a')).toBe('401 *')
    expect(await ask('delivery.eu2.bfl.ai', '/durable/a/sample.jpeg')).toBe('403 ')
    expect(listening.hostRules).toBe(`MAP api.cometapi.com:443 127.0.0.1:${listening.port}, MAP *.bfl.ai:443 127.0.0.1:${listening.port}`)
  })
})
