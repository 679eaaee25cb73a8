// Both programs in one process: the built sandbox in the stand-in Figma, the window's store over the real wire, the stand-in service
// behind a browser's rules, and time in the hands of the test. Only the drawing of pictures is left out: pixels belong in Chromium.

import { createHost, memoryStorage } from '../../playground/host/node.ts'
import type { Host, PluginRun, Storage } from '../../playground/host/types.ts'
import { browserFetch } from '../../playground/service/browser-fetch.ts'
import { type Service, type ServiceOptions, createService } from '../../playground/service/service.ts'
import { chunked } from '../../src/core/chunks.ts'
import { fingerprintOf } from '../../src/core/fingerprint.ts'
import { pictureSize } from '../../src/core/image-size.ts'
import type { Job } from '../../src/core/job.ts'
import type { SandboxApi, UiApi } from '../../src/core/protocol.ts'
import { readList, readRecord } from '../../src/core/read.ts'
import { planFor } from '../../src/core/registration.ts'
import { connect } from '../../src/core/rpc.ts'
import { createStore } from '../../src/ui/store.ts'
import type { Store } from '../../src/ui/store.types.ts'
import type { Answer, Ask } from '../../src/ui/worker/request.ts'
import { type VirtualClock, virtualClock } from './clock.ts'
import { code, frameScript, rules } from './plugin.ts'
import { tinyPng } from './tiny.ts'

export const key = 'sk-canary-0123456789'

export type Window = {
  readonly store: Store
  readonly run: PluginRun
  readonly copied: string[]
  /** The seed that a job's picture was last ordered with, as the canvas or the wire told. */
  seedOf(jobKey: string): number | null
  /** As a person closes it, or as a crash ends it: from this moment nothing of the window runs on. */
  close(): void
  kill(): void
}

export type World = {
  readonly host: Host
  readonly clock: VirtualClock
  readonly service: Service
  readonly storage: Storage
  readonly source: string
  readonly page: string
  /** Everything that left a program: messages, requests, what was stored and copied. */
  readonly leaks: unknown[]
  /** Heard at every crossing: a message either way, a request, an answer. A test may kill the window there. */
  readonly crossings: { heard(what: string): void }
  readonly network: { isOnline: boolean; setOnline(online: boolean): void }
  open(): Promise<Window>
  /** Names of the frames on the page besides the source. */
  frames(): Record<string, unknown>[]
  dispose(): void
}

export type WorldOptions = {
  readonly service?: ServiceOptions
  readonly storage?: Storage
  readonly settings?: Record<string, unknown>
  readonly random?: () => number
  /** The second rung of delivery works: Figma itself may read what the window may not. */
  readonly sandboxReads?: boolean
}

const nameOf = (message: unknown): string => {
  const { kind, method, id } = readRecord(message)
  return `${String(kind)} ${String(method ?? id)}`
}

const never = <T>(): Promise<T> => new Promise<T>(() => {})

/** One colour in the asked size is enough where nobody looks. */
const exportNode = async (_: string, settings: unknown): Promise<Uint8Array> => {
  const { value } = readRecord(readRecord(settings).constraint)
  const width = typeof value === 'number' ? value : 400
  return tinyPng(width, Math.round(width * 0.75))
}

/** What an honest model answers for the source of this world. */
const sent = planFor({ width: 400, height: 300 }, rules)?.sent ?? { width: 1024, height: 768 }
const answer = tinyPng(sent.width, sent.height)

