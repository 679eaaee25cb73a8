// The world of the journeys: one Chromium, one page server, one TLS stand-in that plays the production hosts, and one relay. Each journey gets a
// fresh browser context and a service of its own, identified by the key.

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launch } from '../../playground/chromium.ts'
import type { SceneName } from '../../playground/scenes/scenes.ts'
import { bundlePage } from '../../playground/serve/bundle.ts'
import { type Handler, listenOn } from '../../playground/serve/listen.ts'
import { createPageServer } from '../../playground/serve/page-server.ts'
import { listen } from '../../playground/service/listen.ts'
import { createService, type Service } from '../../playground/service/service.ts'
import type { Settings } from '../../playground/service/settings.ts'
import { createRelay } from '../../relay/relay.ts'
import { hut } from './frames.ts'
import { makeJourney, type Journey } from './journey.ts'
import { leaksOf } from './leaks.ts'
import { makePool } from './pool.ts'

export const productionUrl = 'https://api.cometapi.com'
export const relayUrl = 'http://localhost:8787'

export type PlayOptions = {
  readonly scene?: SceneName
  /** An author script that returns the ids to select; by default it draws a small frame. Null selects the sample of the scene. */
  readonly author?: string | null
  readonly service?: Partial<Settings>
  /** What is stored besides the key; null for a first start. */
  readonly settings?: Readonly<Record<string, unknown>> | null
  /** Answers in place of the service, unless it returns null. */
  readonly answer?: (request: Request) => Response | null
  /** Handles the relay's address in place of the default relay to CometAPI. */
  readonly relay?: Handler
  /** Uses a new page, for tests of what a page keeps: preflights, connections. By default a used page is emptied. */
  readonly isFresh?: boolean
  /** Problems that this journey causes on purpose. */
  readonly allows?: RegExp
}

type Guest = { readonly key: string; readonly service: Service } & { readonly [K in 'answer' | 'relay']: PlayOptions[K] }

export type Stage = {
  readonly browser: Browser
  /** Opens the plugin on an empty document with empty storage, plays the journey, then checks for problems and for leaks of the key. */
  readonly play: (options: PlayOptions, act: (journey: Journey) => Promise<void>) => Promise<void>
  readonly close: () => Promise<void>
}

/** Tasks of this kind were fast so far, so the plugin polls soon. */
const durations = { 'flux-pro-1-0-depth 50 4': [0.3, 0.3, 0.3, 0.3], 'flux-pro-1-0-depth 50 3': [0.3, 0.3, 0.3, 0.3] }

function json(status: number, body: unknown): Response {
  return Response.json(body, {
    status,
    headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization,content-type' },
  })
}

function makeRouter() {
  const guests = new Set<Guest>()
  const strangers: string[] = []
  const nobody = (request: Request): Response => {
    strangers.push(`Nobody's request: ${request.method} ${request.url}`)
    return json(401, { error: { message: 'nobody here has this key' } })
  }
  const api = async (request: Request): Promise<Response> => {
    if (request.method === 'OPTIONS') {
      // A preflight carries no key, so every service receives it; all answer alike.
      const answers = await Promise.all([...guests].map(({ service }) => service.api.fetch(request.clone())))
      return answers[0] ?? nobody(request)
    }
    const guest = [...guests].find(({ key }) => request.headers.get('authorization') === `Bearer ${key}`)
    if (!guest) return nobody(request)
    const instead = guest.answer?.(request)
    if (instead) await guest.service.api.fetch(request.clone()).catch(() => null)
    return instead ?? guest.service.api.fetch(request)
  }
  const images = async (request: Request): Promise<Response> => {
    // The tab in which a user opens a picture requests this automatically.
    if (new URL(request.url).pathname === '/favicon.ico') return new Response(null, { status: 404 })
    const [, , id = ''] = new URL(request.url).pathname.split('/')
    const guest = [...guests].find(({ service }) => service.tasks.find(id))
    return guest ? guest.service.images.fetch(request) : nobody(request)
  }
  // A relay's picture is requested without a key, so only one journey with a relay of its own may run at a time.
  const relayOr =
    (usual: Handler): Handler =>
    (request) =>
      ([...guests].find(({ relay }) => relay)?.relay ?? usual)(request)
  return { guests, strangers, api, images, relayOr }
}

/** Two pages at once, because more would only wait for the two cores. A page takes seconds to start, so it is emptied and reused. */
function makeSeats(browser: Browser) {
  type Seat = { page: Page | null }
  const onSeat = makePool<Seat>([{ page: null }, { page: null }])
  const leave = async (seat: Seat): Promise<void> => {
    await seat.page?.context().close()
    seat.page = null
  }
  const sit = async (seat: Seat): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 960, height: 740 }, reducedMotion: 'reduce' })
    return (seat.page = await context.newPage())
  }
  return (isFresh: boolean, work: (page: Page) => Promise<void>): Promise<void> =>
    onSeat(async (seat) => {
      if (isFresh) await leave(seat)
      try {
        await work(seat.page ?? (await sit(seat)))
      } catch (error) {
        // A page on which something failed is not reused.
        await leave(seat)
        throw error
      }
    })
}

