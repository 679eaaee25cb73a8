// A real Valkey or Redis for the tests that need one: found on the path, or installed from Debian if possible.

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'

export type RedisServer = {
  readonly url: string
  /** Kills it at once, like a power cut. */
  readonly kill: () => Promise<void>
  /** Starts it again on the same port, empty. */
  readonly again: () => Promise<void>
}

const names = ['valkey-server', 'redis-server']

function found(): string | undefined {
  return names.find((name) => spawnSync(name, ['--version']).status === 0)
}

function program(): string {
  const before = found()
  if (before !== undefined) return before
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    for (const name of names) {
      try {
        execFileSync('apt-get', ['install', '-y', '--no-install-recommends', name], {
          stdio: 'ignore',
          env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        })
        break
      } catch {
        // Try the other program, if any.
      }
    }
  }
  const name = found()
  if (name === undefined) throw new Error('These tests need valkey-server or redis-server on the path (Debian: apt install redis-server).')
  return name
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

async function startOn(port: number): Promise<ChildProcess> {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', tmpdir()]
  const child = spawn(program(), options, { stdio: ['ignore', 'pipe', 'ignore'] })
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('The server of the state ended at its start.')))
    child.stdout.on('data', (part: Buffer) => part.toString().includes('eady to accept connections') && resolve())
  })
  return child
}

export async function startRedis(): Promise<RedisServer> {
  const port = await freePort()
  let child = await startOn(port)
  return {
    url: `redis://127.0.0.1:${port}`,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
    async again() {
      child = await startOn(port)
    },
  }
}
