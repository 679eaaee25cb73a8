/** Opens ports on loopback for the stand-in: two http origins, or one https server that plays both production hosts. */
import { createAdaptorServer } from '@hono/node-server'
import { createServer as createHttp, type Server } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { generate } from 'selfsigned'
import type { Handler, Service } from './service.ts'

export type Listening = {
  readonly apiUrl: string
  readonly imageUrl: string
  /** For Chromium's `--host-resolver-rules`: resolves the production hosts to this server. Empty without TLS. */
  readonly hostRules: string
  readonly port: number
  readonly close: () => Promise<void>
}

export type ListenOptions = { readonly tls?: boolean; readonly port?: number; readonly imagePort?: number }

export async function listen(service: Service, options: ListenOptions = {}): Promise<Listening> {
  return options.tls ? listenTls(service, options.port ?? 0) : listenPlain(service, options)
}

async function listenPlain(service: Service, { port = 0, imagePort = 0 }: ListenOptions): Promise<Listening> {
  const api = await open(createHttp(), service.api.fetch, port)
  const images = await open(createHttp(), service.images.fetch, imagePort)
  // A name, not a number: Figma's manifest refuses IP literals (host §4).
  const imageUrl = `http://localhost:${images.port}`
  service.settings.imageBase = imageUrl
  return {
    apiUrl: `http://localhost:${api.port}`,
    imageUrl,
    hostRules: '',
    port: api.port,
    close: async () => void (await Promise.all([api.close(), images.close()])),
  }
}

async function listenTls(service: Service, wantedPort: number): Promise<Listening> {
  const names = ['localhost', 'api.cometapi.com', '*.bfl.ai', '*.eu2.bfl.ai']
  const certificate = await generate([{ name: 'commonName', value: 'stand-in' }], {
    extensions: [{ name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) }],
  })
  const server = createHttps({ key: certificate.private, cert: certificate.cert })
  const byHost: Handler = (request) =>
    new URL(request.url).hostname.endsWith('.bfl.ai') ? service.images.fetch(request) : service.api.fetch(request)
  const { port, close } = await open(server, byHost, wantedPort)
  return {
    apiUrl: 'https://api.cometapi.com',
    imageUrl: service.settings.imageBase,
    hostRules: `MAP api.cometapi.com:443 127.0.0.1:${port}, MAP *.bfl.ai:443 127.0.0.1:${port}`,
    port,
    close,
  }
}

type Opened = { readonly port: number; readonly close: () => Promise<void> }

async function open(server: Server, answer: Handler, wantedPort: number): Promise<Opened> {
  // The adaptor would create its own server; we pass ours, because http and https differ only there.
  createAdaptorServer({
    createServer: ((_options: unknown, listener: Parameters<Server['on']>[1]) => server.on('request', listener)) as typeof createHttp,
    fetch: async (request, env) => {
      try {
        return await answer(request)
      } catch {
        env.incoming.socket?.destroy()
        return new Response(null)
      }
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(wantedPort, '127.0.0.1', resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : wantedPort,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
