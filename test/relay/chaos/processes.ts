// Relays and workers as processes from one bundled file, which can be killed at any moment and restarted.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { build } from 'esbuild'
import { root } from '../../../playground/serve/bundle.ts'

export type Program = {
  readonly start: (env: Env, ...words: readonly string[]) => Promise<Running>
  readonly close: () => Promise<void>
}

export type Running = {
  /** Undefined while it is dead. */
  readonly url: () => string | undefined
  /** Kills it at once, whatever it is doing, and restarts it on another port. */
  readonly dieAndReturn: () => Promise<void>
  /** Pauses it for that long, so that others may consider it dead; then it continues as if nothing had happened. */
  readonly beStill: (ms: number) => Promise<void>
  /** Its memory after garbage collection, in bytes. Only for a program that was bundled as `probed`. */
  readonly held: () => Promise<number>
  readonly end: () => Promise<void>
}

type Env = Readonly<Record<string, string>>

/** Reports its memory on request. This is not part of the relay itself. */
const probe = `data:text/javascript,process.on('message',()=>{gc();gc();const{heapUsed,external}=process.memoryUsage();process.send(heapUsed+external)})`
const probing = ['--expose-gc', '--import', probe]

/** Bundled like `npm run build:relay`, into a folder of its own. */
export async function bundledRelay({ isProbed = false } = {}): Promise<Program> {
  const folder = await mkdtemp(join(tmpdir(), 'relays-'))
  const file = join(folder, 'relay.mjs')
  await build({
    entryPoints: [join(root, 'relay/main.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url)" },
  })
  return {
    start: (env, ...words) => started([...(isProbed ? probing : []), file, ...words], env),
    close: () => rm(folder, { recursive: true }),
  }
}

async function started(args: readonly string[], env: Env): Promise<Running> {
  let child: ChildProcess
  let url: string | undefined
  const begin = async (): Promise<void> => {
    child = spawn(process.execPath, args, { env: { ...env, PORT: '0', HOST: '127.0.0.1' }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    url = await toldBy(child)
  }
  const die = async (): Promise<void> => {
    url = undefined
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await begin()
  return {
    url: () => url,
    async dieAndReturn() {
      await die()
      await begin()
    },
    async beStill(ms) {
      const stopped = child
      stopped.kill('SIGSTOP')
      await pause(ms)
      // A process that was killed meanwhile is not resumed.
      stopped.kill('SIGCONT')
    },
    async held() {
      child.send('')
      const [bytes] = await once(child, 'message')
      return Number(bytes)
    },
    end: die,
  }
}

function toldBy(child: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`ended with ${String(code)}\n${said}`)))
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (part: Buffer) => {
        // Later output is read and discarded, so that it never blocks on us.
        if (said.length < 10_000) said += part.toString()
        const port = / on http:\/\/localhost:(\d+)/.exec(said)?.[1]
        if (port !== undefined) resolve(`http://127.0.0.1:${port}`)
        if (said.includes('ready for orders')) resolve('')
      })
    }
  })
}
