/** The answer to a request that could not be parsed. Node's own answer lacks the headers that let pages read it. */
import { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { openedToPages } from '../cors.ts'
import { problem, refuse } from '../problem.ts'

export function unread(status = 400, message = 'The relay does not understand the head of this request.'): Response {
  const response = openedToPages(refuse(problem(status, 'bad_request', message)))
  response.headers.set('connection', 'close')
  return response
}

const faults: Readonly<Record<string, readonly [number, string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The head of this request is too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request came too slowly.'],
}

/** For a server's `clientError` event. */
export async function refuseUnread(error: Error, socket: Duplex): Promise<void> {
  const before: unknown = Reflect.get(socket, '_httpMessage')
  // Must not be written into the middle of another answer.
  if (!socket.writable || (before instanceof ServerResponse && before.headersSent)) return void socket.destroy()
  const [told, message] = faults['code' in error ? String(error.code) : ''] ?? []
  const { status, headers, body } = unread(told, message)
  const head = [`HTTP/1.1 ${status} Refused`, ...Array.from(headers, ([name, value]) => `${name}: ${value}`)].join('\r\n')
  socket.end(`${head}\r\n\r\n${await new Response(body).text()}`)
}
