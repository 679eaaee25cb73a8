/** The stand-in service: a faithful CometAPI and the picture host behind it, in memory. `listen.ts` opens ports for it. */
import type { Hono } from 'hono'
import { createApi, type World } from './api.ts'
import { createFaults, type Faults } from './faults.ts'
import { createImages } from './images.ts'
import { measureWithSharp, type Measure } from './picture-issues.ts'
import type { Received } from './record.ts'
import { defaults, wallClock, type Clock, type Settings } from './settings.ts'
import { createStudio } from './studio.ts'
import { createTasks, type Paint, type Task, type Tasks } from './tasks.ts'

export type ServiceOptions = Partial<Settings> & {
  readonly clock?: Clock
  readonly random?: () => number
  readonly painter?: Paint
  /** Measures received pictures. Default: sharp, which needs real time. */
  readonly measure?: Measure
}

export type Service = {
  readonly settings: Settings
  readonly faults: Faults
  readonly tasks: Tasks
  /** Every request as it came, in order. */
  readonly requests: Received[]
  /** Every task that was accepted and therefore paid for. */
  readonly accepted: readonly Task[]
  readonly submits: () => Received[]
  readonly api: { readonly fetch: Handler }
  readonly images: { readonly fetch: Handler }
  /** Both origins without sockets: the URL decides which one answers. Follows redirects, as fetch does. */
  readonly fetch: typeof fetch
}

export type Handler = (request: Request) => Promise<Response>

export function createService({
  clock = wallClock,
  random = Math.random,
  painter,
  measure = measureWithSharp,
  ...given
}: ServiceOptions = {}): Service {
  const settings: Settings = { ...structuredClone(defaults), ...given }
  const faults = createFaults()
  const tasks = createTasks(clock, random, settings, painter ?? createStudio(settings))
  const world: World = { settings, clock, faults, tasks, measure, requests: [] }
  const api = handler(createApi(world))
  const images = handler(createImages(world))

  const route = (request: Request): Promise<Response> => (request.url.startsWith(`${settings.imageBase}/`) ? images(request) : api(request))

  return {
    settings,
    faults,
    tasks,
    requests: world.requests,
    accepted: tasks.accepted,
    submits: () => world.requests.filter(({ kind }) => kind === 'submit'),
    api: { fetch: api },
    images: { fetch: images },
    fetch: (input, init) => follow(route, new Request(input, init)),
  }
}

function handler(app: Pick<Hono, 'fetch'>): Handler {
  return async (request) => app.fetch(request)
}

/** Fails as fetch does: a lost connection is a TypeError, and an abort gives the signal's reason. */
async function follow(route: Handler, request: Request): Promise<Response> {
  const { signal } = request
  try {
    signal.throwIfAborted()
    const response = await route(request)
    signal.throwIfAborted()
    const location =
      request.redirect === 'follow' && response.status > 300 && response.status < 400 ? response.headers.get('location') : null
    return location === null ? response : await follow(route, new Request(new URL(location, request.url), { signal }))
  } catch (error) {
    if (signal.aborted) throw signal.reason
    throw error instanceof TypeError ? error : new TypeError('fetch failed', { cause: error })
  }
}
