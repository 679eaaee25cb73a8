// `npm start`: builds the plugin, starts relay, service and page, and prints the address. `--once` makes one picture and ends.
// PORT (8787) and PLAYGROUND_PORT (5174) are those of relay and page; COMETAPI_API_KEY or UPSTREAM_URL put the real service behind the relay.

import { faultOfOptions } from './given.ts'
import { once } from './once.ts'
import { buildPlugin } from './serve/bundle.ts'
import { endWith } from './serve/ending.ts'
import { isPortTaken } from './serve/listen.ts'
import { readSettings, type Settings } from './serve/settings.ts'
import { startWorld, usualRelayPort } from './serve/world.ts'

async function start(settings: Settings): Promise<void> {
  await buildPlugin((line) => console.log(line))
  const world = await startWorld(settings).catch((error: unknown) => {
    if (isPortTaken(error) && error.port === settings.relayPort) throw new Error(takenBy(error.port), { cause: error })
    throw error
  })
  const { upstream } = settings
  console.log(`
  Playground   ${world.pageUrl}
  Relay        http://localhost:${world.relayPort}, to ${upstream ? upstream.url : 'the stand-in service'}
  ${upstream ? 'Pictures are real and cost money.' : 'Pictures are simulated. Set COMETAPI_API_KEY for real ones.'}
`)
  if (world.hostRules) {
    console.log(
      `  The manifest allows port ${usualRelayPort} only. Start Chromium with --host-resolver-rules="${world.hostRules}", or leave PORT alone.\n`,
    )
  }
  endWith(() => world.close())
}

function takenBy(port: number): string {
  if (port !== usualRelayPort) return `PORT ${port} is taken by another program: set another number, or leave PORT out.`
  return `Port ${port} is taken. The manifest names http://localhost:${port} as the relay, so it has to be there: stop what uses the port and start again.`
}

async function run(): Promise<void> {
  const words = process.argv.slice(2)
  const fault = faultOfOptions({ command: 'npm start', known: ['--once'], words, env: process.env })
  if (fault !== null) throw new Error(fault)
  const settings = readSettings(process.env)
  await (words.includes('--once') ? once(settings) : start(settings))
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