/** Chance that is the same in every world, so that a life can be repeated. */
const plainChance = (): (() => number) => {
  let state = 12_345
  return () => {
    state = (state * 16_807) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** One frame on a page; made once, as thousands of worlds begin with it. */
const sampleFile = async (): Promise<string> => {
  const host = await createHost({ storage: memoryStorage() })
  await host.author<string>(frameScript())
  const file = host.save()
  host.dispose()
  return file
}
let sample: Promise<string> | null = null

export const openWorld = async (options: WorldOptions = {}): Promise<World> => {
  const clock = virtualClock()
  const random = options.random ?? plainChance()
  const storage = options.storage ?? memoryStorage()
  const service = createService({
    keys: [key],
    taskMs: 6000,
    imageCors: true,
    painter: async () => ({ bytes: answer, type: 'image/png', ...sent }),
    measure: async (bytes) => pictureSize(bytes) ?? undefined,
    ...options.service,
    clock,
    random,
  })
  const leaks: unknown[] = []
  const overCors = browserFetch(service.fetch)
  const corsFetch: typeof fetch = async (...request) => {
    clock.note()
    try {
      return await overCors(...request)
    } finally {
      clock.note()
    }
  }
  const host = await createHost({
    storage,
    clock,
    fetch: options.sandboxReads === true ? service.fetch : corsFetch,
    exportNode,
    file: await (sample ??= sampleFile()),
  })
  const [page = { id: '' }] = host.pages()
  const [source = ''] = host.children(page.id)
  host.select([source])
  if (options.settings !== undefined || (await storage.get('settings')) === undefined)
    await storage.set('settings', { version: 1, key, ...options.settings })

  const crossings: World['crossings'] = { heard: () => {} }
  const onlineListeners = new Set<() => void>()
  const network = {
    isOnline: true,
    setOnline: (online: boolean): void => {
      network.isOnline = online
      if (online) for (const listen of [...onlineListeners]) listen()
    },
  }

  const ask = async (request: Ask, signal: AbortSignal, body?: string): Promise<Answer> => {
    leaks.push({ url: request.url, body })
    crossings.heard(`${request.method} ${new URL(request.url).pathname}`)
    const timeout = new AbortController()
    const stop = (): void => timeout.abort()
    signal.addEventListener('abort', stop)
    const timer = clock.setTimeout(stop, request.timeoutMs)
    try {
      if (!network.isOnline) return { kind: 'lost', isBlocked: false, detail: 'TypeError' }
      const response = await answered(request.url, {
        method: request.method,
        headers: request.headers,
        redirect: request.followsRedirects ? 'follow' : 'manual',
        signal: timeout.signal,
        ...(body === undefined ? {} : { body }),
      })
      const retryAfter = response.headers.get('retry-after')
      return {
        kind: 'reply',
        status: response.status >= 300 && response.status < 400 ? 0 : response.status,
        type: response.headers.get('content-type') ?? '',
        retryAfterMs: retryAfter === null ? null : Number(retryAfter) * 1000,
        bytes: new Uint8Array(await response.arrayBuffer()),
      }
    } catch (thrown) {
      if (signal.aborted) throw thrown
      return { kind: 'lost', isBlocked: false, detail: 'TypeError' }
    } finally {
      clock.clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    }
  }

  const answered: typeof fetch = async (...request) => {
    const response = await corsFetch(...request)
    crossings.heard('answer')
    return response
  }

  const seeds = new Map<string, number>()
  const learnSeeds = (list: unknown): void => {
    for (const one of readList(list)) {
      const { key: job, recipe } = readRecord(one)
      const { seed } = readRecord(recipe)
      if (typeof job === 'string' && typeof seed === 'number') seeds.set(job, seed)
    }
  }

  const open = async (): Promise<Window> => {
    let isAlive = true
    /** What a dead window waits for never comes. */
    const living =
      <Args extends unknown[], T>(work: (...args: Args) => Promise<T>) =>
      async (...args: Args): Promise<T> => {
        if (!isAlive) return never<T>()
        const [settled] = await Promise.allSettled([work(...args)])
        if (!isAlive) return never<T>()
        if (settled.status === 'rejected') throw settled.reason
        return settled.value
      }

    const run = await host.run(code, '<p>')
    await new Promise<void>((resolve) => void run.onUi((event) => event.kind === 'show' && resolve()))
    const copied: string[] = []
    const { remote } = connect<SandboxApi, UiApi>(
      chunked({
        post: (message) => {
          leaks.push(message)
          clock.note()
          for (const group of readList(readRecord(readRecord(message).payload).groups)) learnSeeds(readRecord(group).pictures)
          crossings.heard(`to the sandbox: ${nameOf(message)}`)
          if (isAlive) run.post(message)
        },
        listen: (hear) =>
          void run.onMessage((message) => {
            clock.note()
            learnSeeds([...readList(readRecord(readRecord(message).value).tasks), readRecord(message).value])
            crossings.heard(`to the window: ${nameOf(message)}`)
            if (isAlive) hear(message)
          }),
      }),
      { selectionChanged: (selection) => opened.select(selection), sourceChanged: (nodeId) => opened.edited(nodeId) },
    )
    const opened = createStore({
      figma: remote,
      version: 'test',
      tools: {
        compose: living(async ({ bytes }) => ({
          blob: new Blob([new Uint8Array(bytes)]),
          format: 'png' as const,
          fingerprint: fingerprintOf(bytes),
        })),
        convert: living(async () => answer),
        send: living(async () => never<Answer>()),
      },
      time: {
        now: () => clock.now(),
        random,
        isOnline: () => network.isOnline,
        delay: living(
          (ms: number, signal: AbortSignal) =>
            new Promise<void>((resolve, reject) => {
              if (signal.aborted) return reject(new Error('aborted'))
              const stop = (): void => {
                clock.clearTimeout(timer)
                reject(new Error('aborted'))
              }
              const timer = clock.setTimeout(() => {
                signal.removeEventListener('abort', stop)
                resolve()
              }, ms)
              signal.addEventListener('abort', stop, { once: true })
            }),
        ),
        online: living(
          (signal: AbortSignal) =>
            new Promise<void>((resolve, reject) => {
              if (network.isOnline) return resolve()
              const listen = (): void => {
                onlineListeners.delete(listen)
                resolve()
              }
              onlineListeners.add(listen)
              signal.addEventListener(
                'abort',
                () => {
                  onlineListeners.delete(listen)
                  reject(new Error('aborted'))
                },
                { once: true },
              )
            }),
        ),
      },
      network: {
        ask: living((request: Ask, signal: AbortSignal) => ask(request, signal)),
        send: living(({ url, key: secret, fields, imageField }, signal: AbortSignal) =>
          ask(
            {
              url,
              method: 'POST',
              headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' },
              timeoutMs: 120_000,
              followsRedirects: false,
            },
            signal,
            JSON.stringify({ ...fields, [imageField]: Buffer.from(answer).toString('base64') }),
          ),
        ),
      },
      urls: { make: () => 'blob:null/test', drop: () => {} },
      copy: (text) => {
        copied.push(text)
        leaks.push(text)
        return true
      },
      focusPrompt: () => {},
    })
    void remote.load().then(opened.open)
    await clock.settle()
    const end = (how: () => void) => (): void => {
      isAlive = false
      how()
    }
    return {
      store: opened.store,
      run,
      copied,
      seedOf: (job) => seeds.get(job) ?? null,
      close: end(() => run.close()),
      kill: end(() => run.kill()),
    }
  }

  return {
    ...{ host, clock, service, storage, source, page: page.id, leaks, crossings, network, open },
    frames: () =>
      host
        .children(page.id)
        .filter((id) => id !== source)
        .map((id) => host.describe(id))
        .filter((facts) => facts !== null),
    dispose: () => host.dispose(),
  }
}

export const newestJob = (window: Window): Job => {
  const [job] = window.store.jobs.peek()
  if (job === undefined) throw new Error('no job')
  return job
}
