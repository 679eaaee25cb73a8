// A relay that was only paused, and wakes up after another one has continued its order.

import { expect, it, vi } from 'vitest'
import { makeBudgets } from '../../../relay/operate/budget.ts'
import type { OrderEvent } from '../../../relay/orders/events.ts'
import { memoryState } from '../../../relay/state/memory.ts'
import { post, relayBefore, TOKEN } from '../support.ts'

const queue = 'https://api.comfy.org/v2/models/bfl/flux-pro-1.0-depth/requests'

it('counts an order once, in numbers and in budgets, and its end as well', async () => {
  let time = 1_000_000
  let isDone = false
  const now = (): number => time
  const state = memoryState(now)
  const budgets = makeBudgets(state, undefined, now)
  const events: OrderEvent[] = []
  const answer = (url: string): Response => {
    if (url === queue) return Response.json({ request_id: 'one' }, { status: 201 })
    if (url.endsWith('/status')) return Response.json({ status: isDone ? 'COMPLETED' : 'IN_PROGRESS' })
    return Response.json({ id: 'one', status: 'Ready', result: { sample: 'https://storage.comfy.org/a.png' } })
  }
  const shared = {
    services: [{ id: 'comfy-router' as const, key: 'comfyui-team' }],
    team: { key: 'comfyui-team', tokens: [TOKEN] },
    state,
    now,
    gate: budgets.gate,
    observe: (event: OrderEvent) => {
      events.push(event)
      void budgets.observe(event)
    },
  }
  let wake = (): void => undefined
  const asleep = new Promise<void>((done) => (wake = done))
  const still = relayBefore(async (url) => asleep.then(() => answer(url)), { ...shared, pause: () => new Promise(() => undefined) })
  const other = relayBefore(answer, shared)
  const order = post('{"prompt":"timber"}', { authorization: `Bearer ${TOKEN}`, 'idempotency-key': 'a' })
  const first = still.call('/flux/v1/flux-pro-1.0-depth', order)
  await vi.waitUntil(() => still.sent.length > 0)
  time += 5000
  const second = await other.call('/flux/v1/flux-pro-1.0-depth', order)
  wake()
  const { id } = (await second.json()) as { id: string }
  expect(await (await first).json()).toEqual({ id })
  isDone = true
  const asked = { headers: { authorization: `Bearer ${TOKEN}` } }
  for (const { call } of [still, other]) {
    expect(await (await call(`/flux/v1/get_result?id=${id}`, asked)).json()).toMatchObject({ status: 'Ready' })
  }
  await vi.waitUntil(() => events.length >= 2)
  expect(events.map(({ kind }) => kind)).toEqual(['accepted', 'ended'])
  expect(await budgets.usage((events[0]?.kind === 'accepted' && events[0].who.token) || '')).toMatchObject({
    day: { pictures: { used: 1 } },
  })
})

it('does not believe a refusal that says nothing of what was sent before', async () => {
  let time = 1_000_000
  const now = (): number => time
  const names: (string | null)[] = []
  const shared = { services: [{ id: 'comfy-router' as const, key: 'comfyui-team' }], state: memoryState(now), now }
  const still = relayBefore(() => new Promise(() => undefined), { ...shared, pause: () => new Promise(() => undefined) })
  const other = relayBefore(
    () => {
      names.push(other.sent.at(-1)?.headers.get('idempotency-key') ?? null)
      if (names.length === 1) return Response.json({ error: { type: 'rate_limited' } }, { status: 429 })
      return Response.json({ request_id: 'one' }, { status: 201 })
    },
    { ...shared, pause: () => new Promise((done) => setImmediate(done)) },
  )
  const order = post('{"prompt":"timber"}', { 'idempotency-key': 'a' })
  void still.call('/flux/v1/flux-pro-1.0-depth', order)
  await vi.waitUntil(() => still.sent.length > 0)
  time += 5000
  expect((await other.call('/flux/v1/flux-pro-1.0-depth', order)).status).toBe(200)
  expect(names).toEqual([still.sent[0]?.headers.get('idempotency-key'), names[0]])
})
