// Starts everything that runs beside the page: relay, stand-in (or the real service), page server.

import { createRelay } from '../../relay/relay.ts'
import { bundlePage } from './bundle.ts'
import { isPortTaken, listenNear, listenOn, type Handler } from './listen.ts'
import { createPageServer, type Config } from './page-server.ts'
import { startStandIn, type StandIn } from './stand-in.ts'

/** The URL that the manifest allows in development; any other would be blocked in Figma and here. */
export const usualRelayPort = 8787
export const relayUrl = `http://localhost:${usualRelayPort}`

export type WorldOptions = {
  readonly relayPort: number
  /** If it is taken, the next free port is used. */
  readonly pagePort: number
  /** A real service instead of the stand-in. Its key stays in the relay. */
  readonly upstream?: { readonly url: string; readonly key?: string }
  /** Whether the relay may take another port if 8787 is taken; the browser is then told where to find it. */
  readonly mayMoveRelay?: boolean
}

export type World = {
  readonly pageUrl: string
  readonly relayPort: number
  readonly standIn: StandIn | null
  /** For Chromium's `--host-resolver-rules`; empty if the relay has its usual port. */
  readonly hostRules: string
  readonly close: () => Promise<void>
}

export async function startWorld({ relayPort, pagePort, upstream, mayMoveRelay = false }: WorldOptions): Promise<World> {
  const standIn = upstream ? null : await startStandIn()
  // Generated for this start: lets the page use a relay in team mode.
  const token = crypto.randomUUID()
  const relay: Handler = standIn?.relay ?? relayTo(upstream, token)
  const relaying = await listenOn(relay, relayPort).catch((error: unknown) => {
    if (mayMoveRelay && isPortTaken(error)) return listenOn(relay, 0)
    throw error
  })
  const config: Config = {
    isSimulated: standIn !== null,
    baseUrl: relayUrl,
    key: standIn ? (standIn.service.settings.keys[0] ?? '') : upstream?.key ? token : '',
  }
  const page = await listenNear(createPageServer(await bundlePage(), config, standIn).fetch, pagePort)
  return {
    pageUrl: `http://localhost:${page.port}/`,
    relayPort: relaying.port,
    standIn,
    hostRules: relaying.port === usualRelayPort ? '' : `MAP ${new URL(relayUrl).host} 127.0.0.1:${relaying.port}`,
    close: async () => {
      await Promise.all([page.close(), relaying.close(), standIn?.close()])
    },
  }
}

function relayTo(upstream: WorldOptions['upstream'], token: string): Handler {
  const relay = createRelay({
    upstreamUrl: upstream?.url ?? '',
    ...(upstream?.key ? { team: { key: upstream.key, tokens: [token] } } : {}),
  })
  return async (request) => relay.fetch(request)
}
