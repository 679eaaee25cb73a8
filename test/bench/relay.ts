// One relay process under load, compared with a plain pipe that carries the same bytes alternately with it.

import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { fileURLToPath } from 'node:url'
import { makeSign } from '../../relay/secret.ts'
import { type Figure, inMs, median, ratio } from './figure.ts'
import { pictureBytes, type Usage } from './relay-child.ts'

const rounds = 5
const downloadsAtOnce = 200
export const pollsPerSecond = 500
const mostOpen = 100
const secret = 'secret-of-the-bench'

export type Child = { readonly url: string; readonly use: () => Promise<Usage>; readonly end: () => void }
type Round = { readonly wallMs: number; readonly pollMs: readonly number[] } & Usage

export async function start(role: string, target = '', more: Readonly<Record<string, string>> = {}): Promise<Child> {
  const child: ChildProcess = fork(fileURLToPath(new URL('relay-child.ts', import.meta.url)), [role, target], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, PORT: '0', UPSTREAM_URL: target, IMAGE_HOSTS: target, PICTURE_SECRET: secret, ...more },
  })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return {
    url: `http://127.0.0.1:${port}`,
    use: async () => {
      child.send('use')
      return ((await once(child, 'message')) as [Usage])[0]
    },
    end: () => child.disconnect(),
  }
}

const agent = new Agent({ keepAlive: true })

/** Resolves with the number of bytes received; all are read and none kept. */
function fetchBytes(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { authorization: 'Bearer sk-bench' } }, (answer) => {
      let bytes = 0
      answer.on('data', (part: Buffer) => (bytes += part.length))
      answer.on('end', () => (answer.statusCode === 200 ? resolve(bytes) : reject(new Error(`HTTP ${answer.statusCode}`))))
      answer.on('error', reject)
    }).on('error', reject)
  })
}

/** Polls the URLs in turn at a steady pace until `stop`, which returns how long each answer took. Polls are skipped while a server is behind. */
export function poll(urls: readonly string[]): { readonly stop: () => Promise<readonly number[]> } {
  const asked: Promise<number>[] = []
  let [due, open] = [performance.now(), 0]
  const ask = async (): Promise<number> => {
    const at = performance.now()
    open += 1
    await fetchBytes(`${urls[asked.length % urls.length]}/flux/v1/get_result?id=a`)
    open -= 1
    return performance.now() - at
  }
  const timer = setInterval(() => {
    for (; due <= performance.now(); due += 1000 / pollsPerSecond) if (open < mostOpen) asked.push(ask())
  }, 5)
  return {
    stop: () => {
      clearInterval(timer)
      return Promise.all(asked)
    },
  }
}

async function measure(child: Child, work: () => Promise<unknown>): Promise<Round> {
  const before = await child.use()
  const began = performance.now()
  const polling = poll([child.url])
  await work()
  const pollMs = await polling.stop()
  const wallMs = performance.now() - began
  const { cpuMs, peakBytes } = await child.use()
  return { wallMs, cpuMs: cpuMs - before.cpuMs, peakBytes, pollMs }
}

function downloads(address: string) {
  return async (): Promise<void> => {
    const bytes = await Promise.all(Array.from({ length: downloadsAtOnce }, () => fetchBytes(address)))
    if (bytes.some((one) => one !== pictureBytes)) throw new Error('a picture was cut off')
  }
}

function pace(those: readonly Round[]): string {
  const [polls, ms] = those.reduce(([count, sum], { pollMs, wallMs }) => [count + pollMs.length, sum + wallMs], [0, 0])
  return `${polls} polls, ${Math.round((polls * 1000) / ms)} a second`
}

function twoSeconds(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2000))
}

export async function relayFigures(): Promise<readonly Figure[]> {
  const service = await start('service')
  const children = { relay: await start('relay', service.url), pipe: await start('pipe', service.url) }
  const signed = await makeSign(secret).sign('url', `${service.url}/picture`, Date.now() / 1000 + 3600)
  const load = { relay: downloads(`${children.relay.url}/flux/v1/picture?${signed}`), pipe: downloads(`${children.pipe.url}/picture`) }
  const loaded: Record<'relay' | 'pipe', Round[]> = { relay: [], pipe: [] }
  const idle: Record<'relay' | 'pipe', Round[]> = { relay: [], pipe: [] }
  const peaks: number[] = []
  try {
    for (let round = -2; round < rounds; round++) {
      for (const name of ['relay', 'pipe'] as const) {
        const both = await measure(children[name], load[name])
        const calm = await measure(children[name], twoSeconds)
        // The first rounds warm up: compiled code, grown buffers.
        if (round < 0) continue
        loaded[name].push(both)
        idle[name].push(calm)
        if (name === 'relay') peaks.push(both.peakBytes)
      }
    }
  } finally {
    for (const child of [children.relay, children.pipe, service]) child.end()
    agent.destroy()
  }
  const of = (those: readonly Round[], what: 'wallMs' | 'cpuMs'): readonly number[] => those.map((one) => one[what])
  const slowest = (those: readonly Round[]): readonly number[] =>
    those.map(({ pollMs }) => [...pollMs].sort((a, b) => a - b)[Math.floor(pollMs.length * 0.99)] ?? 0)
  const MB = (bytes: number): number => bytes / 1_000_000
  const [warm = 0, most] = [peaks[0], Math.max(...peaks)]
  const title = `${downloadsAtOnce} downloads of 2 MB at once`
  const share = median(idle.relay.map(({ cpuMs, wallMs }) => cpuMs / wallMs))
  return [
    ratio(`${title}: CPU of the relay, over a plain pipe`, of(loaded.relay, 'cpuMs'), of(loaded.pipe, 'cpuMs'), 1.5),
    ratio(`${title}: time, over a plain pipe`, of(loaded.relay, 'wallMs'), of(loaded.pipe, 'wallMs'), 1.5),
    ratio(`${title}: slowest poll but 1 in 100, over a plain pipe`, slowest(loaded.relay), slowest(loaded.pipe), 1.5),
    {
      name: `${title}: peak of memory, gained since warm`,
      measured: MB(most - warm),
      limit: 30,
      unit: 'MB',
      from: `${MB(warm).toFixed(0)} MB, then at most ${MB(most).toFixed(0)} MB`,
    },
    // The pipe parses nothing; the relay checks, parses and rewrites. The share of a core is what counts.
    ratio(`${pollsPerSecond} polls a second: CPU of the relay, over a plain pipe`, of(idle.relay, 'cpuMs'), of(idle.pipe, 'cpuMs'), 3),
    { name: `${pollsPerSecond} polls a second: share of a core`, measured: share, limit: 0.6, unit: '×', from: pace(idle.relay) },
    {
      name: `${pollsPerSecond} polls a second: slowest poll but 1 in 100`,
      measured: median(slowest(idle.relay)),
      limit: 100,
      unit: 'ms',
      from: `${inMs(median(slowest(idle.pipe)))} by the pipe`,
    },
  ]
}
