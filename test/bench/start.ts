// How soon the window can be used, compared with a page that has only Preact and a button (DESIGN §13).

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../../playground/serve/bundle.ts'
import { pageWith, scriptOf } from './bundle-page.ts'
import { type Figure, inMs, median } from './figure.ts'
import { report } from './plain-chromium.ts'
import { startServer } from './server.ts'
import type { StartReport } from './start-page.ts'

export async function startFigures(): Promise<readonly Figure[]> {
  const [ui, script, preact] = await Promise.all([
    readFile(join(root, 'dist/ui.html'), 'utf8'),
    scriptOf('start-page.ts'),
    scriptOf('preact-page.ts'),
  ])
  const server = await startServer({
    '/': { type: 'text/html; charset=utf-8', body: pageWith(script) },
    '/ui.html': { type: 'text/plain; charset=utf-8', body: ui },
    '/preact.html': { type: 'text/plain; charset=utf-8', body: pageWith(preact) },
  })
  try {
    // Our own page wrote it.
    const { plugin, empty } = (await report(server, '/')) as StartReport
    const [ours, floor] = [median(plugin), median(empty)]
    return [
      {
        name: 'window usable after load, over an empty Preact page',
        measured: ours / floor,
        limit: 2.5,
        unit: '×',
        from: `${inMs(ours)} against ${inMs(floor)}, ${plugin.length} rounds`,
      },
    ]
  } finally {
    server.close()
  }
}
