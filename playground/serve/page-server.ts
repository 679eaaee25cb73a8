// Serves the page, the built plugin as it is on disk, and the endpoints that control the stand-in.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Hono } from 'hono'
import type { Script } from '../state.ts'
import { canvasKitFile, fontFile, root, type PageFiles } from './bundle.ts'
import type { StandIn } from './stand-in.ts'

/** What the page needs to know about the server it came from. */
export type Config = {
  readonly isSimulated: boolean
  readonly baseUrl: string
  /** A key that works here. The real one stays in the relay. */
  readonly key: string
  /** An option of the page's host. */
  readonly remembersPictures?: boolean
}

export function createPageServer(files: PageFiles, config: Config, standIn: StandIn | null): Hono {
  const server = new Hono()

  server.use(async (c, next) => {
    await next()
    c.res.headers.set('cache-control', c.req.path.startsWith('/assets/') ? 'max-age=86400' : 'no-store')
  })
  server.get('/', async (c) => c.html(await readFile(join(root, 'playground/page/index.html'), 'utf8')))
  server.get('/page.js', (c) => c.body(Buffer.from(files.script), 200, { 'content-type': 'text/javascript; charset=utf-8' }))
  server.get('/page.css', (c) => c.body(Buffer.from(files.style), 200, { 'content-type': 'text/css; charset=utf-8' }))
  server.get('/favicon.ico', (c) => c.body(null, 204))
  server.get('/assets/canvaskit.wasm', async (c) => c.body(await readFile(canvasKitFile()), 200, { 'content-type': 'application/wasm' }))
  server.get('/assets/fonts/:file{Inter-[A-Za-z]+\\.ttf}', async (c) =>
    c.body(await readFile(fontFile(c.req.param('file'))), 200, { 'content-type': 'font/ttf' }),
  )
  server.get('/assets/sample.fig', async (c) =>
    c.body(await readFile(join(root, 'playground/scenes/trail.fig')), 200, { 'content-type': 'application/octet-stream' }),
  )
  server.get('/plugin/code.js', async (c) => c.text(await readFile(join(root, 'dist/code.js'), 'utf8')))
  server.get('/plugin/ui.html', async (c) => c.text(await readFile(join(root, 'dist/ui.html'), 'utf8')))
  server.get('/plugin/manifest.json', async (c) => c.text(await readFile(join(root, 'manifest.json'), 'utf8')))

  server.get('/playground/config', (c) => c.json(config))
  server.post('/playground/script', async (c) => {
    // Accepts only JSON: another site cannot send it here without a CORS preflight.
    if (!standIn || !c.req.header('content-type')?.startsWith('application/json'))
      return c.json({ error: 'There is no stand-in to script.' }, 409)
    // The cast is safe: our own page wrote it, and a wrong fault name would show at once.
    standIn.script((await c.req.json()) as Script)
    return c.json({ ok: true })
  })
  server.get('/playground/log', async (c) => c.json((await standIn?.log()) ?? { submits: 0, accepted: 0, isTold: false }))
  return server
}
