import type { ServerResponse } from 'node:http'
import { connect, createServer, type AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { launch } from '../../playground/chromium.ts'
import { makeIdempotency } from '../../relay/idempotency.ts'
import { isWhole, open, postText, startScripted, startTestRelay, type Closing, type Script, type Scripted } from './sockets.ts'

const path = '/flux/v1/flux-pro-1.0-depth'
const opened: Closing[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map(async ({ close }) => close()))
})

/** A relay in front of a service that numbers its orders, and answers on command. */
async function stage(script?: Script): Promise<{ service: Scripted; port: number; release: () => void }> {
  const held: (() => void)[] = []
  let taken = 0
  const number: Script = (_request, response) => {
    const id = `task-${++taken}`
    held.push(() => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id })))
  }
  const service = await startScripted(script ?? number)
  const relay = await startTestRelay({ UPSTREAM_URL: service.url })
  opened.push(service, relay)
  const release = (): void => {
    for (const answer of held.splice(0)) answer()
  }
  return { service, port: relay.port, release }
}

function idIn(text: string): string | undefined {
  return /"id":"([^"]+)"/.exec(text)?.[1]
}

async function ask(port: number, text: string): Promise<string> {
  const client = await open(port)
  client.write(text)
  const told = await client.told(isWhole)
  client.socket.end()
  return told
}

describe('a POST that comes again because its connection broke', () => {
  it('while the service works gets the answer of the first', async () => {
    const { service, port, release } = await stage()
    const first = await open(port)
    first.write(postText(path, '{"seed":1}'))
    await service.arrived(1)
    first.cut()
    const second = await open(port)
    second.write(postText(path, '{"seed":1}'))
    // The relay accepts connections in order: once this one is refused, the repeat before it has been read.
    await ask(port, 'GET /nowhere HTTP/1.1\r\nhost: a\r\n\r\n')
    release()
    expect(idIn(await second.told(isWhole))).toBe('task-1')
    expect(service.heard).toEqual([`POST ${path}`])
  })

  it('after the service has answered nobody gets that answer, once', async () => {
    const { service, port, release } = await stage()
    const first = await open(port)
    first.write(postText(path, '{"seed":1}'))
    await service.arrived(1)
    first.cut()
    release()
    expect(idIn(await ask(port, postText(path, '{"seed":1}')))).toBe('task-1')
    const wished = ask(port, postText(path, '{"seed":1}'))
    await service.arrived(2)
    release()
    expect(idIn(await wished)).toBe('task-2')
  })

  it('many times over is still one', async () => {
    const { service, port, release } = await stage()
    for (let i = 0; i < 5; i++) {
      const client = await open(port)
      client.write(postText(path, '{"seed":1}'))
      await service.arrived(1)
      client.cut()
    }
    release()
    expect(idIn(await ask(port, postText(path, '{"seed":1}')))).toBe('task-1')
    expect(service.heard).toHaveLength(1)
  })

  it('hears of a lost answer as the first would have, and sends nothing', async () => {
    let meet: ServerResponse | null = null
    const { service, port } = await stage((_request, response) => void (meet = response))
    const first = await open(port)
    first.write(postText(path, '{"seed":1}'))
    await service.arrived(1)
    first.cut()
    ;(meet as ServerResponse | null)?.destroy()
    expect(await ask(port, postText(path, '{"seed":1}'))).toContain('upstream_lost')
    expect(service.heard).toHaveLength(1)
  })
})

