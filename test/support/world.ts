// Both programs in one process: the built sandbox in the stand-in Figma, the window's store over the real wire, the stand-in service under a
// browser's rules, and a clock that the test controls. Only drawing pictures is left out, because pixels are tested in Chromium.

import { memoryStorage } from '../../playground/host/node.ts'
import type { Host, Storage } from '../../playground/host/types.ts'
import { browserFetch } from '../../playground/service/browser-fetch.ts'
import { type Service, type ServiceOptions, createService } from '../../playground/service/service.ts'
import { pictureSize } from '../../src/core/picture/image-size.ts'
import { readRecord } from '../../src/core/base/read.ts'
import { planFor } from '../../src/core/picture/registration.ts'
import { type VirtualClock, virtualClock } from './clock.ts'
import { openHost } from './hosts.ts'
import { type Line, openLine } from './line.ts'
import { frameScript, rules } from './plugin.ts'
import { tinyPng } from './tiny.ts'
import { type Around, type Window, openWindow } from './window.ts'

export const key = 'sk-canary-0123456789'

export type World = {
  readonly host: Host
  readonly clock: VirtualClock
  readonly service: Service
  readonly storage: Storage
  readonly source: string
  readonly page: string
  /** Everything that left a program: messages, requests, stored and copied data. */
  readonly leaks: unknown[]
  /** Called at every crossing: a message in either direction, a request, an answer. A test may kill the window there. */
  readonly crossings: { heard(what: string): void }
  readonly network: Pick<Line, 'isOnline' | 'setOnline'>
  /** `command`: of a relaunch button. */
  open(command?: string): Promise<Window>
  /** The frames on the page other than the source. */
  frames(): Record<string, unknown>[]
  dispose(): void
}

export type WorldOptions = {
  readonly service?: ServiceOptions
  readonly storage?: Storage
  readonly settings?: Record<string, unknown>
  readonly random?: () => number
  /** Called for every export. */
  readonly exported?: () => void
  /** Adds to the source: the body of an author script. */
  readonly body?: string
  /** Whether the second delivery method works: Figma itself can read what the window cannot. */
  readonly sandboxReads?: boolean
  /** Wraps the connection between the window and the service. */
  readonly through?: (service: typeof fetch, clock: VirtualClock) => typeof fetch
}

/** A plain picture of the requested size, since no test here looks at pixels. */
async function exportNode(_: string, settings: unknown): Promise<Uint8Array> {
  const { value } = readRecord(readRecord(settings).constraint)
  const width = typeof value === 'number' ? value : 400
  return tinyPng(width, Math.round(width * 0.75))
}

/** What a model returns for the source of this world. */
const sent = planFor({ width: 400, height: 300 }, rules)?.sent ?? { width: 1024, height: 768 }
const answer = tinyPng(sent.width, sent.height)

/** Random numbers that are the same in every world, so that a life can be repeated. */
function plainChance(): () => number {
  let state = 12_345
  return () => {
    state = (state * 16_807) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** One frame on a page. Made only once, because thousands of worlds begin with it. */
async function sampleFile(body: string): Promise<string> {
  const host = await openHost()
  await host.author<string>(frameScript(body))
  const file = host.save()
  host.dispose()
  return file
}

const samples = new Map<string, Promise<string>>()

function sampleOf(body: string): Promise<string> {
  const file = samples.get(body) ?? sampleFile(body)
  samples.set(body, file)
  return file
}

function serviceOf(options: WorldOptions, clock: VirtualClock, random: () => number): Service {
  return createService({
    keys: [key],
    taskMs: 6000,
    imageCors: true,
    painter: async () => ({ bytes: answer, type: 'image/png', ...sent }),
    measure: async (bytes) => pictureSize(bytes) ?? undefined,
    ...options.service,
    clock,
    random,
  })
}

/** Reports the start and the end of every request to the clock. */
function noted(clock: VirtualClock, fetching: typeof fetch): typeof fetch {
  return async (...request) => {
    clock.note()
    try {
      return await fetching(...request)
    } finally {
      clock.note()
    }
  }
}

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const clock = virtualClock()
  const random = options.random ?? plainChance()
  const storage = options.storage ?? memoryStorage()
  const service = serviceOf(options, clock, random)
  const leaks: unknown[] = []
  const corsFetch = noted(clock, browserFetch(options.through?.(service.fetch, clock) ?? service.fetch))
  const host = await openHost({
    storage,
    clock,
    fetch: options.sandboxReads === true ? service.fetch : corsFetch,
    exportNode: (id, asked) => {
      options.exported?.()
      return exportNode(id, asked)
    },
    file: await sampleOf(options.body ?? ''),
  })
  const [page = { id: '' }] = host.pages()
  const [source = ''] = host.children(page.id)
  host.select([source])
  if (options.settings !== undefined || (await storage.get('settings')) === undefined)
    await storage.set('settings', { version: 1, key, ...options.settings })

  const crossings: World['crossings'] = { heard: () => {} }
  const hear = (what: string): void => crossings.heard(what)
  const line = openLine(clock, corsFetch, { hear, leaks })
  const around: Around = { host, clock, line, random, hear, leaks, picture: answer, seeds: new Map() }

  return {
    host,
    clock,
    service,
    storage,
    source,
    page: page.id,
    leaks,
    crossings,
    network: line,
    open: (command) => openWindow(around, command),
    frames: () =>
      host
        .children(page.id)
        .filter((id) => id !== source)
        .map((id) => host.describe(id))
        .filter((facts) => facts !== null),
    dispose: () => host.dispose(),
  }
}
