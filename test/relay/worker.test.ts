// The same app through its entry point for Workers, in their runtime, over real connections.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../playground/serve/bundle.ts'
import { isWhole, open, postText, startScripted, type Closing, type Script, type Scripted } from './sockets.ts'
import { JPEG, post, SECRET, signedPath, TOKEN } from './support.ts'

const path = '/flux/v1/flux-2-pro'
const team = { COMETAPI_API_KEY: 'sk-team', TEAM_TOKENS: TOKEN }
const mine = { authorization: `Bearer ${TOKEN}` }

let script = ''
let settings: { compatibility_date: string; compatibility_flags: string[] }
beforeAll(async () => {
  // Bundled for a neutral platform: an import of a Node module fails the build.
  const bundled = await build({
    entryPoints: [join(root, 'relay/worker.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
  })
  script = bundled.outputFiles[0]?.text ?? ''
  const text = await readFile(join(root, 'relay/wrangler.jsonc'), 'utf8')
  // Comments and trailing commas, which JSON does not allow.
  settings = JSON.parse(text.replace(/^\s*\/\/.*$/gm, '').replace(/,(?=\s*[}\]])/g, '')) as typeof settings
})

const opened: Closing[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map(async ({ close }) => close()))
})

/** The types of the runtime are a package of their own; this is all of it that is called. */
type Scheduled = { readonly scheduled: (options: { cron: string }) => Promise<unknown> }
type Worker = { readonly url: string; readonly port: number; readonly sweep: () => Promise<unknown> }

async function start(bindings: Record<string, string>, hasBucket = false): Promise<Worker> {
  const runtime = new Miniflare({
    modules: true,
    script,
    compatibilityDate: settings.compatibility_date,
    compatibilityFlags: settings.compatibility_flags,
    bindings,
    durableObjects: { STATE: { className: 'RelayState', useSQLite: true } },
    ...(hasBucket ? { r2Buckets: ['PICTURES'] } : {}),
    // The Worker's own output is not printed.
    handleRuntimeStdio: (out: Readable, err: Readable) => void [out.resume(), err.resume()],
  })
  opened.push({ close: () => runtime.dispose() })
  const url = await runtime.ready
  return {
    url: url.origin,
    port: Number(url.port),
    sweep: async () => ((await runtime.getWorker()) as unknown as Scheduled).scheduled({ cron: '* * * * *' }),
  }
}

async function scripted(script_: Script): Promise<Scripted> {
  const server = await startScripted(script_)
  opened.push(server)
  return server
}

