// The doctor against the stand-in service on loopback, and its sentences about worlds that the stand-in does not play.

import { afterEach, describe, expect, it } from 'vitest'
import { askForFree } from '../../playground/doctor-ask.ts'
import { diagnose } from '../../playground/doctor-diagnose.ts'
import type { Facts, Heard } from '../../playground/doctor-facts.ts'
import { payForOne } from '../../playground/doctor-pay.ts'
import { listen, type Listening } from '../../playground/service/listen.ts'
import { createService, type Service, type ServiceOptions } from '../../playground/service/service.ts'

const key = 'sk-of-this-test'
/** Long enough for a link signed anew to differ. */
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))
let open: Listening[] = []
afterEach(async () => {
  await Promise.all(open.map(({ close }) => close()))
  open = []
})

const start = async (options: ServiceOptions = {}): Promise<{ service: Service; baseUrl: string }> => {
  const service = createService({ keys: [key], taskMs: 0, paint: 'identity', ...options })
  const listening = await listen(service)
  open.push(listening)
  return { service, baseUrl: listening.apiUrl }
}

const examine = async (baseUrl: string, used = key, pays = false) => {
  const facts = await askForFree({ baseUrl, key: used })
  const paid = pays ? await payForOne({ baseUrl, key: used }, () => undefined, soon) : null
  return { facts, ...diagnose({ ...facts, paid }) }
}

describe('the free questions', () => {
  it('find that the service lets the plugin send, and cost nothing', async () => {
    const { service, baseUrl } = await start()
    const { found, set } = await examine(baseUrl)
    expect(found).toEqual([
      `${new URL(baseUrl).host} lets the plugin send.`,
      'A wrong key is refused with 401, and the plugin can read that.',
      'Your key is accepted.',
    ])
    expect(set[0]).toBe(`Base URL: ${baseUrl}`)
    expect(set.join('\n')).toContain('run with --pay, which costs about one picture')
    expect(service.accepted).toHaveLength(0)
  })

  it('are asked as a page without an origin asks them', async () => {
    const { service, baseUrl } = await start()
    await examine(baseUrl)
    expect(service.requests.map(({ method, headers }) => [method, headers['origin']])).toEqual([
      ['OPTIONS', 'null'],
      ['POST', 'null'],
      ['GET', 'null'],
    ])
    expect(service.requests[0]?.headers['access-control-request-headers']).toBe('authorization,content-type')
  })

  it('send the key to the connection check alone', async () => {
    const { service, baseUrl } = await start()
    await examine(baseUrl)
    expect(service.requests.filter(({ headers }) => headers['authorization']?.includes(key)).map(({ kind }) => kind)).toEqual(['poll'])
  })

  it('tell that a key is not accepted', async () => {
    const { baseUrl } = await start()
    const { found, set } = await examine(baseUrl, 'sk-somebody-else')
    expect(found).toContain('Your key: The service does not accept this key.')
    expect(set).toContain('API key: use another one, or look into its account.')
  })

  it('ask for no key where none is given', async () => {
    const { service, baseUrl } = await start()
    const { set } = await examine(baseUrl, '')
    expect(service.requests).toHaveLength(2)
    expect(set.join('\n')).toContain('COMETAPI_API_KEY')
  })

  it('tell that nobody is there', async () => {
    const { set } = await examine('http://localhost:9')
    expect(set[0]).toBe('Base URL: check the address http://localhost:9 and your network.')
  })
})

describe('a picture that is paid for', () => {
  it('tells spelling, size, host, and that its host lets nobody read', async () => {
    const { service, baseUrl } = await start()
    const { found, set } = await examine(baseUrl, key, true)
    const { host } = new URL(service.settings.imageBase)
    expect(service.accepted).toHaveLength(1)
    expect(found).toContain('The model is sold as flux-pro-1.0-depth.')
    expect(found.join('\n')).toMatch(new RegExp(`It is a PNG of 256 × 256, \\d+ kB, on ${host}\\.`))
    expect(found.join('\n')).toContain(`${host} sends no CORS headers`)
    expect(found).toContain('Asking again gives the same link; it is not renewed.')
    expect(set.join('\n')).toContain('Relay: needed to fetch pictures')
    expect(set).toContain(`Manifest: add https://${host} to networkAccess.allowedDomains, and to the relay's IMAGE_HOSTS.`)
  })

  it('needs no relay where its host allows reading, and is found in the second spelling', async () => {
    const { baseUrl } = await start({ imageCors: true, models: ['flux-pro-1-0-depth'], renewsLinks: true })
    const { found, set } = await examine(baseUrl, key, true)
    expect(found.join('\n')).toContain('The model is not sold as flux-pro-1.0-depth')
    expect(found).toContain('Asking again renews the link.')
    expect(set).toContain('Relay: not needed.')
    expect(set).toContain('Model: flux-pro-1-0-depth; the plugin finds it by itself.')
  })

  it('is not ordered again where the answer was lost', async () => {
    const { service, baseUrl } = await start()
    service.faults.next('submit', 'lost')
    const paid = await payForOne({ baseUrl, key }, () => undefined, soon)
    expect(service.accepted).toHaveLength(1)
    expect(paid).toMatchObject({ accepted: null, refused: [{ failure: { code: 'maybe-submitted' } }] })
  })

  it('says that the model is gone where no spelling is sold', async () => {
    const { baseUrl } = await start({ models: ['flux-kontext-pro'] })
    const { set } = await examine(baseUrl, key, true)
    expect(set).toContain('Model: choose another one under Advanced; this one is not offered under any spelling.')
  })
})

describe('the sentences', () => {
  const reply = (change: Partial<Extract<Heard, { kind: 'reply' }>>): Heard => ({
    ...{ kind: 'reply', status: 204, type: 'application/json', text: '{}', allowOrigin: '*', allowHeaders: 'authorization, content-type' },
    ...change,
  })
  const facts = (change: Partial<Facts>): Facts => ({
    ...{ baseUrl: 'https://api.example.com', preflight: reply({}), badKey: reply({ status: 401 }), connection: null, paid: null },
    ...change,
  })

  it('ask for a relay where a page without an origin is not let in', () => {
    const { set } = diagnose(facts({ preflight: reply({ allowOrigin: 'https://www.example.com' }) }))
    expect(set[0]).toMatch(/^Base URL: not https:\/\/api\.example\.com\. A relay is needed/)
  })

  it('ask for a relay where errors cannot be read', () => {
    expect(diagnose(facts({ badKey: reply({ status: 401, allowOrigin: null }) })).set[0]).toContain('A relay is needed')
  })

  it('warn of a star that Chromium will not accept for ever', () => {
    const { found, set } = diagnose(facts({ preflight: reply({ allowHeaders: '*' }) }))
    expect(found[0]).toContain('plans to stop accepting')
    expect(set[0]).toBe('Base URL: https://api.example.com')
  })

  it('take a preflight that is redirected for a refusal', () => {
    expect(diagnose(facts({ preflight: reply({ status: 301 }) })).found[0]).toContain('HTTP 301')
  })

  it('know a web page from the service', () => {
    expect(diagnose(facts({ connection: reply({ status: 200, type: 'text/html', text: '<!doctype html>' }) })).found).toContain(
      'The address answers, but not as the service does: there is no JSON.',
    )
  })
})
