// `npm run bench`: figures of speed and size, each as a ratio of variants that ran alternately. People judge them; only a crash fails.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildPlugin, root } from '../../playground/serve/bundle.ts'
import { type Figure, isOk, tableOf } from './figure.ts'
import { fidelityFigures } from './fidelity.ts'
import { liveFigures } from './live.ts'
import { paceFigures } from './pace.ts'
import { relayFigures } from './relay.ts'
import { heldFigures, relaysFigures } from './relays.ts'
import { resultsFigures } from './results.ts'
import { sizeFigures } from './sizes.ts'
import { startFigures } from './start.ts'
import { taskFigures } from './tasks.ts'
import { uploadFigures } from './upload.ts'
import { wholeFigures } from './whole.ts'

/** Never two at once, because they would slow each other down. */
const parts: Readonly<Record<string, () => Promise<readonly Figure[]> | readonly Figure[]>> = {
  whole: wholeFigures,
  upload: uploadFigures,
  pace: paceFigures,
  results: resultsFigures,
  live: liveFigures,
  fidelity: fidelityFigures,
  relay: relayFigures,
  relays: relaysFigures,
  held: heldFigures,
  sizes: sizeFigures,
  start: startFigures,
  tasks: taskFigures,
}

async function bench(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.filter((name) => !Object.keys(parts).includes(name))
  if (unknown.length > 0) {
    console.error(`There is no part ${unknown.join(', ')}. Choose from ${Object.keys(parts).join(', ')}, or none for all.`)
    process.exitCode = 1
    return
  }
  await buildPlugin(() => undefined)
  const figures: Figure[] = []
  for (const [name, measure] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    console.error(`measuring: ${name}`)
    figures.push(...(await measure()))
  }
  const folder = join(root, 'out')
  await mkdir(folder, { recursive: true })
  await writeFile(
    join(folder, 'bench.json'),
    JSON.stringify(
      figures.map((figure) => ({ ...figure, isOk: isOk(figure) })),
      null,
      2,
    ),
  )
  console.log(tableOf(figures))
}

// `npm run bench -- upload pace` measures only those two.
await bench(process.argv.slice(2))
