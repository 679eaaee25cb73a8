/** Starts the stand-in by hand, `npx tsx playground/service/main.ts`: PORT (8788), IMAGE_PORT (8789), TLS=1 for the https stand-in of the production hosts. */
import { messageOf } from '../../src/core/base/text.ts'
import { wholeNumber } from '../given.ts'
import { isPortTaken } from '../serve/listen.ts'
import { listen, type Listening } from './listen.ts'
import { createService } from './service.ts'

const { PORT, IMAGE_PORT, TLS } = process.env

function stop(error: unknown): never {
  console.error(isPortTaken(error) ? `Port ${error.port} is taken: set PORT and IMAGE_PORT to free ones.` : messageOf(error))
  process.exit(1)
}

const service = createService()
const { apiUrl, imageUrl, hostRules, close } = await open().catch(stop)

async function open(): Promise<Listening> {
  return listen(service, {
    port: wholeNumber('PORT', PORT, 8788, { most: 65_535 }),
    imagePort: wholeNumber('IMAGE_PORT', IMAGE_PORT, 8789, { most: 65_535 }),
    tls: TLS === '1',
  })
}

console.log(`Simulated service on ${apiUrl}, its pictures on ${imageUrl}. Key: ${service.settings.keys.join(', ')}`)
if (hostRules) console.log(`Start Chromium with --ignore-certificate-errors --host-resolver-rules="${hostRules}"`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close())