/** The only servers that the browser can reach. */
async function startServers({ api, images, relayOr }: ReturnType<typeof makeRouter>) {
  const sockets = await listen({ ...createService(), api: { fetch: api }, images: { fetch: images } }, { tls: true })
  const inside = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    return new URL(request.url).hostname.endsWith('.bfl.ai') ? images(request) : api(request)
  }
  const relay = createRelay({ upstreamUrl: productionUrl, fetch: inside })
  const relaying = await listenOn(relayOr(relay.fetch), 0)
  const config = { isSimulated: false, baseUrl: productionUrl, key: '', remembersPictures: true }
  const serving = await listenOn(createPageServer(await bundlePage(), config, null).fetch, 0)
  return {
    address: `http://localhost:${serving.port}/`,
    hostRules: [
      sockets.hostRules,
      `MAP localhost:8787 127.0.0.1:${relaying.port}`,
      `MAP localhost:${serving.port} 127.0.0.1:${serving.port}`,
      // Requests to any other host fail, and are reported.
      'MAP * ~NOTFOUND',
    ].join(', '),
    close: () => Promise.all([sockets.close(), relaying.close(), serving.close()]),
  }
}

/** Opens the plugin with the requested document and storage. */
async function open(page: Page, address: string, options: PlayOptions, { key, service }: Guest): Promise<Journey> {
  const { scene = 'building', author = hut, settings = {}, allows } = options
  const journey = await makeJourney({ page, service, key, address: `${address}?scene=${scene}`, ...(allows ? { allows } : {}) })
  const stored = settings && { version: 1, key, baseUrl: productionUrl, ...settings }
  await page.evaluate(
    async ([kept, known, script, name]) => {
      const { playground } = globalThis
      if (!playground) throw new Error('no playground')
      if (kept) await playground.storage.set('settings', kept)
      await playground.storage.set('durations', known)
      const sample = playground.sample(name)
      const ids = script === null ? [sample ?? ''] : await playground.host.author<string[]>(script)
      playground.select(ids)
    },
    [stored, durations, author, scene] as const,
  )
  await journey.reopen()
  return journey
}

let counter = 0

export async function startStage(): Promise<Stage> {
  const router = makeRouter()
  const { guests, strangers } = router
  const servers = await startServers(router)
  const browser = await launch([`--host-resolver-rules=${servers.hostRules}`, '--ignore-certificate-errors'])
  const onSeat = makeSeats(browser)

  return {
    browser,
    play: (options, act) =>
      onSeat(options.isFresh ?? false, async (page) => {
        const key = `sk-canary-${++counter}-7f3e9a`
        const service = createService({ taskMs: 0, imageCors: true, paint: 'identity', keys: [key], ...options.service })
        const guest: Guest = { key, service, answer: options.answer, relay: options.relay }
        guests.add(guest)
        try {
          const journey = await open(page, servers.address, options, guest)
          await act(journey)
          const problems = [...(await journey.problems()), ...(await leaksOf(journey)), ...strangers.splice(0)]
          if (problems.length > 0) throw new Error(`The journey went well, but:\n${problems.join('\n')}`)
          journey.leave()
        } finally {
          guests.delete(guest)
        }
      }),
    close: async () => {
      await browser.close()
      await servers.close()
    },
  }
}

const shared = globalThis as { depthRestyleStage?: Promise<Stage> }

/**
 * One stage for all test files of this process, because a browser, its servers and a page take seconds to start. Modules are reloaded for each
 * file, so the stage is kept outside of them. It ends with the process.
 */
export function useStage(): Pick<Stage, 'play'> {
  beforeAll(async () => void (await (shared.depthRestyleStage ??= startStage())))
  return { play: async (options, act) => (await (shared.depthRestyleStage ??= startStage())).play(options, act) }
}

/**
 * One journey for all tests of a `describe`: each `it` continues where the previous one ended.
 * The journey is checked for problems and leaks after the last one.
 */
export function useStory(options: PlayOptions): () => Journey {
  const { play } = useStage()
  let journey: Journey | null = null
  let end = (): void => undefined
  let told: Promise<void> = Promise.resolve()
  beforeAll(async () => {
    const isOver = new Promise<void>((resolve) => (end = resolve))
    await new Promise<void>((resolve, reject) => {
      told = play(options, async (begun) => {
        journey = begun
        resolve()
        await isOver
      })
      told.catch(reject)
    })
  })
  afterAll(async () => {
    end()
    await told
  })
  return () => {
    if (journey === null) throw new Error('the story has not begun')
    return journey
  }
}
