// @vitest-environment node
// "Check connection" over a browser's rules: which step fails first, what is said, and what to do then.

import { afterEach, describe, expect, it, vi } from 'vitest'
import { createService, type Handler, type Service, type ServiceOptions } from '../../playground/service/service.ts'
import { createRelay } from '../../relay/relay.ts'
import { type CheckLine, type CheckStep, checkSteps, outcomeOf } from '../../src/core/check.ts'
import { fluxDepthPro } from '../../src/core/models/flux-depth-pro.ts'
import { findModel } from '../../src/core/models/index.ts'
import { PluginError, failure } from '../../src/core/failure.ts'
import { pictureSize } from '../../src/core/image-size.ts'
import type { Model } from '../../src/core/models/model.ts'
import { makeChecking } from '../../src/ui/store/checking.ts'
import { type VirtualTime, virtualTime } from '../support/network.ts'
import { type Road, openRoad } from '../support/road.ts'
import { tinyPng } from '../support/tiny.ts'

afterEach(() => vi.unstubAllGlobals())

const home = 'https://api.cometapi.com'
const relay = 'http://localhost:8787'
const delivery = 'https://delivery.eu2.bfl.ai'
const key = 'sk-canary-check'
const depth = fluxDepthPro

/** The real relay, with nobody behind it. */
const lonely = createRelay({ upstreamUrl: home, fetch: () => Promise.reject(new TypeError('fetch failed')) })

type Checking = ReturnType<typeof makeChecking>

type World = Checking['part'] & {
  readonly road: Road
  readonly service: Service
  readonly time: VirtualTime
  readonly close: () => void
  readonly urls: Set<string>
  lines(): readonly CheckLine[]
  /** Once the walk is over. */
  walk(entry?: { key?: string; baseUrl?: string }): Promise<readonly CheckLine[]>
  trial(): Promise<CheckLine>
}

type Options = {
  readonly service?: ServiceOptions
  readonly model?: Model
  readonly hosts?: (service: Service) => Readonly<Record<string, Handler>>
  /** What Figma itself gets of a picture that the window may not read. */
  readonly sandboxReads?: boolean
}

const settled = async (isOver: () => boolean): Promise<void> =>
  vi.waitFor(() => expect(isOver()).toBe(true), { timeout: 10_000, interval: 5 })

const open = ({ service: more = {}, model = depth, hosts, sandboxReads = false }: Options = {}): World => {
  const picture = tinyPng(512, 512)
  const service = createService({
    keys: [key],
    taskMs: 0,
    imageCors: true,
    painter: async () => ({ bytes: picture, type: 'image/png', width: 512, height: 512 }),
    measure: async (bytes) => pictureSize(bytes) ?? undefined,
    ...more,
  })
  const road = openRoad({ [home]: service.api.fetch, [delivery]: service.images.fetch, ...hosts?.(service) })
  const time = virtualTime(Date.now())
  const urls = new Set<string>()
  const { part, close } = makeChecking(
    {
      figma: {
        readPicture: async () => {
          if (!sandboxReads) throw new PluginError(failure('delivery-blocked', 'Failed to fetch'))
          return { bytes: picture }
        },
      } as never,
      network: road.network,
      time,
      tools: { convert: async ({ bytes }: { bytes: Uint8Array }) => bytes } as never,
      urls: {
        make: (blob) => {
          const url = `blob:null/${urls.size}-${blob.size}`
          urls.add(url)
          return url
        },
        drop: (url) => void urls.delete(url),
      },
      testPicture: async () => new Blob([new Uint8Array(picture)]),
    },
    () => model,
  )
  const lines = (): readonly CheckLine[] => part.connection.peek().lines
  return {
    ...{ ...part, close, road, service, time, urls, lines },
    walk: async (entry = {}) => {
      part.checkConnection({ key, baseUrl: home, ...entry })
      await settled(() => outcomeOf(lines()) !== '')
      return lines()
    },
    trial: async () => {
      part.makeTestPicture({ key, baseUrl: home })
      await settled(() => outcomeOf(lines()) !== '')
      const last = lines().at(-1)
      if (last?.step !== 'picture') throw new Error('no picture was tried')
      return last
    },
  }
}

