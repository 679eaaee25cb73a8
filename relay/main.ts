/** Starts the relay on Node. What the environment may hold is in docs/relay.md and config.ts. */
import { readConfig } from './config.ts'
import { goOnAfterErrors } from './node/go-on.ts'
import { startRelay } from './node/start.ts'

function stop(...sentences: readonly string[]): never {
  for (const sentence of sentences) console.error(sentence)
  process.exit(1)
}

const read = readConfig(process.env)
if (read.kind === 'faults') stop(...read.faults)
else {
  const { config, warnings } = read
  for (const warning of warnings) console.warn(warning)
  const { port, close } = await startRelay(config, { log: (line) => console.log(line) }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'EADDRINUSE') return stop(`PORT ${config.port} is taken by another program.`)
    if (error instanceof Error && error.message.startsWith('STATE_URL')) return stop(error.message)
    return stop(`The relay cannot start: ${error instanceof Error ? error.message : String(error)}`)
  })
  goOnAfterErrors((line) => console.error(line))
  const who = config.team ? 'with the key of the team' : 'with the key of whoever asks'
  console.log(`Relay to ${config.upstreamUrl} on http://localhost:${port}, ${who}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close().then(() => process.exit(0)))
}
