// A relay in its own process, with given limits and without the last error handler, so that an uncaught error ends it.

import { readConfig } from '../../../relay/config.ts'
import { startRelay, type Extras } from '../../../relay/node/start.ts'

/** Memory in bytes, its peak since the last reset, and the number of open connections. */
export type Usage = { readonly now: number; readonly peak: number; readonly connections: number }

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
    const connections = process.getActiveResourcesInfo().filter((one) => one === 'TCPSocketWrap').length
    process.send?.({ now: look(), peak, connections } satisfies Usage)
  })
  process.once('disconnect', () => process.exit())
  const read = readConfig(process.env)
  if (read.kind === 'faults') throw new Error(read.faults.join('\n'))
  const extras = JSON.parse(process.env['EXTRAS'] ?? '{}') as Extras
  const { port } = await startRelay(read.config, { ...extras, log: (line) => console.log(line) })
  process.send({ port })
}