describe('the relay as a Worker', () => {
  it('carries order, question and picture like the one on Node', async () => {
    const keys: unknown[] = []
    const pictures = await scripted((request, response) => {
      keys.push(request.headers.authorization, request.headers.cookie)
      response.writeHead(200, { 'set-cookie': 'a=b' }).end(JPEG)
    })
    const service = await scripted((request, response) => {
      keys.push(request.headers.authorization)
      const said =
        request.method === 'POST' ? { id: 'task-1' } : { status: 'Ready', result: { sample: `${pictures.url}/a.jpeg?sig=a%2Bb` } }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said))
    })
    const { url } = await start({ ...team, PICTURE_SECRET: SECRET, UPSTREAM_URL: service.url, IMAGE_HOSTS: pictures.url })
    expect(await (await fetch(url + path, post('{"seed":1}', mine))).json()).toEqual({ id: 'task-1' })
    const asked = await fetch(`${url}/flux/v1/get_result?id=task-1`, { headers: mine })
    const { result } = (await asked.json()) as { result: { sample: string } }
    expect(result.sample.startsWith(`${url}/flux/v1/picture?url=`)).toBe(true)
    const picture = await fetch(result.sample, { headers: { ...mine, cookie: 'a=b' } })
    expect([picture.status, picture.headers.get('content-type'), picture.headers.get('set-cookie')]).toEqual([200, 'image/jpeg', null])
    expect(picture.headers.get('access-control-allow-origin')).toBe('*')
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(JPEG)
    expect(pictures.heard).toEqual(['GET /a.jpeg?sig=a%2Bb'])
    expect(keys).toEqual(['Bearer sk-team', 'Bearer sk-team', undefined, undefined])
  })

  it('refuses strangers, other places, unsigned addresses, wrong types and packed pictures', async () => {
    const pictures = await scripted((request, response) => {
      if (request.url === '/to') response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
      else if (request.url === '/packed') response.writeHead(200, { 'content-encoding': 'gzip' }).end(JPEG)
      else if (request.url === '/large')
        response.writeHead(200, { 'content-length': '20064' }).end(Buffer.concat([JPEG, Buffer.alloc(20_000)]))
      else if (request.url === '/endless') response.writeHead(200).end(Buffer.concat([JPEG, Buffer.alloc(20_000)]))
      else response.end('<svg/>')
    })
    const { url, port } = await start({
      ...team,
      PICTURE_SECRET: SECRET,
      UPSTREAM_URL: pictures.url,
      IMAGE_HOSTS: pictures.url,
      MAX_IMAGE_BYTES: '10000',
    })
    const status = async (address: string): Promise<number> => (await fetch(url + (await signedPath(address)))).status
    expect((await fetch(url + path, post('{}', { authorization: 'Bearer token-of-a-stranger' }))).status).toBe(401)
    expect(await status('https://127.0.0.1/a')).toBe(403)
    expect(await status('https://delivery.eu2.bfl.ai./a')).toBe(403)
    expect((await fetch(`${url}/flux/v1/picture?url=${encodeURIComponent(`${pictures.url}/a`)}`)).status).toBe(403)
    expect(pictures.heard).toEqual([])
    expect(await status(`${pictures.url}/to`)).toBe(403)
    expect(await status(`${pictures.url}/svg`)).toBe(415)
    expect(await status(`${pictures.url}/packed`)).toBe(415)
    expect(await status(`${pictures.url}/large`)).toBe(413)
    // This runtime ends a broken body like a complete one; the plugin notices the truncation by the missing end of the picture.
    const endless = await fetch(url + (await signedPath(`${pictures.url}/endless`)))
    expect((await endless.arrayBuffer()).byteLength).toBeLessThanOrEqual(10_000)
    expect((await fetch(url + path, { method: 'DELETE', headers: mine })).status).toBe(405)
    // The answer arrives before the body is complete, and a client that keeps writing may lose it, so nothing more is written.
    const large = await open(port)
    large.write(postText(path, '', { ...mine, 'content-length': '25000001' }))
    expect(await large.told((text) => text.startsWith('HTTP/1.1 413'))).toMatch(/^HTTP\/1\.1 413/)
    large.cut()
  })

  it('gives the repeat of a broken POST the answer of the first', async () => {
    let answer = (): void => undefined
    const service = await scripted((_request, response) => {
      answer = () => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"task-1"}')
    })
    const { url, port } = await start({ ...team, PICTURE_SECRET: SECRET, UPSTREAM_URL: service.url })
    const first = await open(port)
    first.write(postText(path, '{"seed":1}', mine))
    await service.arrived(1)
    first.cut()
    const second = await open(port)
    second.write(postText(path, '{"seed":1}', mine))
    await (await fetch(`${url}/nowhere`)).text()
    answer()
    expect(await second.told(isWhole)).toContain('{"id":"task-1"}')
    expect(service.heard).toEqual([`POST ${path}`])
  })

  it('keeps pictures in its bucket by the minute that its trigger brings', async () => {
    let isForgotten = false
    const pictures = await scripted((_request, response) => void response.end(JPEG))
    const service = await scripted((request, response) => {
      response.setHeader('content-type', 'application/json')
      if (request.method === 'POST') return void response.end('{"id":"task-1"}')
      if (isForgotten) return void response.end('{"id":"task-1","status":"Task not found","result":null}')
      return void response.end(JSON.stringify({ id: 'task-1', status: 'Ready', result: { sample: `${pictures.url}/a` } }))
    })
    const { url, sweep } = await start(
      { ...team, PICTURE_SECRET: SECRET, UPSTREAM_URL: service.url, IMAGE_HOSTS: pictures.url, KEEP_PICTURES_MINUTES: '60' },
      true,
    )
    await (await fetch(url + path, post('{"seed":1}', mine))).json()
    await sweep()
    isForgotten = true
    const asked = await fetch(`${url}/flux/v1/get_result?id=task-1`, { headers: mine })
    const { status, result } = (await asked.json()) as { status: string; result: { sample: string } }
    expect([status, result.sample.startsWith(`${url}/flux/v1/kept?id=task-1&`)]).toEqual(['Ready', true])
    expect(new Uint8Array(await (await fetch(result.sample)).arrayBuffer())).toEqual(JPEG)
    expect(pictures.heard).toHaveLength(1)
  })

  it('counts for each token in its Durable Object, and says so', async () => {
    const service = await scripted((_request, response) => void response.end('{"id":"a"}'))
    const { url } = await start({ ...team, PICTURE_SECRET: SECRET, UPSTREAM_URL: service.url, REQUESTS_PER_MINUTE: '2' })
    const ready = await fetch(`${url}/readyz`)
    expect([ready.status, (await fetch(`${url}/metrics`)).status]).toEqual([200, 404])
    const statuses = [1, 2, 3].map(async () => (await fetch(`${url}/usage`, { headers: mine })).status)
    expect((await Promise.all(statuses)).filter((status) => status === 200)).toHaveLength(2)
  })

  it.each<[string, Record<string, string>]>([
    ['a secret', {}],
    ['a bucket for what it keeps', { ...team, PICTURE_SECRET: SECRET, KEEP_PICTURES_MINUTES: '60' }],
    ['a disk', { ...team, PICTURE_SECRET: SECRET, KEEP_PICTURES_MINUTES: '60', KEEP_PICTURES_DIR: '/pictures' }],
    ['a state that it can reach', { PICTURE_SECRET: SECRET, STATE_URL: 'redis://localhost' }],
    ['sense in a variable', { PICTURE_SECRET: SECRET, MAX_IMAGE_BYTES: 'many' }],
  ])('works for nobody without %s', async (_what, bindings) => {
    const service = await scripted((_request, response) => void response.end('{}'))
    const { url } = await start({ UPSTREAM_URL: service.url, ...bindings })
    const answer = await fetch(url + path, post('{}', mine))
    expect([answer.status, await answer.json()]).toMatchObject([
      500,
      { error: { code: 'service-error', type: 'relay_misconfigured' }, charged: 'no' },
    ])
    expect(service.heard).toEqual([])
  })
})
