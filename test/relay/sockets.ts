// Real sockets for the relay's tests: a scripted server, a relay in front of it, and a client that can break off.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { readConfig, type Config, type Env } from '../../relay/config.ts'
import { startRelay, type Extras } from '../../relay/node/start.ts'
import { SECRET } from './support.ts'

export type Closing = { readonly close: () => Promise<void> | void }

export type Scripted = Closing & {
  readonly url: string
  readonly port: number
  /** Method and path of what arrived, in order. */
  readonly heard: string[]
  /** Resolves when that many requests have arrived. */
  readonly arrived: (count: number) => Promise<void>
}

export type Script = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void

/** A server that runs the script once a request has arrived completely. */
export async function startScripted(script: Script): Promise<Scripted> {
  const heard: string[] = []
  let waiting: { count: number; resolve: () => void }[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('error', () => undefined)
    request.on('end', () => {
      heard.push(`${request.method} ${request.url}`)
      script(request, response, Buffer.concat(parts))
      for (const { count, resolve } of waiting) if (heard.length >= count) resolve()
      waiting = waiting.filter(({ count }) => heard.length < count)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    heard,
    arrived: (count) => (heard.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve }))),
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

export type RunningRelay = Closing & { readonly port: number; readonly url: string; readonly lines: string[] }

/** The relay as `npm run relay` starts it, on a free port. It polls by itself only if a test wants that, because tests count a service's requests. */
export async function startTestRelay(env: Env, extras: Extras = {}): Promise<RunningRelay> {
  const read = readConfig({ PORT: '0', PICTURE_SECRET: SECRET, ...env })
  if (read.kind === 'faults') throw new Error(read.faults.join('\n'))
  const config: Config = read.config
  const lines: string[] = []
  const { port, close } = await startRelay(config, { log: (line) => lines.push(line), watchesAlways: false, ...extras })
  return { port, url: `http://127.0.0.1:${port}`, lines, close }
}

export type Client = {
  readonly socket: Socket
  readonly write: (text: string | Uint8Array) => void
  /** Everything received until the other side closed, or until `enough` holds. */
  readonly told: (enough?: (text: string) => boolean) => Promise<string>
  /** Breaks off, like a lost connection. */
  readonly cut: () => void
}

export async function open(port: number): Promise<Client> {
  const socket = connect(port, '127.0.0.1')
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  let text = ''
  let isOver = false
  let check = (): void => undefined
  socket.on('data', (part) => {
    text += part.toString('latin1')
    check()
  })
  socket.on('error', () => undefined)
  socket.on('close', () => {
    isOver = true
    check()
  })
  return {
    socket,
    write: (part) => void socket.write(part),
    told: (enough = () => false) =>
      new Promise((resolve) => {
        check = () => {
          if (isOver || enough(text)) resolve(text)
        }
        check()
      }),
    cut: () => void socket.resetAndDestroy(),
  }
}

export function isWhole(text: string): boolean {
  const [head = '', body] = text.split('\r\n\r\n', 2)
  const length = /content-length: (\d+)/i.exec(head)?.[1]
  return body !== undefined && (length === undefined ? text.endsWith('0\r\n\r\n') : body.length >= Number(length))
}

export function postText(path: string, body: string, headers: Readonly<Record<string, string>> = {}): string {
  const all = { host: 'relay.test', authorization: 'Bearer sk-mine', 'content-type': 'application/json', ...headers }
  const lines = Object.entries({ 'content-length': String(Buffer.byteLength(body)), ...all }).map(([name, value]) => `${name}: ${value}`)
  return [`POST ${path} HTTP/1.1`, ...lines, '', body].join('\r\n')
}
