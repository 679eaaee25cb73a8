// The last error handler: an uncaught error is one line in the log, and the relay keeps running.

import { spawn } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { root } from '../../../playground/serve/bundle.ts'
import { trouble } from '../../../relay/trouble.ts'
import { isWhole, open, startScripted, startTestRelay } from '../sockets.ts'
import { post } from '../support.ts'

const secret = 'sk-own-key-in-a-message'

describe('an error that nobody caught', () => {
  it('is a line without its message, and ends nothing, whatever was thrown', async () => {
    const script = `
      const { goOnAfterErrors } = await import('./relay/node/go-on.ts')
      goOnAfterErrors((line) => console.error(line))
      const throws = [new RangeError('${secret}'), '${secret}', null, Object.assign(new Error('${secret}'), { name: '${secret}', code: 'ECONNRESET' })]
      for (const one of throws) {
        setTimeout(() => { throw one })
        void Promise.reject(one)
      }
      setTimeout(() => console.error('still here'), 50)`
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { cwd: root })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()))
    const code = await new Promise((resolve) => child.once('close', resolve))
    expect([code, said.trim().split('\n').length, said]).toEqual([0, 9, expect.stringMatching(/still here\n$/)])
    expect(said).toMatch(/"what":"Nobody caught RangeError: the relay goes on\."\}$/m)
    expect(said).not.toContain('sk-own')
  })

  it.each<[unknown, RegExp]>([
    [new TypeError(secret), /^TypeError at go-on\.test\.ts:\d+$/],
    [Object.assign(new Error(secret), { code: 'ECONNRESET' }), /^Error ECONNRESET at /],
    [Object.assign(new Error(secret), { code: secret, name: `${secret} ${secret}` }), /^Error at /],
    [Object.assign(new Error(`a\n    at ${secret}:1:1`), { stack: undefined }), /^Error$/],
    [secret, /^something that is no error$/],
    [undefined, /^something that is no error$/],
  ])('is told by its kind and place only: %s', (error, told) => {
    expect(trouble(error)).toMatch(told)
    expect(trouble(error)).not.toContain(secret)
  })
})

/** A connection that was used once and is kept open. */
async function openIdle(port: number): Promise<void> {
  const client = await open(port)
  client.write('GET /nowhere HTTP/1.1\r\nhost: a\r\n\r\n')
  await client.told(isWhole)
}

describe('a relay that has too much to do', () => {
  it('says so at once to any page, and works on', async () => {
    const answers: (() => void)[] = []
    const service = await startScripted((_request, response) => void answers.push(() => response.end('{"id":"task-1"}')))
    const relay = await startTestRelay({ UPSTREAM_URL: service.url }, { bounds: { mostAtOnce: 3 } })
    const orders = [1, 2, 3].map(async (seed) => fetch(`${relay.url}/flux/v1/flux-2-pro`, post(`{"seed":${seed}}`)))
    await service.arrived(3)
    const refused = await fetch(`${relay.url}/flux/v1/get_result?id=a`)
    expect([refused.status, await refused.json()]).toMatchObject([
      503,
      { error: { code: 'rate-limited', type: 'relay_busy' }, charged: 'no' },
    ])
    expect([refused.headers.get('retry-after'), refused.headers.get('access-control-allow-origin')]).toEqual(['1', '*'])
    for (const answer of answers) answer()
    for (const order of orders) expect(await (await order).json()).toEqual({ id: 'task-1' })
    const later = await fetch(`${relay.url}/nowhere`)
    expect(later.status).toBe(404)
    await Promise.all([relay.close(), service.close()])
  })

  it('turns nobody away for lines that only stand open', async () => {
    const service = await startScripted((_request, response) => void response.end('{}'))
    const relay = await startTestRelay({ UPSTREAM_URL: service.url }, { bounds: { connections: 10 } })
    for (let i = 0; i < 30; i++) {
      const answer = await fetch(`${relay.url}/flux/v1/get_result?id=${i}`, { headers: { authorization: 'Bearer a' } })
      expect(await answer.json()).toMatchObject({ id: String(i) })
      await openIdle(relay.port)
    }
    await Promise.all([relay.close(), service.close()])
  })
})