const states = (lines: readonly CheckLine[]): string => lines.map(({ state }) => state[0]).join('')

const without =
  (handler: Handler, change: (headers: Headers, request: Request) => void): Handler =>
  async (request) => {
    const answer = await handler(request)
    const headers = new Headers(answer.headers)
    change(headers, request)
    return new Response(answer.body, { status: answer.status, headers })
  }

const says =
  (status: number, body: string, type = 'application/json'): Handler =>
  async ({ method }) =>
    new Response(method === 'OPTIONS' ? null : body, {
      status: method === 'OPTIONS' ? 204 : status,
      headers: { 'content-type': type, 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization,content-type' },
    })

type Row = readonly [
  name: string,
  step: CheckStep,
  said: RegExp,
  next: RegExp,
  remedy: unknown,
  entry?: { key?: string; baseUrl?: string },
  options?: Options,
  script?: (service: Service, time: VirtualTime) => void,
]

const useRelay = { do: 'use-address', address: relay }
const use = (address: string) => ({ do: 'use-address', address })

const table: readonly Row[] = [
  ['no address', 'address', /No address/, /api\.cometapi\.com/, use(home), { baseUrl: '  ' }],
  ['no scheme', 'address', /begins with https/, /Type https:\/\/relay\.studio\./, use('https://relay.studio'), { baseUrl: 'relay.studio' }],
  ['another scheme', 'address', /begins with https/, /Type/, use('https://relay.studio'), { baseUrl: 'ftp://relay.studio' }],
  ['a relay here without scheme', 'address', /begins with https/, /Type/, use(relay), { baseUrl: 'localhost:8787' }],
  [
    'credentials',
    'address',
    /before its @/,
    /Type https:\/\/relay\.studio\./,
    use('https://relay.studio'),
    { baseUrl: 'https://me:pw@relay.studio' },
  ],
  [
    'a query',
    'address',
    /with a \?/,
    /Type https:\/\/relay\.studio\/x\./,
    use('https://relay.studio/x'),
    { baseUrl: 'https://relay.studio/x?y=1' },
  ],
  ['http to another machine', 'address', /read the key/, /Type/, use('https://relay.studio'), { baseUrl: 'http://relay.studio' }],
  ['words', 'address', /no web address/, /looks like https/, null, { baseUrl: 'https://my relay' }],
  [
    'a host that the manifest does not list',
    'manifest',
    /does not allow https:\/\/relay\.studio\./,
    /Add "https:\/\/relay\.studio" to networkAccess\.allowedDomains in manifest\.json and import the plugin again/,
    { do: 'copy', text: '"https://relay.studio"' },
    { baseUrl: 'https://relay.studio/prefix' },
  ],
  [
    'another port of this machine',
    'manifest',
    /does not allow http:\/\/localhost:9000/,
    /"http:\/\/localhost:9000" to networkAccess\.devAllowedDomains/,
    { do: 'copy', text: '"http://localhost:9000"' },
    { baseUrl: 'http://localhost:9000' },
  ],
  ['this machine by number', 'manifest', /127\.0\.0\.1:8787/, /use the name/, use(relay), { baseUrl: 'http://127.0.0.1:8787' }],
  ['nobody at a relay', 'reach', /Nothing answers at localhost:8787/, /npm run relay/, null, { baseUrl: relay }],
  ['nobody at a host', 'reach', /Nothing answers at/, /firewall/, null, { baseUrl: 'https://bfldeliverysc.blob.core.windows.net' }],
  [
    'no network',
    'reach',
    /This computer is offline/,
    /Connect it/,
    null,
    {},
    { hosts: () => ({ [home]: async () => Promise.reject(new Error('no network')) }) },
    (_, time) => time.goOffline(1e9),
  ],
  [
    'no CORS at all',
    'cors',
    /api\.cometapi\.com answers, but lets no plugin read it/,
    /npm run relay/,
    useRelay,
    {},
    { hosts: ({ api }) => ({ [home]: without(api.fetch, (headers) => headers.delete('access-control-allow-origin')) }) },
  ],
  [
    'an origin that is not ours',
    'cors',
    /lets no plugin read it/,
    /relay/,
    useRelay,
    {},
    { hosts: ({ api }) => ({ [home]: without(api.fetch, (headers) => headers.set('access-control-allow-origin', home)) }) },
  ],
  [
    'a relay of one’s own without CORS, which is not told to use itself',
    'cors',
    /lets no plugin read it/,
    /relay/,
    null,
    { baseUrl: relay },
    { hosts: ({ api }) => ({ [relay]: without(api.fetch, (headers) => headers.delete('access-control-allow-origin')) }) },
  ],
  [
    'a header Authorization that is allowed by a star only',
    'cors',
    /takes no key from a plugin: it must allow the header Authorization by name/,
    /relay/,
    useRelay,
    {},
    { hosts: ({ api }) => ({ [home]: without(api.fetch, (headers) => headers.set('access-control-allow-headers', '*')) }) },
  ],
  [
    'questions allowed and posting not',
    'cors',
    /no pictures from a plugin: it must allow POST and the header Content-Type/,
    /relay/,
    useRelay,
    {},
    { hosts: ({ api }) => ({ [home]: without(api.fetch, (headers) => headers.set('access-control-allow-headers', 'authorization')) }) },
  ],
  [
    'a redirect to where the manifest does not reach',
    'cors',
    /sends on to another address/,
    /Enter the address/,
    null,
    {},
    { hosts: () => ({ [home]: async () => new Response(null, { status: 301, headers: { location: 'https://www.cometapi.com/' } }) }) },
  ],
  [
    'a redirect that may be read',
    'cors',
    /sends on to another address/,
    /Enter the address/,
    null,
    {},
    {
      hosts: () => ({
        [home]: async () => new Response(null, { status: 301, headers: { location: home, 'access-control-allow-origin': '*' } }),
      }),
    },
  ],
  ['no key', 'key', /No key is entered/, /Paste/, null, { key: ' ' }],
  ['a key with a space in it', 'key', /a space or a letter/, /Copy it once more/, null, { key: 'sk ü' }],
  ['a wrong key', 'key', /does not accept this key/, /Copy the key once more/, null, { key: 'sk-somebody-else' }],
  [
    'an exhausted account',
    'key',
    /no credit left/,
    /Fill it up/,
    { do: 'open', label: 'Open billing page', url: 'https://api.cometapi.com/console/topup' },
    {},
    {},
    ({ faults }) => faults.always('poll', 'exhausted-token'),
  ],
  [
    'an exhausted account behind a relay on this computer',
    'key',
    /no credit left/,
    /Fill it up/,
    { do: 'open', label: 'Open billing page', url: 'https://api.cometapi.com/console/topup' },
    { baseUrl: relay },
    { hosts: ({ api }) => ({ [relay]: api.fetch }) },
    ({ faults }) => faults.always('poll', 'no-quota'),
  ],
  [
    'an account that is found empty only when something is ordered',
    'key',
    /no credit left/,
    /Fill it up/,
    expect.anything(),
    {},
    {},
    ({ faults }) => faults.always('submit', 'task-quota'),
  ],
  ['a key that may not ask', 'key', /not allowed/, /another key/, null, {}, {}, ({ faults }) => faults.always('poll', 'forbidden')],
  ['an error of the service', 'key', /error \(500\)/, /few minutes/, null, {}, {}, ({ faults }) => faults.always('poll', 'server-error')],
  [
    'a relay that does not reach its service',
    'key',
    /localhost:8787 answers, but does not reach the service behind it/,
    /UPSTREAM_URL/,
    null,
    { baseUrl: relay },
    { hosts: () => ({ [relay]: async (request) => lonely.fetch(request) }) },
  ],
  ['a service that is busy', 'key', /busy/, /minute/, null, {}, {}, ({ faults }) => faults.always('poll', 'rate-limited')],
  [
    'a web page',
    'key',
    /answers, but not as the service does/,
    /\/flux\/v1\//,
    null,
    {},
    {},
    ({ faults }) => faults.always('poll', 'html'),
  ],
  [
    'a web page under a path',
    'key',
    /not as the service does/,
    /path/,
    use(home),
    { baseUrl: `${home}/v1` },
    { hosts: () => ({ [home]: says(200, '<!doctype html>', 'text/html') }) },
  ],
  ['another API', 'key', /not as the service does/, /flux/, null, {}, { hosts: () => ({ [home]: says(200, '{"weather":"fine"}') }) }],
  [
    'a path that is not found',
    'key',
    /not as the service does/,
    /flux/,
    null,
    {},
    { hosts: () => ({ [home]: says(404, '{"detail":"Not Found"}') }) },
  ],
  [
    'a model that is gone under every spelling',
    'model',
    /FLUX\.1 Depth \[pro\] is not offered\. Asked for as flux-pro-1\.0-depth and flux-pro-1-0-depth\./,
    /Choose another model/,
    { do: 'choose-model' },
    {},
    { service: { models: ['flux-kontext-pro'] } },
  ],
  [
    'a model that this key may not use',
    'model',
    /not allowed to use this model/,
    /another key/,
    null,
    {},
    {},
    ({ faults }) => faults.always('submit', 'forbidden'),
  ],
  [
    'an error about the model',
    'model',
    /error \(500\)/,
    /few minutes/,
    null,
    {},
    {},
    ({ faults }) => faults.always('submit', 'server-error'),
  ],
]

describe('the first step that fails', () => {
  it.each(table.map((row) => [row[0], row[1], row] as const))(
    '%s: %s',
    async (_, step, [, , said, next, remedy, entry, options, script]) => {
      const world = open(options)
      script?.(world.service, world.time)
      const lines = await world.walk(entry)
      const at = checkSteps.findIndex((name) => name === step)
      expect(states(lines)).toBe(`${'p'.repeat(at)}f${'s'.repeat(checkSteps.length - at - 1)}`)
      const found = lines[at]?.finding
      expect(found?.said).toMatch(said)
      expect(found?.next).toMatch(next)
      expect(found?.remedy ?? null).toEqual(remedy)
      expect(outcomeOf(lines)).toContain(found?.said)
      // Nothing was made, and the key is in no address and no question without CORS.
      expect(world.service.accepted).toHaveLength(0)
      for (const { url, mode, authorization, body } of world.road.seen) {
        expect(url).not.toContain(key)
        expect(body).not.toContain(key)
        if (mode === 'no-cors') expect(authorization).toBeNull()
      }
    },
  )
})

describe('a road without an end', () => {
  it('is walked with five small questions that make nothing', async () => {
    const world = open()
    const lines = await world.walk()
    expect(states(lines)).toBe('pppppp')
    expect(outcomeOf(lines)).toMatch(/^It works\./)
    expect(lines.at(-1)?.finding?.said).toBe('FLUX.1 Depth [pro] is offered as flux-pro-1.0-depth.')
    expect(
      world.road.seen.filter(({ method }) => method !== 'OPTIONS').map(({ method, authorization, body }) => [method, authorization, body]),
    ).toEqual([
      ['GET', null, ''],
      ['GET', `Bearer ${key}`, ''],
      ['POST', `Bearer ${key}`, '{}'],
    ])
    expect(world.service.accepted).toHaveLength(0)
  })

  it('fills in as it goes', async () => {
    const world = open()
    const told: string[] = []
    const stop = world.connection.subscribe(({ lines }) => void told.push(states(lines)))
    await world.walk()
    stop()
    expect(told).toEqual([
      '',
      'rwwwww',
      'pwwwww',
      'prwwww',
      'ppwwww',
      'pprwww',
      'pppwww',
      'ppprww',
      'ppppww',
      'pppprw',
      'pppppw',
      'pppppr',
      'pppppp',
    ])
  })

  it.each([
    [`${home}/`, null],
    [`${home}/flux/v1/`, null],
    [`${home}/flux/v1/flux-pro-1.0-depth`, null],
    [`${home}/flux/v1/get_result?id=abc`, null],
    [`  ${home.toUpperCase()} `, null],
    ['http://localhost:8787/prefix/flux/v1', 'http://localhost:8787/prefix'],
  ])('begins at %s, and says what it was trimmed to', async (baseUrl, base) => {
    const under: (service: Service) => Handler =
      ({ api }) =>
      async (request) =>
        api.fetch(new Request(request.url.replace('/prefix/', '/'), request))
    const world = open({ hosts: (service) => ({ [relay]: under(service) }) })
    const lines = await world.walk({ baseUrl })
    expect(states(lines)).toBe('pppppp')
    expect(lines[0]?.finding?.said).toBe(`Trimmed to ${base ?? home}.`)
    expect(world.road.seen.every(({ url }) => url.startsWith(`${base ?? home}/flux/v1/`))).toBe(true)
  })

  it('finds a model under its second spelling', async () => {
    const world = open({ service: { models: ['flux-pro-1-0-depth'] } })
    expect((await world.walk()).at(-1)).toMatchObject({
      state: 'passed',
      finding: { said: expect.stringContaining('as flux-pro-1-0-depth.') as string },
    })
  })

  it('says so where the service took the empty request, and asks no second time', async () => {
    const world = open({
      hosts: ({ api }) => ({
        [home]: async (request) => (request.method === 'POST' ? says(200, '{"id":"abc"}')(request) : api.fetch(request)),
      }),
    })
    const lines = await world.walk()
    expect(lines.at(-1)).toMatchObject({
      state: 'passed',
      finding: { said: 'The service took an empty request as flux-pro-1.0-depth. It may charge for it.' },
    })
    expect(world.road.seen.filter(({ method }) => method === 'POST')).toHaveLength(1)
    expect(outcomeOf(lines)).toContain('It may charge for it. Look at your account’s usage.')
  })
})

describe('a walk', () => {
  it('that led over a redirect does not make its host a forbidden one', async () => {
    let isMoved = true
    const moved = (): Response => new Response(null, { status: 301, headers: { location: 'https://www.cometapi.com/' } })
    const world = open({ hosts: () => ({ [home]: async () => (isMoved ? moved() : Promise.reject(new Error('down'))) }) })
    expect(states(await world.walk())).toBe('pppfss')
    isMoved = false
    // The manifest is not to blame for a host that is down.
    expect(states(await world.walk())).toBe('ppfsss')
  })

  it('is stopped by closing, and leaves nothing behind', async () => {
    const begun: (() => void)[] = []
    const world = open({ hosts: () => ({ [home]: () => new Promise<Response>((resolve) => begun.push(() => resolve(new Response()))) }) })
    world.checkConnection({ key, baseUrl: home })
    await settled(() => begun.length > 0)
    world.close()
    begun.forEach((answer) => answer())
    expect(world.lines()).toEqual([])
    await new Promise((resolve) => setTimeout(resolve))
    expect(world.lines()).toEqual([])
    expect(world.road.seen).toHaveLength(1)
  })

  it('is forgotten when the entry is changed', async () => {
    const world = open()
    await world.walk()
    world.forgetCheck()
    expect(world.lines()).toEqual([])
  })
})

describe('one test picture', () => {
  it('goes the way of every picture, is shown, and lies on no canvas', async () => {
    const world = open()
    await world.walk()
    const line = await world.trial()
    expect(line).toMatchObject({ state: 'passed' })
    expect(line.finding?.said).toMatch(/^Made in [\d.]+ s, 512 × 512 PNG\. The plugin’s window can read it by itself\.$/)
    expect(line.finding?.next).toBe('It is on no canvas: closing this dialog drops it.')
    expect(world.connection.peek().picture).toMatch(/^blob:/)
    expect(world.service.accepted).toHaveLength(1)
    const [order] = world.service.submits().slice(-1)
    expect(Object.keys(order?.pictures ?? {})).toEqual(['control_image'])
    expect(pictureSize(order?.pictures['control_image'] ?? new Uint8Array())).toEqual({ width: 512, height: 512 })
    world.close()
    expect(world.urls.size).toBe(0)
    expect(world.lines()).toEqual([])
  })

  it.each(['flux-kontext-pro', 'flux-2-pro'])('is taken by %s as well', async (id) => {
    const world = open({ model: findModel(id) ?? depth })
    await world.walk()
    expect(await world.trial()).toMatchObject({ state: 'passed' })
  })

  it('tells that Figma reads it where the window may not', async () => {
    const world = open({ service: { imageCors: false }, sandboxReads: true })
    await world.walk()
    expect((await world.trial()).finding?.said).toContain('but Figma itself can.')
    expect(world.connection.peek().picture).not.toBeNull()
  })

  it('that nobody can read is opened by hand, and a relay is named', async () => {
    const world = open({ service: { imageCors: false } })
    await world.walk()
    const line = await world.trial()
    expect(line).toMatchObject({ state: 'failed', finding: { remedy: { do: 'open', label: 'Open picture' } } })
    expect(line.finding?.said).toContain('Probably charged.')
    expect(line.finding?.next).toContain('relay')
  })

  it('whose answer is lost is not sent again, and says that it may have been charged', async () => {
    const world = open()
    await world.walk()
    world.service.faults.next('submit', 'lost')
    const line = await world.trial()
    expect(line.finding?.said).toBe('The answer got lost. The service may have taken the picture. It may have been charged.')
    expect(line.finding?.next).toContain('usage')
    expect(world.service.accepted).toHaveLength(1)
    expect(world.service.submits().filter(({ bytes }) => bytes > 100)).toHaveLength(1)
  })

  it('is not made before a walk that went well, nor a second time while one is in the making', async () => {
    const world = open()
    world.makeTestPicture({ key, baseUrl: home })
    await world.walk({ key: 'sk-wrong' })
    world.makeTestPicture({ key, baseUrl: home })
    expect(world.lines().some(({ step }) => step === 'picture')).toBe(false)
    await world.walk()
    world.service.faults.always('poll', 'hang')
    world.makeTestPicture({ key, baseUrl: home })
    await settled(() => world.service.accepted.length === 1)
    world.makeTestPicture({ key, baseUrl: home })
    world.checkConnection({ key, baseUrl: home })
    world.forgetCheck()
    expect(world.lines().at(-1)).toMatchObject({ step: 'picture', state: 'running' })
    world.close()
    expect(world.lines()).toEqual([])
    expect(world.service.accepted).toHaveLength(1)
  })

  it('stays when the entry is changed, and no second one goes to an address that was not checked', async () => {
    const world = open()
    await world.walk()
    await world.trial()
    world.forgetCheck()
    expect(world.lines().map(({ step }) => step)).toEqual(['picture'])
    expect(world.urls.size).toBe(1)
    world.makeTestPicture({ key, baseUrl: relay })
    expect(world.service.accepted).toHaveLength(1)
    await world.walk()
    expect(world.urls.size).toBe(0)
  })

  it('that is refused says that it cost nothing', async () => {
    const world = open()
    await world.walk()
    world.service.faults.always('submit', 'no-quota')
    const line = await world.trial()
    expect(line.finding?.said).toBe('The account of this key has no credit left. Not charged.')
    expect(line.finding?.remedy).toMatchObject({ label: 'Open billing page' })
  })
})
