/** Starts the relay on Node: the server with its limits, and the timer that looks after kept pictures and abandoned orders. */
import { createServer } from 'node:http'
import type { Config, KeepConfig } from '../config.ts'
import { openedToPages } from '../cors.ts'
import { directoryStore } from '../keep/directory.ts'
import { memoryStore } from '../keep/memory.ts'
import type { Store } from '../keep/store.ts'
import { makeCommon } from '../operate/common.ts'
import { makeMetrics } from '../operate/metrics.ts'
import { refuse, tooManyRequests } from '../problem.ts'
import type { RelayOptions } from '../options.ts'
import { createRelay } from '../relay.ts'
import { graphNamed } from './graph-file.ts'
import { lacksOf } from './lacks.ts'
import { listenerOf, type Bounds } from './listener.ts'
import { openState } from './open-state.ts'
import { makePictureFetch } from './picture-fetch.ts'
import { refuseUnread } from './unread.ts'
import { hearSocket } from './web-socket.ts'
import { makeServiceFetch } from './service-fetch.ts'

/** `lacks`: one sentence for everything that the services lack to work. */
export type Started = { readonly port: number; readonly lacks: readonly string[]; readonly close: () => Promise<void> }
export type Extras = Partial<RelayOptions> & {
  readonly sweepEveryMs?: number
  readonly headersTimeoutMs?: number
  readonly bounds?: Partial<Bounds & { readonly connections: number }>
}

const usualBounds: Bounds & { readonly connections: number } = {
  connections: 2000,
  mostAtOnce: 1000,
  busy: () => openedToPages(refuse(tooManyRequests, 1)),
  stillMs: 20_000,
  allMs: 120_000,
  lingerMs: 5000,
}

async function openStore({ dir, s3 }: KeepConfig): Promise<Store> {
  if (s3) return (await import('../keep/s3.ts')).s3Store(s3)
  return dir === undefined ? memoryStore() : directoryStore(dir)
}

/**
 * Throws Node's own error when it cannot listen, and a sentence when it cannot keep pictures. `close` lets running requests finish, as they
 * may have been paid for.
 */
export async function startRelay(config: Config, extras: Extras = {}): Promise<Started> {
  const { sweepEveryMs = 5_000, headersTimeoutMs = 30_000, bounds, ...more } = extras
  const { connections, ...listening } = { ...usualBounds, ...bounds }
  const { keep, port, host, ...options } = config
  const store = keep && (await openStore(keep))
  const place = config.stateUrl === undefined ? undefined : await store?.place?.()
  const { state, ...shared } = await openState(config)
  const common = makeCommon(config, { state, metrics: makeMetrics(), log: extras.log })
  const relay = createRelay({
    ...options,
    fetch: makeServiceFetch(),
    socket: hearSocket,
    ...(options.services.some(({ id }) => id === 'comfyui') ? { graph: await graphNamed(options.comfyuiGraph) } : {}),
    pictureFetch: makePictureFetch(),
    ...shared,
    ...common.options,
    ...(keep && store ? { keep: { ...keep, store, place } } : {}),
    ...more,
  })
  const listener = listenerOf((request) => relay.fetch(request), listening)
  const server = createServer(
    {
      headersTimeout: headersTimeoutMs,
      requestTimeout: 120_000,
      connectionsCheckingInterval: Math.min(5000, headersTimeoutMs),
      // Longer than any browser or proxy keeps an idle connection, so that it is never us who close it just as the next request arrives.
      keepAliveTimeout: 125_000,
      maxHeaderSize: 16_384,
      // A missing Host header is refused by our own code, because Node's answer does not identify this as a relay.
      requireHostHeader: false,
    },
    listener,
  )
  server.on('checkContinue', listener)
  server.on('clientError', (error, socket) => void refuseUnread(error, socket))
  server.maxConnections = connections
  // Close to the limit, idle connections are closed before newcomers are turned away.
  let open = 0
  server.on('connection', (socket) => {
    open += 1
    socket.once('close', () => (open -= 1))
    if (open > connections * 0.9) server.closeIdleConnections()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const timer = (keep ?? config.stateUrl) && setInterval(() => void relay.sweep().catch(() => undefined), sweepEveryMs)
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    lacks: await lacksOf(relay),
    close: () =>
      new Promise((resolve) => {
        clearInterval(timer)
        common.endSoon()
        relay.endHolds()
        // A connection that is busy now becomes idle a moment later, and would otherwise stay open for minutes.
        const again = setInterval(() => server.closeIdleConnections(), 50)
        server.close(() => {
          clearInterval(again)
          const ended = shared.queue?.close().catch(() => undefined) ?? Promise.resolve()
          void ended.then(() => state.close()).then(resolve, resolve)
        })
        server.closeIdleConnections()
      }),
  }
}
