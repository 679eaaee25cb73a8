// The bench's server: serves its pages, discards uploads, and receives the results that a page reports.

import { createServer } from 'node:http'

export type Files = Readonly<Record<string, { readonly type: string; readonly body: string | Uint8Array }>>
export type BenchServer = { readonly url: string; result(): Promise<unknown>; close(): void }

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': 'authorization, content-type',
  'access-control-max-age': '600',
}

export async function startServer(files: Files): Promise<BenchServer> {
  let settle: { resolve(value: unknown): void; reject(error: Error): void } | null = null
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    const parts: Buffer[] = []
    let bytes = 0
    request.on('data', (part: Buffer) => {
      bytes += part.length
      if (path === '/result') parts.push(part)
    })
    request.on('end', () => {
      const answer = (status: number, type: string, body: string | Uint8Array): void => {
        response.writeHead(status, { ...cors, 'content-type': type, 'cache-control': 'no-store' }).end(body)
      }
      if (request.method === 'OPTIONS') return answer(204, 'text/plain', '')
      if (path === '/result') {
        const told = JSON.parse(Buffer.concat(parts).toString('utf8')) as { error?: string }
        if (told.error === undefined) settle?.resolve(told)
        else settle?.reject(new Error(told.error))
      }
      // Answers as soon as the last byte has arrived, with the number of bytes.
      if (request.method === 'POST') return answer(200, 'application/json', JSON.stringify({ bytes }))
      const file = files[path]
      return file ? answer(200, file.type, file.body) : answer(404, 'text/plain', '')
    })
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    result: () => new Promise((resolve, reject) => (settle = { resolve, reject })),
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
