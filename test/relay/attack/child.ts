// A relay in a process of its own, with the limits it is told and without the last net, so that an error nobody catches ends it.

import { readConfig } from '../../../relay/config.ts'
import { startRelay, type Extras } from '../../../relay/node/start.ts'

/** In bytes, and the most of it since the start. */
export type Usage = { readonly now: number; readonly peak: number }

if (process.send) {
  let peak = 0
  const look = (): number => {
    const { rss } = process.memoryUsage()
    peak = Math.max(peak, rss)
    return rss
  }
  setInterval(look, 10)
  process.on('message', (message) => {
    if (message === 'forget') peak = 0
    process.send?.({ now: look(), peak } satisfies Usage)
  })
  process.once('disconnect', () => process.exit())
  const read = readConfig(process.env)
  if (read.kind === 'faults') throw new Error(read.faults.join('\n'))
  const extras = JSON.parse(process.env['EXTRAS'] ?? '{}') as Extras
  const { port } = await startRelay(read.config, { ...extras, log: (line) => console.log(line) })
  process.send({ port })
}
