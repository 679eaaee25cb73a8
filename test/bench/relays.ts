// Three relays with a shared state compared with a lone relay under the same polls; and how soon the plugin learns what a relay knows.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { makeWait } from '../../src/ui/service/wait.ts'
import { type HttpRequest, type HttpResult, request } from '../../src/ui/service/request.ts'
import { lognormal, seeded } from '../support/chance.ts'
import { startRedis } from '../support/redis.ts'
import { type Figure, inMs, median, ratio } from './figure.ts'
import { type Child, poll, pollsPerSecond, start } from './relay.ts'

const rounds = 5
const roundMs = 2000

type Group = { readonly children: readonly Child[]; readonly cpuMs: number[] }

async function cpuOf(children: readonly Child[]): Promise<number> {
  const used = await Promise.all(children.map(({ use }) => use()))
  return used.reduce((sum, { cpuMs }) => sum + cpuMs, 0)
}

async function group(size: number, role: string, target: string, more: Readonly<Record<string, string>> = {}): Promise<Group> {
  return { children: await Promise.all(Array.from({ length: size }, () => start(role, target, more))), cpuMs: [] }
}

/** Plain pipes are measured as well, to show what three processes cost instead of one, whatever they do. */
export async function relaysFigures(): Promise<readonly Figure[]> {
  const state = await startRedis()
  const service = await start('service')
  const one = await group(1, 'relay', service.url)
  const apart = await group(3, 'relay', service.url)
  const shared = await group(3, 'relay', service.url, { STATE_URL: state.url })
  const pipe = await group(1, 'pipe', service.url)
  const pipes = await group(3, 'pipe', service.url)
  const all = [one, apart, shared, pipe, pipes]
  try {
    for (let round = -2; round < rounds; round++) {
      for (const { children, cpuMs } of all) {
        const before = await cpuOf(children)
        const polling = poll(children.map(({ url }) => url))
        await pause(roundMs)
        const count = (await polling.stop()).length
        // The first rounds warm up: compiled code, grown buffers. CPU is scaled to the full number of polls, because a slow machine sends fewer.
        if (round >= 0) cpuMs.push(((await cpuOf(children)) - before) * ((pollsPerSecond * roundMs) / 1000 / count))
      }
    }
  } finally {
    for (const child of [...all.flatMap(({ children }) => children), service]) child.end()
    await state.kill()
  }
  const title = `${pollsPerSecond} polls a second: CPU of three relays`
  const whole = ratio(`${title} on one state, over one alone`, shared.cpuMs, one.cpuMs, 1.3)
  const byPipes = (median(pipes.cpuMs) / median(pipe.cpuMs)).toFixed(2)
  return [
    { ...whole, from: `${whole.from}; three plain pipes over one: ${byPipes} ×` },
    ratio(`${title} on one state, over three that share nothing`, shared.cpuMs, apart.cpuMs, 1.3),
  ]
}

const orders = 40

/** A service with tasks of various durations, which records when it first reported each as ready. */
async function openService() {
  const random = seeded(20_250_117)
  const lasts = lognormal(random, 4, 0.5)
  const tasks: { readonly until: number; knownAt: number | null }[] = []
  const server = createServer((request, response) => {
    const say = (body: object): void => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (request.method === 'POST') {
      request.resume().on('end', () => say({ id: `task-${tasks.push({ until: performance.now() + lasts() * 1000, knownAt: null }) - 1}` }))
      return
    }
    const id = /id=(task-(\d+))/.exec(request.url ?? '')
    const task = tasks[Number(id?.[2])]
    if (!task || performance.now() < task.until) return say({ id: id?.[1], status: 'Pending', result: null })
    say({ id: id?.[1], status: 'Ready', result: { sample: 'http://localhost/picture' } })
    task.knownAt ??= performance.now()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tasks, server }
}

/** The plugin's own polling against a real relay process. */
export async function heldFigures(): Promise<readonly Figure[]> {
  const { url, tasks, server } = await openService()
  const relay = await start('relay', url)
  const account = { baseUrl: relay.url, key: 'sk-bench' }
  const lags: number[] = []
  let asked = 0
  const time = {
    now: Date.now,
    random: Math.random,
    isOnline: () => true,
    online: async () => undefined,
    delay: (ms: number) => pause(ms),
  }
  const ask = (question: HttpRequest, signal: AbortSignal): Promise<HttpResult> => {
    asked += 1
    return request(question, { seen: new Set() }, signal)
  }
  const wait = makeWait({ ask }, time, () => account, { isRelay: () => true })
  const live = async (i: number): Promise<void> => {
    await pause(i * 150)
    const headers = { authorization: `Bearer ${account.key}`, 'content-type': 'application/json' }
    const submitted = await fetch(`${relay.url}/flux/v1/flux-pro-1.0-depth`, { method: 'POST', headers, body: `{"prompt":"${i}"}` })
    const { id } = (await submitted.json()) as { id: string }
    const watch = { progressed: () => undefined, paused: () => undefined }
    await wait({ remoteId: id, acceptedAt: Date.now() }, { median: 8, spread: 0.5 }, watch, new AbortController().signal)
    lags.push(performance.now() - (tasks[Number(id.slice(5))]?.knownAt ?? 0))
  }
  try {
    await Promise.all(Array.from({ length: orders }, (_, i) => live(i)))
  } finally {
    relay.end()
    server.close()
    server.closeAllConnections()
  }
  const slowest = Math.max(...lags)
  const from = `${orders} orders, the slowest after ${inMs(slowest)}`
  return [
    { name: 'a relay knows to the plugin knows, median', measured: median(lags), limit: 50, unit: 'ms', from },
    { name: 'questions of a plugin behind a relay, an order', measured: asked / orders, limit: 2, unit: 'requests', from },
  ]
}
