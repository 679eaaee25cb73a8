// The sandbox's requests come from a null origin; real servers on this machine decide what they allow.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { ask, openHost } from './world.ts'

let server: Server | null = null

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const started = createServer((request, response) => {
    answer(request, response)
    response.end('{"a":1}')
  })
  server = started
  await new Promise<void>((resolve) => started.listen(0, resolve))
  return `http://localhost:${(started.address() as AddressInfo).port}/`
}

afterEach(() => {
  server?.close()
  server = null
})

function read(address: string, init = '{}'): string {
  return `const r = await fetch('${address}', ${init}); send([r.status, await r.json()])`
}

describe('the fetch of the sandbox', () => {
  it.each(['*', 'null'])('reads an answer that allows %s', async (origin) => {
    const address = await serve((_, response) => response.setHeader('Access-Control-Allow-Origin', origin))
    expect(await ask(await openHost(), read(address))).toEqual([200, { a: 1 }])
  })

  it.each([undefined, 'https://www.figma.com'])('does not read an answer that allows %s', async (origin) => {
    const address = await serve((_, response) => origin !== undefined && response.setHeader('Access-Control-Allow-Origin', origin))
    expect(await ask(await openHost(), read(address))).toBe('error: in fetch: Failed to fetch')
  })

  it('asks before it sends a key, and a star does not cover that', async () => {
    let allowed = '*'
    const methods: unknown[] = []
    const address = await serve((request, response) => {
      methods.push(request.method)
      response.setHeader('Access-Control-Allow-Origin', '*').setHeader('Access-Control-Allow-Headers', allowed)
    })
    const init = `{ method: 'POST', headers: { Authorization: 'Bearer x' }, body: 'x' }`
    expect(await ask(await openHost(), read(address, init))).toBe('error: in fetch: Failed to fetch')
    allowed = 'authorization'
    expect(await ask(await openHost(), read(address, init))).toEqual([200, { a: 1 }])
    expect(methods).toEqual(['OPTIONS', 'OPTIONS', 'POST'])
  })
})
