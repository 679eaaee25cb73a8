/**
 * Starts the relay on Node or, with the argument `worker`, a worker that puts an own GPU behind it. docs/relay.md lists the environment
 * variables.
 */
import { readConfig, type Config } from './config.ts'
import { goOnAfterErrors } from './node/go-on.ts'
import { startRelay } from './node/start.ts'

const [, , role] = process.argv
if (role === undefined) await relay()
else if (role === 'worker') await worker()
else stop(`"${role}" says nothing here: settings are variables, see docs/relay.md.`)

async function relay(): Promise<void> {
  const read = readConfig(process.env)
  if (read.kind === 'faults') return stop(...read.faults)
  const { config, warnings } = read
  for (const warning of warnings) console.warn(warning)
  const { port, close, lacks } = await startRelay(config, { log: (line) => console.log(line) }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'EADDRINUSE') return stop(`PORT ${config.port} is taken by another program: end that, or set PORT to another number.`)
    if (typeof code === 'string' && /^(ENOTFOUND|EAI_AGAIN|EADDRNOTAVAIL|EINVAL)$/.test(code)) {
      return stop(`HOST "${config.host}" is no address of this machine: write something like 127.0.0.1 or 0.0.0.0.`)
    }
    if (code === 'EACCES') return stop(`PORT ${config.port} may not be opened by this user: take one above 1023.`)
    if (error instanceof Error && /^(STATE_URL|KEEP_PICTURES_|COMFYUI_GRAPH)/.test(error.message)) return stop(error.message)
    return stop(`The relay cannot start: ${error instanceof Error ? error.message : String(error)}`)
  })
  endWith(close)
  for (const lack of lacks) console.warn(`ComfyUI: ${lack}.`)
  console.log(
    `Relay to ${config.services.map(({ url, isQueued }) => (isQueued ? 'workers' : url)).join(', ')} on http://${nameOf(config.host)}:${port}, ${payerOf(config)}`,
  )
}

/** Every address of this machine, or one that only it reaches, is shown by the name that the plugin's manifest allows. */
function nameOf(host: string): string {
  if (/^(127\.0\.0\.1|0\.0\.0\.0|::1?|localhost)$/.test(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

function payerOf({ team, services }: Config): string {
  if (services.every(({ id }) => id === 'comfyui')) return team ? 'for the tokens of the team' : 'for whoever asks'
  return team ? 'with the key of the team' : 'with the key of whoever asks'
}

async function worker(): Promise<void> {
  const { startWorker } = await import('./queue/start.ts')
  const started = await startWorker(process.env, (line) => console.log(line))
  if ('faults' in started) return stop(...started.faults)
  endWith(started.close)
  if (started.isAway) console.warn(`Nothing answers at ${started.upstreamUrl} yet: orders are left to other workers until it does.`)
  console.log(`Worker for ${started.upstreamUrl}, ready for orders`)
}

function stop(...sentences: readonly string[]): never {
  for (const sentence of sentences) console.error(sentence)
  process.exit(1)
}

/** A signal may arrive twice for one request: from the terminal, and from the program that started this one. */
const sameWishMs = 2000

/** Finishes running work before ending; another signal after `sameWishMs` ends immediately. */
function endWith(close: () => Promise<void>): void {
  goOnAfterErrors((line) => console.error(line))
  let wishedAt: number | undefined
  const end = (): void => {
    if (wishedAt === undefined) void close().then(() => process.exit(0))
    else if (Date.now() - wishedAt > sameWishMs) process.exit(130)
    wishedAt ??= Date.now()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end)
}
