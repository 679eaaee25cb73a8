/** The relay on Node: server, time limits, the timer that looks after kept pictures. */
import { createServer } from 'node:http'
import type { Config } from '../config.ts'
import { directoryStore } from '../keep/directory.ts'
import { memoryStore } from '../keep/memory.ts'
import { createRelay, type RelayOptions } from '../relay.ts'
import { listenerOf } from './listener.ts'
import { makePictureFetch } from './picture-fetch.ts'

export type Started = { readonly port: number; readonly close: () => Promise<void> }
export type Extras = Partial<RelayOptions> & { readonly sweepEveryMs?: number; readonly headersTimeoutMs?: number }

/** Throws Node's own error where it cannot listen or keep. `close` lets what is under way end: it may have been paid. */
export async function startRelay(config: Config, extras: Extras = {}): Promise<Started> {
  const { sweepEveryMs = 5_000, headersTimeoutMs = 30_000, ...more } = extras
  const { keep, port, host, ...options } = config
  const store = keep && (keep.dir === undefined ? memoryStore() : await directoryStore(keep.dir))
  const relay = createRelay({
    ...options,
    pictureFetch: makePictureFetch(),
    ...(keep && store ? { keep: { ...keep, store } } : {}),
    ...more,
  })
  const server = createServer(
    {
      headersTimeout: headersTimeoutMs,
      requestTimeout: 120_000,
      connectionsCheckingInterval: Math.min(5000, headersTimeoutMs),
      // Longer than any browser or proxy holds an idle line: who closes first must not be us, just as the next request comes.
      keepAliveTimeout: 125_000,
      maxHeaderSize: 16_384,
    },
    listenerOf((request) => relay.fetch(request)),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const timer = keep && setInterval(() => void relay.sweep().catch(() => undefined), sweepEveryMs)
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        clearInterval(timer)
        server.close(() => resolve())
        server.closeIdleConnections()
      }),
  }
}
