/** Opens a local port for the stand-in of any service. */
import { getRequestListener } from '@hono/node-server'
import { createServer, type Server } from 'node:http'
import type { ServiceId } from '../../../src/core/service/services/service.ts'
import { comfyRouterStandIn } from './comfy-router.ts'
import { comfyStandIn } from './comfyui.ts'
import { type Floor, type Handler, makeFloor, serve } from './floor.ts'
import { bflStandIn, cometapiStandIn } from './makers.ts'
import { falStandIn, replicateStandIn } from './predictions.ts'

export type OpenedStandIn = {
  readonly id: ServiceId
  readonly url: string
  readonly floor: Floor
  /** Node types and model files that a ComfyUI lacks. */
  readonly lacks: Set<string>
  readonly close: () => Promise<void>
}

const handlers: Readonly<Record<Exclude<ServiceId, 'comfyui'>, (floor: Floor) => Handler>> = {
  cometapi: cometapiStandIn,
  'comfy-router': comfyRouterStandIn,
  bfl: bflStandIn,
  replicate: replicateStandIn,
  fal: falStandIn,
}

export async function openStandIn(id: ServiceId, settings: Partial<Floor['settings']> = {}, port = 0): Promise<OpenedStandIn> {
  const floor = makeFloor()
  Object.assign(floor.settings, settings)
  const comfy = id === 'comfyui' ? comfyStandIn(floor) : undefined
  const handle = serve(floor, id === 'comfyui' ? (comfy?.handler ?? (() => undefined)) : handlers[id](floor))
  const server = createServer(
    getRequestListener(async (request, env) => {
      try {
        return await handle(request)
      } catch {
        // A handler that throws simulates a broken connection.
        if ('incoming' in env) env.incoming.socket?.destroy()
        return new Response(null)
      }
    }),
  )
  comfy?.attach(server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${portOf(server)}`
  floor.settings.origin = url
  return {
    id,
    url,
    floor,
    lacks: comfy?.lacks ?? new Set(),
    close: () =>
      new Promise((resolve) => {
        comfy?.close()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
