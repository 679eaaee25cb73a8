// Two relays with shared state, a worker and a ComfyUI, as a plugin sees them.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStandIn, type OpenedStandIn } from '../../../playground/service/others/open.ts'
import { startWorker } from '../../../relay/queue/start.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'
import { startTestRelay, type RunningRelay } from '../sockets.ts'
import { JPEG, TOKEN } from '../support.ts'

let server: RedisServer
let gpu: OpenedStandIn
let relays: readonly [RunningRelay, RunningRelay]
let closing: (() => Promise<void> | void)[] = []

beforeAll(async () => {
  ;[server, gpu] = await Promise.all([startRedis(), openStandIn('comfyui', { key: '', picture: JPEG, taskMs: 60 })])
  const env = { STATE_URL: server.url, SERVICE: 'comfyui', TEAM_TOKENS: TOKEN, BUDGET_PICTURES_PER_DAY: '2' }
  relays = [await startTestRelay(env), await startTestRelay(env)]
  closing = [...relays.map(({ close }) => close), gpu.close, server.kill]
})
afterAll(async () => {
  for (const close of closing) await close()
})

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGNgYGD4jwMNDQkAMVA/wXhrdZMAAAAASUVORK5CYII='
const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }

type Said = {
  id: string
  status: string
  queue?: number
  charged?: string
  result?: { sample: string }
  error?: { code: string; message: string }
}

async function ask(relay: RunningRelay, path: string, init: RequestInit = {}): Promise<{ status: number; said: Said }> {
  const answer = await fetch(relay.url + path, { ...init, headers: { ...headers, ...(init.headers as Record<string, string>) } })
  return { status: answer.status, said: (await answer.json()) as Said }
}

function order(relay: RunningRelay, name: string): Promise<{ status: number; said: Said }> {
  const body = JSON.stringify({ prompt: 'A house', seed: 1, steps: 20, guidance: 10, control_image: png })
  return ask(relay, '/flux/v1/flux-depth-dev', { method: 'POST', body, headers: { 'idempotency-key': name } })
}

describe('relays that are one, before own GPUs', () => {
  it('take an order at one, tell its place and give its picture at the other, and count it once', async () => {
    const [here, there] = relays
    const first = await order(here, 'first')
    expect(first).toMatchObject({ status: 200 })
    expect((await order(there, 'first')).said).toEqual(first.said)
    const second = await order(there, 'second')
    expect((await ask(here, `/flux/v1/get_result?id=${second.said.id}`)).said).toMatchObject({ status: 'Pending', queue: 2 })
    expect((await ask(here, '/v1/models')).said).toMatchObject({ data: [] })
    const started = await startWorker({ STATE_URL: server.url, UPSTREAM_URL: gpu.url }, () => undefined)
    if ('faults' in started) throw new Error(started.faults.join())
    closing = [started.close, ...closing]
    for (const { said } of [first, second]) {
      let told = await ask(there, `/flux/v1/get_result?id=${said.id}`)
      for (let i = 0; i < 20 && told.said.status !== 'Ready'; i++) {
        told = await ask(there, `/flux/v1/get_result?id=${said.id}`, { headers: { prefer: 'wait=5' } })
      }
      expect(told.said.status).toBe('Ready')
      const picture = await fetch(told.said.result?.sample ?? '')
      expect(new Uint8Array(await picture.arrayBuffer())).toEqual(JPEG)
    }
    expect((await ask(here, '/v1/models')).said).toMatchObject({ data: [{ id: 'flux-depth-dev', service: 'comfyui' }] })
  })

  it('refuse with one voice what a budget does not give, and tell a token its numbers', async () => {
    const [here, there] = relays
    const third = await order(there, 'third')
    expect(third).toMatchObject({ status: 402, said: { charged: 'no', error: { code: 'no-credit' } } })
    expect(third.said.error?.message).toMatch(/2 pictures a day, is used up\. It renews on \d{4}-\d\d-\d\d 00:00 UTC/)
    expect((await ask(here, '/usage')).said).toMatchObject({ day: { pictures: { used: 2, budget: 2 } } })
  })

  it('send nothing without a record, and go on telling what is there', async () => {
    const [here, there] = relays
    await server.kill()
    const refused = await order(here, 'fourth')
    expect(refused).toMatchObject({ status: 503, said: { charged: 'no', error: { code: 'service-error' } } })
    expect((await fetch(`${there.url}/readyz`)).status).toBe(503)
    expect((await fetch(`${there.url}/healthz`)).status).toBe(200)
    await server.again()
  })
})
