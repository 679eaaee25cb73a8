// The Results panel on a page with five hundred results: how much work the sandbox and the window have to open it.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { root } from '../../playground/serve/bundle.ts'
import type { ResultEntry } from '../../src/core/results/protocol.ts'
import { newHost, openPlugin } from '../support/plugin.ts'
import { aRecipe } from '../support/tasks.ts'
import { pageWith, scriptOf } from './bundle-page.ts'
import { type Figure, median } from './figure.ts'
import { report } from './plain-chromium.ts'
import type { ResultsReport } from './results-page.ts'
import { startServer } from './server.ts'

const count = 500
const rounds = 9

const looks = ['timber', 'brick', 'concrete', 'photo']
const prompt =
  'A building clad in vertical larch boards, oak windows, dark standing-seam roof, gravel and tall grasses, 35 mm lens, low golden sun an hour before sunset.'

/** Groups of four, like those of a user who orders four variants at a time. */
const recipes = Array.from({ length: count }, (_, nth) =>
  JSON.stringify(
    aRecipe({
      seed: 400_000_000 + nth * 7919,
      look: looks[Math.floor(nth / 4) % 4] ?? '',
      words: `street number ${Math.floor(nth / 4)}`,
      prompt,
      createdAt: 1_700_000_000_000 + Math.floor(nth / 4),
    }),
  ),
)

const pageOfResults = `async (figma) => {
  for (const [nth, recipe] of ${JSON.stringify(recipes)}.entries()) {
    const frame = figma.createFrame()
    frame.name = 'Warm timber, noon – Villa · ' + nth
    frame.x = 160 * (nth % 25)
    frame.y = 160 * Math.floor(nth / 25)
    frame.setPluginData('recipe', recipe)
    for (const part of [1, 2, 3]) frame.appendChild(figma.createRectangle())
  }
  return 1
}`

async function inSandbox(): Promise<{ readonly ms: readonly number[]; readonly results: readonly ResultEntry[] }> {
  const host = await newHost({ remembersPictures: false })
  await host.author(pageOfResults)
  const { figma } = await openPlugin(host)
  const ms: number[] = []
  let results: readonly ResultEntry[] = []
  for (let round = -1; round < rounds; round++) {
    const before = process.cpuUsage()
    results = (await figma.results()).results
    const { user, system } = process.cpuUsage(before)
    if (round >= 0) ms.push((user + system) / 1000)
  }
  if (results.length !== count) throw new Error(`${results.length} results were listed`)
  host.dispose()
  return { ms, results }
}

async function inWindow(results: readonly ResultEntry[]): Promise<ResultsReport> {
  const [ui, script, thumbnail] = await Promise.all([
    readFile(join(root, 'dist/ui.html'), 'utf8'),
    scriptOf('results-page.ts'),
    sharp({ create: { width: 320, height: 228, channels: 3, background: '#b98' } })
      .png()
      .toBuffer(),
  ])
  const server = await startServer({
    '/': { type: 'text/html; charset=utf-8', body: pageWith(script) },
    '/ui.html': { type: 'text/plain; charset=utf-8', body: ui },
    '/results': { type: 'application/json', body: JSON.stringify(results) },
    '/thumbnail': { type: 'image/png', body: thumbnail },
  })
  try {
    // Our own page wrote it.
    return (await report(server, '/')) as ResultsReport
  } finally {
    server.close()
  }
}

export async function resultsFigures(): Promise<readonly Figure[]> {
  const { ms, results } = await inSandbox()
  const { opened, tiles } = await inWindow(results)
  return [
    {
      name: `${count} results listed by the sandbox`,
      measured: median(ms),
      limit: 200,
      unit: 'ms',
      from: `CPU from call to answer, ${ms.length} rounds`,
    },
    {
      name: `${count} results opened in the window`,
      measured: median(opened),
      limit: 100,
      unit: 'ms',
      from: `press to ${tiles} drawn, waiting for frames included, ${opened.length} rounds`,
    },
  ]
}
