// The relay under load, one process of it, against a plain pipe that carries the same bytes in turns with it.

import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { fileURLToPath } from 'node:url'
import { makeSign } from '../../relay/secret.ts'
import { type Figure, median, ratio } from './figure.ts'
import { pictureBytes, type Usage } from './relay-child.ts'

const rounds = 5
const downloadsAtOnce = 200
const pollsPerSecond = 500
const secret = 'secret-of-the-bench'

type Child = { readonly url: string; readonly use: () => Promise<Usage>; readonly end: () => void }
type Round = { readonly wallMs: number; readonly cpuMs: number; readonly pollMs: readonly number[] }

const start = async (role: string, target = ''): Promise<Child> => {
  const child: ChildProcess = fork(fileURLToPath(new URL('relay-child.ts', import.meta.url)), [role, target], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, PORT: '0', UPSTREAM_URL: target, IMAGE_HOSTS: target, PICTURE_SECRET: secret },
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

/** Resolves with the bytes that came, all read and none held. */
const fetchBytes = (url: string): Promise<number> =>
  new Promise((resolve, reject) => {
    get(url, { agent, headers: { authorization: 'Bearer sk-bench' } }, (answer) => {
      let bytes = 0
      answer.on('data', (part: Buffer) => (bytes += part.length))
      answer.on('end', () => (answer.statusCode === 200 ? resolve(bytes) : reject(new Error(`HTTP ${answer.statusCode}`))))
      answer.on('error', reject)
    }).on('error', reject)
  })

/** Asks at a steady pace until told to stop; how long each answer took. */
const poll = (url: string): { readonly stop: () => Promise<readonly number[]> } => {
  const asked: Promise<number>[] = []
  const began = performance.now()
  const timer = setInterval(() => {
    // What the timer missed is made up for, so that the pace holds under load.
    while (asked.length < ((performance.now() - began) / 1000) * pollsPerSecond) {
      const at = performance.now()
      asked.push(fetchBytes(`${url}/flux/v1/get_result?id=a`).then(() => performance.now() - at))
    }
  }, 5)
  return {
    stop: () => {
      clearInterval(timer)
      return Promise.all(asked)
    },
  }
}

const measure = async (child: Child, work: () => Promise<unknown>): Promise<Round> => {
  const before = await child.use()
  const began = performance.now()
  const polling = poll(child.url)
  await work()
  const pollMs = await polling.stop()
  const wallMs = performance.now() - began
  return { wallMs, cpuMs: (await child.use()).cpuMs - before.cpuMs, pollMs }
}

const downloads = (address: string) => async (): Promise<void> => {
  const bytes = await Promise.all(Array.from({ length: downloadsAtOnce }, () => fetchBytes(address)))
  if (bytes.some((one) => one !== pictureBytes)) throw new Error('a picture was cut off')
}

const twoSeconds = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2000))

export const relayFigures = async (): Promise<readonly Figure[]> => {
  const service = await start('service')
  const children = { relay: await start('relay', service.url), pipe: await start('pipe', service.url) }
  const signed = await makeSign(secret).sign('url', `${service.url}/picture`, Date.now() / 1000 + 3600)
  const load = { relay: downloads(`${children.relay.url}/flux/v1/picture?${signed}`), pipe: downloads(`${children.pipe.url}/picture`) }
  const loaded: Record<'relay' | 'pipe', Round[]> = { relay: [], pipe: [] }
  const idle: Record<'relay' | 'pipe', Round[]> = { relay: [], pipe: [] }
  const rss: number[] = []
  try {
    for (let round = -2; round < rounds; round++) {
      for (const name of ['relay', 'pipe'] as const) {
        const both = await measure(children[name], load[name])
        const sampled = (await children.relay.use()).rssBytes
        // The first rounds warm up: compiled code, grown buffers.
        if (round < 0) continue
        loaded[name].push(both)
        rss.push(sampled)
        idle[name].push(await measure(children[name], twoSeconds))
      }
    }
  } finally {
    for (const child of [children.relay, children.pipe, service]) child.end()
    agent.destroy()
  }
  const of = (those: readonly Round[], what: 'wallMs' | 'cpuMs'): readonly number[] => those.map((one) => one[what])
  const polls = loaded.relay.flatMap(({ pollMs }) => pollMs).sort((a, b) => a - b)
  const idlePolls = idle.relay.flatMap(({ pollMs }) => pollMs).sort((a, b) => a - b)
  const [least, most] = [Math.min(...rss), Math.max(...rss)]
  const MB = (bytes: number): number => bytes / 1_000_000
  const title = '200 downloads of 2 MB at once and 500 polls/s'
  const core = of(idle.relay, 'cpuMs').map((cpuMs, i) => cpuMs / (of(idle.relay, 'wallMs')[i] ?? 1))
  return [
    ratio(`${title}: CPU of the relay over a plain pipe`, of(loaded.relay, 'cpuMs'), of(loaded.pipe, 'cpuMs'), 2),
    ratio(`${title}: time over a plain pipe`, of(loaded.relay, 'wallMs'), of(loaded.pipe, 'wallMs'), 1.5),
    {
      name: `${title}: memory, most less least`,
      measured: MB(most - least),
      limit: 30,
      unit: 'MB',
      from: `${MB(least).toFixed(0)} to ${MB(most).toFixed(0)} MB`,
    },
    {
      name: `${title}: slowest poll but 1 in 100`,
      measured: polls[Math.floor(polls.length * 0.99)] ?? Number.NaN,
      limit: 1000,
      unit: 'ms',
      from: `${polls.length} polls`,
    },
    { name: '500 polls/s alone: share of a core', measured: median(core), limit: 0.6, unit: '×', from: `${idlePolls.length} polls` },
    {
      name: '500 polls/s alone: slowest poll but 1 in 100',
      measured: idlePolls[Math.floor(idlePolls.length * 0.99)] ?? Number.NaN,
      limit: 100,
      unit: 'ms',
    },
  ]
}
