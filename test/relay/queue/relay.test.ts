// A relay whose GPUs are workers on a queue: the contract is the same as with one ComfyUI.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorker } from '../../../relay/queue/start.ts'
import { openStandIn, type OpenedStandIn } from '../../../playground/service/others/open.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'
import { startTestRelay } from '../sockets.ts'
import { JPEG } from '../support.ts'

const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGNgYGD4jwMNDQkAMVA/wXhrdZMAAAAASUVORK5CYII='
let redis: RedisServer
let gpu: OpenedStandIn
beforeAll(async () => {
  redis = await startRedis()
  gpu = await openStandIn('comfyui', { picture: JPEG, taskMs: 60 })
})
afterAll(async () => {
  await gpu.close()
  await redis.kill()
})

describe('a relay before workers', () => {
  it('shows the place in the queue, and brings what a worker has made', async () => {
    const relay = await startTestRelay({ SERVICE: 'comfyui', STATE_URL: redis.url })
    const body = JSON.stringify({ prompt: 'A house', seed: 1, control_image: picture })
    const post = { method: 'POST', body, headers: { 'idempotency-key': 'task-1' } }
    const told = await Promise.all([1, 2].map(async () => (await fetch(`${relay.url}/flux/v1/flux-depth-dev`, post)).json()))
    const [{ id }] = told as [{ id: string }]
    expect(told).toEqual([{ id }, { id }])
    const ask = async (): Promise<{ status: string; queue?: number; result: { sample: string } | null }> =>
      (await fetch(`${relay.url}/flux/v1/get_result?id=${id}`, { headers: { prefer: 'wait=1' } })).json() as never
    expect(await ask()).toMatchObject({ status: 'Pending', queue: 1 })
    const worker = await startWorker({ STATE_URL: redis.url, UPSTREAM_URL: gpu.url }, () => undefined)
    if ('faults' in worker) throw new Error(worker.faults.join())
    let answer = await ask()
    for (let tries = 0; answer.status !== 'Ready' && tries < 20; tries++) answer = await ask()
    expect(new Uint8Array(await (await fetch(answer.result?.sample ?? '')).arrayBuffer())).toEqual(JPEG)
    expect(gpu.floor.orders).toHaveLength(1)
    await worker.close()
    await relay.close()
  })

  it('gets no worker whose ComfyUI lacks what its graph needs: it would fail the orders of the others', async () => {
    gpu.lacks.add('ae.safetensors')
    const worker = await startWorker({ STATE_URL: redis.url, UPSTREAM_URL: gpu.url }, () => undefined)
    gpu.lacks.clear()
    expect(worker).toEqual({ faults: ['ComfyUI: the file ae.safetensors (VAELoader, vae_name) is not there.'] })
  })
})
