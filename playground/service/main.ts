/** Starts the stand-in by hand: PORT (8788), IMAGE_PORT (8789), TLS=1 for the https stand-in of the production hosts. */
import { listen } from './listen.ts'
import { createService } from './service.ts'

const { PORT = '8788', IMAGE_PORT = '8789', TLS } = process.env

const service = createService()
const { apiUrl, imageUrl, hostRules, close } = await listen(service, {
  port: Number(PORT),
  imagePort: Number(IMAGE_PORT),
  tls: TLS === '1',
})

console.log(`Simulated service on ${apiUrl}, its pictures on ${imageUrl}. Key: ${service.settings.keys.join(', ')}`)
if (hostRules) console.log(`Start Chromium with --ignore-certificate-errors --host-resolver-rules="${hostRules}"`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close())
