// A relay that is told to stop while an order is in progress, however it was started: the answer to a paid order is delivered first.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { root } from '../../playground/serve/bundle.ts'
import { startScripted, type Closing } from './sockets.ts'

const closing: Closing[] = []
afterEach(async () => {
  for (const { close } of closing.splice(0)) await close()
})

/** A relay with an order that the service has not answered yet. */
async function underWay(program: string, ...words: readonly string[]) {
  const waiting: ServerResponse[] = []
  const service = await startScripted((_, response) => void waiting.push(response))
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, PORT: '0', UPSTREAM_URL: service.url }
  // In a process group of its own, so that nothing of it outlives the test.
  const relay: ChildProcess = spawn(program, words, { cwd: root, detached: true, env, stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = once(relay, 'exit')
  closing.push(service, {
    close() {
      try {
        process.kill(-(relay.pid ?? 0), 'SIGKILL')
      } catch {
        // It has already ended.
      }
    },
  })
  let said = ''
  const url = await new Promise<string>((resolve) => {
    relay.stdout?.on('data', (part: Buffer) => {
      said += part.toString()
      const port = / on http:\/\/localhost:(\d+)/.exec(said)?.[1]
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`)
    })
  })
  const post = { method: 'POST', body: '{"prompt":"a"}', headers: { authorization: 'Bearer sk-mine' } }
  const order = fetch(`${url}/flux/v1/flux-2-pro`, post)
  await service.arrived(1)
  return {
    relay,
    ended,
    order,
    answer: () => waiting[0]?.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"task-1"}'),
    async isClosed() {
      while (
        await fetch(`${url}/healthz`, { headers: { connection: 'close' } }).then(
          () => true,
          () => false,
        )
      );
    },
  }
}

describe('a relay that is told to end', () => {
  it('hears it through npm, takes nothing more, and ends what is under way', async () => {
    const { relay, ended, order, answer, isClosed } = await underWay('npm', 'run', 'relay')
    relay.kill('SIGTERM')
    await isClosed()
    answer()
    expect(await (await order).json()).toEqual({ id: 'task-1' })
    expect(await ended).toEqual([0, null])
  })

  it('does not take a terminal’s signal, which comes twice, for impatience', async () => {
    const { relay, ended, order, answer, isClosed } = await underWay(process.execPath, '--import', 'tsx', 'relay/main.ts')
    relay.kill('SIGINT')
    await isClosed()
    relay.kill('SIGINT')
    answer()
    expect(await (await order).json()).toEqual({ id: 'task-1' })
    expect(await ended).toEqual([0, null])
  })
})
