// Opens a local port for a handler.

import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'

export type Opened = { readonly port: number; readonly close: () => Promise<void> }
export type Handler = (request: Request) => Response | Promise<Response>

/** Whether it is Node's own error for a port in use, which also names the port. */
export function isPortTaken(error: unknown): error is Error & { readonly port: number } {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}

/** Port 0 takes any free port. */
export async function listenOn(fetch: Handler, port: number): Promise<Opened> {
  const server = createServer(
    getRequestListener(async (request, env) => {
      try {
        return await fetch(request)
      } catch {
        // A handler that throws simulates a broken connection.
        if ('incoming' in env) env.incoming.socket?.destroy()
        return new Response(null)
      }
    }),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Listens on the wanted port, or on the next free one. */
export async function listenNear(fetch: Handler, port: number): Promise<Opened> {
  for (let tried = port; tried < port + 20; tried++) {
    try {
      return await listenOn(fetch, tried)
    } catch (error) {
      if (!isPortTaken(error)) throw error
    }
  }
  return listenOn(fetch, 0)
}