describe('a POST that looks the same', () => {
  it('is a new one where the answer of the first came through', async () => {
    const { service, port } = await stage((_request, response) => void response.end(JSON.stringify({ id: `task-${service.heard.length}` })))
    const text = postText(path, '{"seed":1}')
    expect([idIn(await ask(port, text)), idIn(await ask(port, text))]).toEqual(['task-1', 'task-2'])
  })

  it('is sent again where the first was refused, even to nobody', async () => {
    let tries = 0
    const { service, port } = await stage((_request, response) => {
      tries += 1
      if (tries === 1) response.writeHead(429, { 'retry-after': '1' }).end('{"error":{"code":"busy"}}')
      else response.end('{"id":"task"}')
    })
    const first = await open(port)
    first.write(postText(path, '{"seed":1}'))
    await service.arrived(1)
    first.cut()
    let told = await ask(port, postText(path, '{"seed":1}'))
    // If the repeat is faster than the refusal, it receives the refusal in place of the first one, and then asks again.
    if (told.includes('429')) told = await ask(port, postText(path, '{"seed":1}'))
    expect([idIn(told), tries]).toEqual(['task', 2])
  })

  it.each([
    ['for another seed', path, '{"seed":2}', {}],
    ['with another key', path, '{"seed":1}', { authorization: 'Bearer sk-other' }],
    ['for another model', '/flux/v1/flux-2-pro', '{"seed":1}', {}],
  ])('but is %s is another', async (_name, otherPath, body, headers) => {
    const { service, port, release } = await stage()
    const first = await open(port)
    first.write(postText(path, '{"seed":1}'))
    await service.arrived(1)
    first.cut()
    const second = await open(port)
    second.write(postText(otherPath, body, headers))
    await service.arrived(2)
    release()
    expect(idIn(await second.told(isWhole))).toBe('task-2')
  })
})

describe('what waits for its caller', () => {
  const answer = { status: 200, type: undefined, retryAfter: undefined, body: new Uint8Array(2), mayBeTaken: true }

  it('waits ten minutes', async () => {
    let now = 0
    let sent = 0
    const twice = makeIdempotency(() => now)
    const take = (): boolean => twice('a', async () => ({ ...answer, status: ++sent })).isRepeat
    expect(take()).toBe(false)
    await twice('a', async () => answer).answer
    now = 10 * 60_000
    expect(take()).toBe(true)
    now += 1
    expect(take()).toBe(false)
    expect(sent).toBe(2)
  })

  it('waits with a thousand others at most, the oldest leaving first', async () => {
    const twice = makeIdempotency(() => 0)
    const isRepeat = async (key: string): Promise<boolean> => {
      const turn = twice(key, async () => answer)
      await turn.answer
      return turn.isRepeat
    }
    for (let i = 0; i <= 1001; i++) await isRepeat(`request ${i}`)
    expect([await isRepeat('request 1001'), await isRepeat('request 0')]).toEqual([true, false])
  })

  it('does not wait when it is large', async () => {
    const twice = makeIdempotency(() => 0)
    const large = { ...answer, body: new Uint8Array(65_537) }
    await twice('a', async () => large).answer
    await Promise.resolve()
    expect(twice('a', async () => large).isRepeat).toBe(false)
  })
})

describe('a browser whose used connection breaks under a POST', () => {
  it('sends it twice by itself, and the service gets it once', async () => {
    let posts = 0
    const taken: (() => void)[] = []
    const service = await startScripted((_request, response) => {
      taken.push(() => response.end(JSON.stringify({ id: 'task-1' })))
      // The connection between browser and relay breaks at this moment.
      for (const cut of lines.splice(0)) cut()
    })
    const relay = await startTestRelay({ UPSTREAM_URL: service.url })
    const lines: (() => void)[] = []
    const line = createServer((near) => {
      const far = connect(relay.port, '127.0.0.1')
      near.pipe(far).pipe(near)
      near.on('data', (part) => {
        if (!part.toString('latin1').startsWith('POST ')) return
        posts += 1
        if (posts === 2) for (const answer of taken.splice(0)) answer()
      })
      for (const end of [near, far]) end.on('error', () => undefined)
      lines.push(() => [near, far].forEach((end) => end.resetAndDestroy()))
    })
    await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
    const browser = await launch()
    opened.push(service, relay, { close: () => void line.close() }, { close: () => browser.close() })
    const page = await browser.newPage()
    // Another origin on the same machine: needs a preflight, but no permission for the local network.
    await page.goto(relay.url)
    const address = `http://127.0.0.1:${(line.address() as AddressInfo).port}${path}`
    const body = await page.evaluate(
      async (url) =>
        (
          await fetch(url, {
            method: 'POST',
            headers: { authorization: 'Bearer sk-mine', 'content-type': 'application/json' },
            body: '{"seed":1}',
          })
        ).json(),
      address,
    )
    expect([body, posts, service.heard]).toEqual([{ id: 'task-1' }, 2, [`POST ${path}`]])
  })
})
