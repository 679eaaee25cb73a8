// The relay for a team, started as the README says, in front of the stand-in service: only the relay ever has the key.

import { afterEach, describe, expect, it } from 'vitest'
import { listen } from '../../playground/service/listen.ts'
import { readPicture } from '../../src/core/picture/image.ts'
import { resultUrl, submitUrl } from '../../src/core/service/comet.ts'
import { depthBody, stage } from '../playground/service/help.ts'
import { startByReadme } from './by-readme.ts'
import type { Closing } from './sockets.ts'
import { TOKEN } from './support.ts'

const opened: Closing[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map(async ({ close }) => close()))
})

describe('a team behind a relay', () => {
  it('orders, waits and gets its pictures with a token, and the key is nowhere but at the service', async () => {
    const { service, pass } = stage({ taskMs: 1000 })
    const listening = await listen(service)
    opened.push(listening)
    const relay = await startByReadme({
      UPSTREAM_URL: listening.apiUrl,
      IMAGE_HOSTS: listening.imageUrl,
      COMETAPI_API_KEY: service.settings.keys[0] ?? '',
      TEAM_TOKENS: TOKEN,
    })
    opened.push(relay)
    const { url, said } = relay
    const headers = { authorization: `Bearer ${TOKEN}`, origin: 'null', 'content-type': 'application/json' }
    const heard: string[] = []
    const ask = async (address: string, init: RequestInit): Promise<{ id: string; status: string; result: { sample: string } | null }> => {
      const answer = await fetch(address, init)
      heard.push(JSON.stringify([...answer.headers]), await answer.clone().text())
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
      return (await answer.json()) as { id: string; status: string; result: { sample: string } | null }
    }
    const body = JSON.stringify(await depthBody())
    const { id } = await ask(submitUrl(url, 'flux-pro-1.0-depth'), { method: 'POST', headers, body })
    expect((await ask(resultUrl(url, id), { headers })).status).toBe('Pending')
    pass(2000)
    const { status, result } = await ask(resultUrl(url, id), { headers })
    expect([status, result?.sample.startsWith(`${url}/flux/v1/picture?`)]).toEqual(['Ready', true])
    const picture = await fetch(result?.sample ?? '', { headers: { origin: 'null' } })
    expect(picture.headers.get('access-control-allow-origin')).toBe('*')
    expect(readPicture(new Uint8Array(await picture.arrayBuffer()))).toMatchObject({ format: 'jpeg', end: expect.any(Number) as number })

    const key = service.settings.keys[0] ?? ''
    expect(heard.join('\n')).not.toContain(key)
    expect(said()).not.toContain(key)
    expect(said()).not.toContain(TOKEN)
    expect(service.accepted).toHaveLength(1)
    expect(service.requests.filter(({ kind }) => kind === 'picture').map((request) => request.headers)).toEqual([
      expect.not.objectContaining({ authorization: expect.anything() as unknown }),
    ])
  })
})
