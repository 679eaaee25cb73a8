// `npm start`: builds the plugin, starts relay, service and page, and prints the address. `--once` makes one picture and ends.

import { once } from './once.ts'
import { buildPlugin } from './serve/bundle.ts'
import { endWith } from './serve/ending.ts'
import { isPortTaken } from './serve/listen.ts'
import { startWorld } from './serve/world.ts'

const { PORT = '8787', PLAYGROUND_PORT = '5174', UPSTREAM_URL, COMETAPI_API_KEY } = process.env

async function start(): Promise<void> {
  await buildPlugin((line) => console.log(line))
  const isReal = Boolean(COMETAPI_API_KEY ?? UPSTREAM_URL)
  const url = UPSTREAM_URL ?? 'https://api.cometapi.com'
  const world = await startWorld({
    relayPort: Number(PORT),
    pagePort: Number(PLAYGROUND_PORT),
    ...(isReal ? { upstream: { url, ...(COMETAPI_API_KEY ? { key: COMETAPI_API_KEY } : {}) } } : {}),
  })
  console.log(`
  Playground   ${world.pageUrl}
  Relay        http://localhost:${PORT}, to ${isReal ? url : 'the stand-in service'}
  ${isReal ? 'Pictures are real and cost money.' : 'Pictures are simulated. Set COMETAPI_API_KEY for real ones.'}
`)
  if (world.hostRules) {
    console.log(
      `  The manifest allows port 8787 only. Start Chromium with --host-resolver-rules="${world.hostRules}", or leave PORT alone.\n`,
    )
  }
  endWith(() => world.close())
}

const work = process.argv.includes('--once') ? once : start
work().catch((error: unknown) => {
  console.error(
    isPortTaken(error) && error.port === Number(PORT)
      ? `Port ${PORT} is taken. The manifest names http://localhost:8787 as the relay, so it has to be there: stop what uses the port and start again.`
      : error instanceof Error
        ? error.message
        : error,
  )
  process.exit(1)
})
