/** Starts the relay: PORT, HOST, UPSTREAM_URL, PUBLIC_URL, TEAM_KEY, IMAGE_HOSTS (comma separated). */
import { serve } from '@hono/node-server'
import { createRelay } from './relay.ts'

const { PORT = '8787', HOST = '127.0.0.1', UPSTREAM_URL = 'https://api.cometapi.com', PUBLIC_URL, TEAM_KEY, IMAGE_HOSTS } = process.env

const relay = createRelay({
  upstreamUrl: UPSTREAM_URL,
  imageHosts: IMAGE_HOSTS?.split(',') ?? [],
  ...(PUBLIC_URL ? { publicUrl: PUBLIC_URL } : {}),
  ...(TEAM_KEY ? { teamKey: TEAM_KEY } : {}),
})

const server = serve({ fetch: relay.fetch, port: Number(PORT), hostname: HOST }, ({ port }) => {
  console.log(`Relay to ${UPSTREAM_URL} on http://localhost:${port}${TEAM_KEY ? ', with the key of the team' : ''}`)
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.close())
