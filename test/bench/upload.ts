// The time from picture bytes in the window to a request that has arrived, and the size of that request (perf §0, §7).

import { type Figure, median, ratio } from './figure.ts'
import { pageWith, scriptOf } from './bundle-page.ts'
import { dense, page, photo } from './pictures.ts'
import { report } from './plain-chromium.ts'
import { startServer } from './server.ts'
import type { UploadReport } from './upload-page.ts'

export async function uploadFigures(): Promise<readonly Figure[]> {
  const [painting, photograph, interfacePage, script] = await Promise.all([dense(), photo(), page(), scriptOf('upload-page.ts')])
  const png = (body: Uint8Array) => ({ type: 'image/png', body })
  const json = (value: unknown) => ({ type: 'application/json', body: JSON.stringify(value) })
  const html = (body: string) => ({ type: 'text/html; charset=utf-8', body })
  const server = await startServer({
    '/': html('<!doctype html><iframe sandbox="allow-scripts" src="/frame"></iframe>'),
    '/frame': html(pageWith(script)),
    '/pictures/full': png(painting.full),
    '/pictures/dense': png(painting.png),
    '/pictures/photo': png(photograph.png),
    '/pictures/page': png(interfacePage.png),
    '/plans/dense': json(painting.plan),
    '/plans/photo': json(photograph.plan),
    '/plans/page': json(interfacePage.plan),
  })
  try {
    // Our own page wrote it.
    const { typical, ours, floor, large, bodies } = (await report(server, '/')) as UploadReport
    const kB = (bytes: number): number => bytes / 1000
    const exported = (bytes: Uint8Array): string => `export of ${Math.round(kB(bytes.length))} kB`
    return [
      ratio('bytes to request received, CPU, over the typical plugin', ours.total, typical.total, 0.25),
      ratio('longest main-thread task on that way, over typical', ours.block, typical.block, 0.05),
      { name: 'longest main-thread task on that way', measured: median(ours.block), limit: 16, unit: 'ms' },
      ratio('16 MB to request received, over raw bytes', large.total, floor.total, 2.5),
      { name: 'body of a 1440 px photo', measured: kB(bodies.photo), limit: 1000, unit: 'kB', from: exported(photograph.png) },
      { name: 'body of an interface', measured: kB(bodies.page), limit: 450, unit: 'kB', from: exported(interfacePage.png) },
    ]
  } finally {
    server.close()
  }
}
