// An object storage with the S3 API, as far as the relay uses it: requests that are not signed with its key are refused.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AwsV4Signer } from 'aws4fetch'

export const s3Keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }

export type S3 = { readonly address: string; readonly objects: Map<string, Buffer>; readonly close: () => void }

/** The page size of listings, so small that there is always a next page. */
const pageOf = 2

export async function startS3(): Promise<S3> {
  const objects = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      void (async () => {
        const url = new URL(`http://${request.headers.host}${request.url}`)
        const told = Object.fromEntries(Object.entries(request.headers).filter(([name]) => name.startsWith('x-amz-content')))
        const datetime = String(request.headers['x-amz-date'])
        const method = request.method ?? 'GET'
        const signer = new AwsV4Signer({
          ...s3Keys,
          url: url.href,
          method,
          headers: told as HeadersInit,
          datetime,
          service: 's3',
          region: 'us-east-1',
        })
        if ((await signer.authHeader()) !== request.headers.authorization) return response.writeHead(403).end()
        const name = url.pathname.replace(/^\/bucket\//, '')
        if (url.searchParams.get('list-type') === '2') return response.end(listing(objects, url.searchParams))
        if (method === 'PUT') objects.set(name, Buffer.concat(parts))
        if (method === 'DELETE') objects.delete(name)
        const found = objects.get(name)
        if (method === 'GET' && found) return response.writeHead(200, { 'content-length': found.length }).end(found)
        return response.writeHead(method === 'GET' ? 404 : 200).end()
      })()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}/bucket`, objects, close: () => server.close().closeAllConnections() }
}

function listing(objects: ReadonlyMap<string, Buffer>, asked: URLSearchParams): string {
  const prefix = asked.get('prefix') ?? ''
  const names = [...objects.keys()].filter((name) => name.startsWith(prefix)).sort()
  const from = Number(asked.get('continuation-token') ?? 0)
  const keys = names.slice(from, from + pageOf).map((name) => `<Contents><Key>${name}</Key></Contents>`)
  const next = from + pageOf < names.length ? `<NextContinuationToken>${from + pageOf}</NextContinuationToken>` : ''
  return `<ListBucketResult>${keys.join('')}${next}</ListBucketResult>`
}
