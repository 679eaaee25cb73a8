// One process of the relay's bench: the service with its pictures, the relay, or a plain pipe in its place. Reports its resource usage to its parent.

import { Agent, createServer, request as ask, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readConfig } from '../../relay/config.ts'
import { startRelay } from '../../relay/node/start.ts'

/** `peakBytes`: the peak memory since the last report. */
export type Usage = { readonly cpuMs: number; readonly peakBytes: number }

export const pictureBytes = 2_000_000

const [role = '', target = ''] = process.argv.slice(2)

async function listen(listener: RequestListener): Promise<number> {
  // Like the relay's own: a kept connection is not closed just when the next request arrives.
  const server = createServer({ keepAliveTimeout: 125_000 }, listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

async function startService(): Promise<number> {
  const picture = Buffer.alloc(pictureBytes, 7)
  picture.set([0xff, 0xd8, 0xff, 0xe0])
  let polls = 0
  return listen((request, response) => {
    if (request.url?.startsWith('/picture')) return void response.writeHead(200, { 'content-length': pictureBytes }).end(picture)
    polls += 1
    const body =
      polls % 10 === 0
        ? { id: 'a', status: 'Ready', result: { sample: `http://${request.headers.host}/picture`, duration: 6.1 } }
        : { id: 'a', status: 'Pending', result: null, progress: 0.5 }
    const text = JSON.stringify(body)
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length }).end(text)
  })
}

/** The least that any relay costs: the same bytes through the same kind of process, without inspection. */
function startPipe(): Promise<number> {
  const agent = new Agent({ keepAlive: true })
  const { hostname, port } = new URL(target)
  return listen((request, response) => {
    const further = ask({ agent, hostname, port, path: request.url, method: request.method }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    further.end()
  })
}

async function startOwn(): Promise<number> {
  const read = readConfig(process.env)
  if (read.kind === 'faults') throw new Error(read.faults.join('\n'))
  return (await startRelay(read.config)).port
}

const starts: Readonly<Record<string, () => Promise<number>>> = { service: startService, pipe: startPipe, relay: startOwn }

if (process.send) {
  let peakBytes = 0
  const look = (): void => void (peakBytes = Math.max(peakBytes, process.memoryUsage.rss()))
  setInterval(look, 50)
  process.on('message', () => {
    look()
    const { user, system } = process.cpuUsage()
    process.send?.({ cpuMs: (user + system) / 1000, peakBytes } satisfies Usage)
    peakBytes = 0
  })
  process.once('disconnect', () => process.exit())
  process.send({ port: await starts[role]?.() })
}
