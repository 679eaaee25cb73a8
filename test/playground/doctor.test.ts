// The doctor against the stand-in service on loopback, with every answer that it could get.

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { askForFree } from '../../playground/doctor-ask.ts'
import { diagnose, type Diagnosis, type Row } from '../../playground/doctor-diagnose.ts'
import type { Facts, Answer, Reply } from '../../playground/doctor-facts.ts'
import { payFor } from '../../playground/doctor-pay.ts'
import { report, table, withoutKey } from '../../playground/doctor-print.ts'
import { listen, type Listening } from '../../playground/service/listen.ts'
import { createService, type Handler, type Service, type ServiceOptions } from '../../playground/service/service.ts'
import { type Clock, wallClock } from '../../playground/service/settings.ts'
import { models } from '../../src/core/model/models.ts'

const key = 'sk-of-this-"test"\\'
const paths = models.flatMap(({ paths: own }) => own)
const depth = ['flux-pro-1-0-depth', 'flux-pro-1.0-depth'] as const

let running: Listening[] = []
afterEach(async () => {
  await Promise.all(running.map(({ close }) => close()))
  running = []
})

type Started = { readonly service: Service; readonly baseUrl: string }

/** The service's clock goes on by itself, and by what the doctor waits. */
let aheadMs = 0
const clock: Clock = { now: () => Date.now() + aheadMs, sleep: wallClock.sleep }

async function start(options: ServiceOptions = {}, around: (service: Service) => Handler = ({ api }) => api.fetch): Promise<Started> {
  const service = createService({ clock, keys: [key], taskMs: 0, paint: 'identity', ...options })
  const listening = await listen({ ...service, api: { fetch: around(service) } })
  running.push(listening)
  return { service, baseUrl: listening.apiUrl }
}

type Examined = Diagnosis & { readonly facts: Facts; readonly questions: readonly string[] }

/** @param agrees to which of the questions about money */
async function examine(baseUrl: string, used = key, agrees: (question: string) => boolean = () => false): Promise<Examined> {
  const questions: string[] = []
  const free = await askForFree({ baseUrl, key: used })
  const orders = await payFor({ baseUrl, key: used }, free.offers ?? [], {
    consent: async (question) => {
      questions.push(question)
      return agrees(question)
    },
    say: () => undefined,
    // Long enough for a link signed anew to differ.
    pause: async () => {
      aheadMs += 1000
    },
  })
  const facts = { ...free, orders }
  return { facts, questions, ...diagnose(facts) }
}

function foundOf({ found }: Diagnosis, about: string): string {
  return found
    .filter((row) => row.about === about)
    .map((row) => row.found)
    .join(' ')
}

function markOf({ found }: Diagnosis, about: string): Row['mark'] | undefined {
  return found.find((row) => row.about === about)?.mark
}

function setOf({ set }: Diagnosis, name: string): string | undefined {
  return set.find((one) => one.name === name)?.value
}

function changed(change: (headers: Headers, request: Request) => void) {
  return ({ api }: Service): Handler =>
    async (request) => {
      const answer = await api.fetch(request)
      const headers = new Headers(answer.headers)
      change(headers, request)
      return new Response(answer.body, { status: answer.status, headers })
    }
}

describe('the free questions', () => {
  it('find that the service lets the plugin send, and which models it offers, and make nothing', async () => {
    const { service, baseUrl } = await start()
    const told = await examine(baseUrl)
    expect(foundOf(told, `Preflight, ${paths.length + 1} routes`)).toBe('The plugin may send.')
    expect(foundOf(told, 'Wrong key, submit')).toBe('Refused with 401, and the plugin can read that.')
    expect(foundOf(told, 'Wrong key, question')).toBe('Refused with 401, and the plugin can read that.')
    expect(foundOf(told, 'Your key')).toBe('Accepted.')
    for (const { label, paths: own, isBehindRelaysOnly } of models)
      expect(foundOf(told, label)).toContain(`${own[0]} is ${isBehindRelaysOnly === true ? 'not offered' : 'offered.'}`)
    expect(setOf(told, 'Base URL')).toBe(baseUrl)
    expect(setOf(told, 'Relay')).toContain('run with --pay')
    expect(service.accepted).toHaveLength(0)
  })

  it('are asked as a page without an origin asks them, for every route', async () => {
    const { service, baseUrl } = await start()
    await examine(baseUrl)
    expect(service.requests.every(({ headers }) => headers['origin'] === 'null')).toBe(true)
    const preflights = service.requests.filter(({ kind }) => kind === 'preflight')
    expect(preflights.map(({ path }) => path)).toEqual(['get_result', ...paths].map((route) => `/flux/v1/${route}`))
    expect(preflights[1]?.headers['access-control-request-headers']).toBe('authorization,content-type')
  })

  it('send the key as a header alone, and orders without words and picture', async () => {
    const { service, baseUrl } = await start()
    await examine(baseUrl)
    for (const { url, fields, headers } of service.requests) {
      expect(url + JSON.stringify(fields)).not.toContain('of-this')
      expect(JSON.stringify({ ...headers, authorization: '' })).not.toContain('of-this')
    }
    expect(
      service.submits().every(({ fields, pictures, bytes }) => Object.keys({ ...fields, ...pictures }).length === 0 && bytes === 2),
    ).toBe(true)
  })

  it('tell that a key is not accepted, and ask for no model with it', async () => {
    const { service, baseUrl } = await start()
    const told = await examine(baseUrl, 'sk-somebody-else', () => true)
    expect(foundOf(told, 'Your key')).toBe('The service does not accept this key.')
    expect(foundOf(told, 'Models')).toContain('not accepted')
    expect(setOf(told, 'API key')).toBe('use another one, or look into its account.')
    expect(service.accepted).toHaveLength(0)
  })

  it('tell that an account is empty', async () => {
    const { service, baseUrl } = await start()
    service.faults.always('poll', 'exhausted-token')
    expect(foundOf(await examine(baseUrl), 'Your key')).toContain('no credit left')
  })

  it('ask for no key where none is given', async () => {
    const { service, baseUrl } = await start()
    const told = await examine(baseUrl, '')
    expect(foundOf(told, 'Your key')).toBe('None was given.')
    expect(setOf(told, 'API key')).toContain('COMETAPI_API_KEY')
    expect(service.requests.filter(({ kind }) => kind !== 'preflight')).toHaveLength(2)
  })

  it('tell that nobody is there', async () => {
    expect(setOf(await examine('http://localhost:9'), 'Base URL')).toBe('check the address http://localhost:9 and your network.')
  })

  it('tell which spelling is offered, and which model is gone', async () => {
    const { baseUrl } = await start({ models: [depth[1]] })
    const told = await examine(baseUrl)
    expect(foundOf(told, 'FLUX.1 Depth [pro]')).toMatch(/^flux-pro-1-0-depth is not offered .* flux-pro-1\.0-depth is offered\.$/)
    expect(markOf(told, 'FLUX.1 Kontext [pro]')).toBe('bad')
    expect(setOf(told, 'Model')).toBe('flux-pro-1.0-depth. The plugin finds the spelling by itself.')
  })

  it('say so where no model is offered', async () => {
    const { baseUrl } = await start({ models: [] })
    expect(setOf(await examine(baseUrl), 'Model')).toBe('none that this plugin knows is offered at this address.')
  })

  it('stop at a service that takes an empty order', async () => {
    const { service, baseUrl } = await start({}, ({ api }) => async (request) => {
      const isOrder = request.method === 'POST' && !request.headers.get('authorization')?.includes('nobody')
      const answer = await api.fetch(request)
      return isOrder ? Response.json({ id: 'abc' }, { headers: { 'access-control-allow-origin': '*' } }) : answer
    })
    const told = await examine(baseUrl)
    expect(foundOf(told, 'FLUX.1 Depth [pro]')).toContain('took an empty order: it may charge for it')
    expect(service.submits()).toHaveLength(2)
  })

  it('tell of an error about one model, and go on', async () => {
    const { service, baseUrl } = await start()
    service.faults.pass('submit')
    service.faults.next('submit', 'server-error')
    const told = await examine(baseUrl)
    expect(foundOf(told, 'FLUX.1 Depth [pro]')).toContain('HTTP 500')
    expect(markOf(told, 'FLUX.2 [pro]')).toBe('good')
  })
})

describe('what a browser does not let a plugin do', () => {
  it.each([
    ['without CORS', changed((headers) => headers.delete('access-control-allow-origin')), 'Pages without an origin are not let in'],
    ['with another origin', changed((headers) => headers.set('access-control-allow-origin', 'https://www.example.com')), 'www.example.com'],
    [
      'without its headers',
      changed((headers) => headers.delete('access-control-allow-headers')),
      'headers that carry the key are not allowed',
    ],
  ])('is found %s, and a relay is needed', async (_, around, words) => {
    const { baseUrl } = await start({}, around)
    const told = await examine(baseUrl)
    expect(
      told.found.filter(({ about }) => about.startsWith('Preflight')).every(({ found, mark }) => mark === 'bad' && found.includes(words)),
    ).toBe(true)
    expect(setOf(told, 'Base URL')).toMatch(/^not http.* A relay is needed/)
    expect(setOf(told, 'Relay')).toBeUndefined()
  })

  it('is told by route where routes differ', async () => {
    const { baseUrl } = await start(
      {},
      changed((headers, { url }) => url.includes('get_result') && headers.delete('access-control-allow-headers')),
    )
    const told = await examine(baseUrl)
    expect(markOf(told, 'Preflight, GET get_result')).toBe('bad')
    expect(markOf(told, `Preflight, POST ${depth[0]}`)).toBe('good')
  })

  it('is found where errors alone cannot be read', async () => {
    const { service, baseUrl } = await start(
      {},
      changed((headers, { method }) => method !== 'OPTIONS' && headers.delete('access-control-allow-origin')),
    )
    service.faults.always('poll', 'unauthorized')
    const told = await examine(baseUrl)
    expect(foundOf(told, 'Wrong key, submit')).toContain('errors would look like a lost connection')
    expect(setOf(told, 'Base URL')).toContain('A relay is needed')
  })

  it('is only a warning with a star, for as long as Chromium takes it', async () => {
    const { baseUrl } = await start(
      {},
      changed((headers) => headers.set('access-control-allow-headers', '*')),
    )
    const told = await examine(baseUrl)
    expect(foundOf(told, `Preflight, ${paths.length + 1} routes`)).toContain('plans to stop accepting')
    expect(setOf(told, 'Base URL')).toBe(baseUrl)
  })
})

describe('a picture', () => {
  it('is asked about, each by itself, and none is made without a yes', async () => {
    const { service, baseUrl } = await start()
    const { questions, found } = await examine(baseUrl)
    expect(questions).toEqual([
      ...depth.map((path) => `Make one picture of 256 × 256 as ${path}? It costs one picture.`),
      'Make one picture of 256 × 256 as flux-kontext-pro? It costs one picture.',
    ])
    expect(service.accepted).toHaveLength(0)
    expect(found).toContainEqual({ about: 'Picture', found: 'None was made, as none was agreed to.', mark: 'open' })
  })

  it('is only asked about where its spelling is offered', async () => {
    const { baseUrl } = await start({ models: [depth[1]] })
    expect((await examine(baseUrl)).questions).toEqual([`Make one picture of 256 × 256 as ${depth[1]}? It costs one picture.`])
  })

  it('of each spelling and of Kontext tells shape, dialect, host, size, format and that nobody may read it', async () => {
    const { service, baseUrl } = await start()
    const told = await examine(baseUrl, key, () => true)
    const { host } = new URL(service.settings.imageBase)
    expect(service.accepted.map(({ order }) => order.model)).toEqual([...depth, 'flux-kontext-pro'])
    for (const path of [...depth, 'flux-kontext-pro']) {
      const words = foundOf(told, `Picture, ${path}`)
      expect(words).toContain('Accepted. The answer holds id, polling_url, cost, input_mp, output_mp.')
      expect(words).toMatch(/Ready after [\d.]+ s.* The service speaks the plain dialect\./)
      expect(words).toMatch(new RegExp(`A PNG of \\d+ × \\d+, \\d+ kB, on ${host}\\.`))
      expect(words).toContain(`${host} sends no CORS headers`)
      expect(words).toMatch(/Headers: content-type: image\/png/)
      expect(words).toContain('it is not renewed')
      expect(words).toContain(`${host} is not in the manifest's list of hosts.`)
    }
    expect(setOf(told, 'Relay')).toContain('needed to fetch pictures')
    expect(setOf(told, 'Manifest')).toBe(`add https://${host} to networkAccess.allowedDomains, and to the relay's IMAGE_HOSTS.`)
    // Its host gets neither key nor cookie, and its own address is asked for alone.
    expect(service.requests.filter(({ kind }) => kind === 'picture').every(({ headers }) => !('authorization' in headers))).toBe(true)
  })

  it('needs no relay where its host allows reading; its link may be renewed and its answer wrapped', async () => {
    const { baseUrl } = await start({ imageCors: true, renewsLinks: true, dialect: 'wrapped', submitShape: 'task-id' })
    const told = await examine(baseUrl, key, (question) => question.includes('kontext'))
    const words = foundOf(told, 'Picture, flux-kontext-pro')
    expect(words).toContain('The answer holds task_id, status.')
    expect(words).toContain('wrapped dialect')
    expect(words).toContain('Asking again renews the link.')
    expect(setOf(told, 'Relay')).toBe('not needed.')
    expect(setOf(told, 'Model')).toContain('flux-kontext-pro')
  })

  it('whose answer was lost is not ordered again, and nothing else is', async () => {
    const { service, baseUrl } = await start()
    service.faults.pass('submit', paths.length + 1)
    service.faults.next('submit', 'lost')
    const told = await examine(baseUrl, key, () => true)
    expect(service.accepted).toHaveLength(1)
    expect(told.questions).toHaveLength(1)
    expect(foundOf(told, `Picture, ${depth[0]}`)).toContain('It may have been charged.')
  })

  it.each([
    ['moderated-content', 'The result was blocked by the content filter.'],
    ['error', 'could not make this picture'],
    ['moderated-request', 'Blocked by the content filter (prompt or frame).'],
  ] as const)('that ends as %s is told so', async (ending, words) => {
    const { service, baseUrl } = await start()
    service.faults.pass('submit', paths.length + 1)
    service.faults.next('submit', ending)
    const told = await examine(baseUrl, key, (question) => question.includes(depth[0]))
    expect(foundOf(told, `Picture, ${depth[0]}`)).toContain(words)
  })

  it('that costs more than there is says so', async () => {
    const { service, baseUrl } = await start()
    service.faults.pass('submit', paths.length + 1)
    service.faults.next('submit', 'no-quota')
    const told = await examine(baseUrl, key, (question) => question.includes(depth[0]))
    expect(foundOf(told, `Picture, ${depth[0]}`)).toMatch(/no credit left.*Not charged\./)
  })

  it.each([
    ['redirect-away', 'sends on to pictures.example, which was not followed.'],
    ['html', 'and no picture'],
    ['expired', 'answered with HTTP 403 and no picture.'],
    ['refused', 'The host of the picture did not answer.'],
  ] as const)('whose host does %s is told so, and nobody else is asked', async (fault, words) => {
    const { service, baseUrl } = await start()
    service.faults.always('picture', fault)
    const told = await examine(baseUrl, key, (question) => question.includes('kontext'))
    expect(foundOf(told, 'Picture, flux-kontext-pro')).toContain(words)
  })
})

describe('the sentences', () => {
  const reply = (change: Partial<Reply> = {}): Answer => ({
    kind: 'reply',
    status: 204,
    type: 'application/json',
    text: '{}',
    allowOrigin: '*',
    allowHeaders: 'authorization, content-type',
    ...change,
  })
  const refused = reply({ status: 401 })
  const facts = (change: Partial<Facts>): Facts => ({
    baseUrl: 'https://api.example.com',
    preflights: [
      {
        route: 'x',
        method: 'POST',
        heard: reply(),
      },
    ],
    badKey: {
      submit: refused,
      question: refused,
    },
    connection: null,
    offers: null,
    orders: [],
    ...change,
  })

  it('take a preflight that is redirected for a refusal', () => {
    const told = diagnose(facts({ preflights: [{ route: 'x', method: 'POST', heard: reply({ status: 301 }) }] }))
    expect(foundOf(told, 'Preflight, 1 routes')).toContain('HTTP 301')
  })

  it.each([
    [reply({ status: 200, type: 'text/html', text: '<!doctype html>' }), 'there is no JSON'],
    [reply({ status: 301, text: '' }), 'sends on'],
    [reply({ status: 502, type: 'text/html', text: '<html>' }), 'HTTP 502'],
    [reply({ status: 200, allowOrigin: null }), 'cannot read that'],
    [{ kind: 'lost', why: 'ETIMEDOUT' } satisfies Answer, 'ETIMEDOUT'],
  ])('know what is no service: %o', (connection, words) => {
    const told = diagnose(facts({ connection }))
    expect(foundOf(told, 'Your key')).toContain(words)
    expect(markOf(told, 'Your key')).toBe('bad')
  })

  it('name what only Figma can settle', () => {
    expect(diagnose(facts({})).found.at(-1)).toMatchObject({
      about: 'Only in Figma',
      mark: 'open',
      found: expect.stringContaining('createImageAsync') as string,
    })
  })

  it('are a table that fits its width, and JSON that holds all of it and no key', () => {
    const quoting = facts({ connection: reply({ status: 401, text: `{"error":"no ${key}"}`.repeat(50) }) })
    const told = diagnose(quoting)
    const lines = table(told, 80)
    expect(lines.every((line) => line.length <= 80)).toBe(true)
    expect(lines.join('\n').replace(/\s+/g, ' ')).toContain('✗ Your key The service does not accept this key.')
    const text = withoutKey(report(quoting, told, new Date(0)), key)
    expect(text).not.toContain('of-this')
    expect(JSON.parse(text)).toMatchObject({ version: 1, at: '1970-01-01T00:00:00.000Z', found: told.found, set: told.set })
    expect(text.length).toBeLessThan(6000)
  })
})

describe('the command', () => {
  const run = (baseUrl: string, args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> =>
    new Promise((resolve) => {
      const root = fileURLToPath(new URL('../..', import.meta.url))
      const child = spawn(process.execPath, ['--import', 'tsx', 'playground/doctor.ts', ...args], {
        cwd: root,
        env: { ...process.env, BASE_URL: baseUrl, COMETAPI_API_KEY: key },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let [out, err] = ['', '']
      child.stdout.on('data', (part: Buffer) => (out += part.toString()))
      child.stderr.on('data', (part: Buffer) => (err += part.toString()))
      child.on('close', (code) => resolve({ code, out, err }))
    })

  it('prints one report and nothing else with --json, never the key, and costs nothing without a terminal', async () => {
    const { service, baseUrl } = await start()
    const { code, out, err } = await run(baseUrl, ['--json'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ version: 1, facts: { baseUrl, orders: [] } })
    expect(out + err).not.toContain('of-this')
    expect(service.accepted).toHaveLength(0)
  })

  it('makes what --pay agrees to, and prints a table', async () => {
    const { service, baseUrl } = await start({ models: ['flux-kontext-pro'] })
    const { out } = await run(baseUrl, ['--pay'])
    expect(service.accepted).toHaveLength(1)
    expect(out).toMatch(/^Found\n/)
    expect(out).toContain('Picture, flux-kontext-pro')
  })

  it('says what it takes where it was asked wrongly, and asks nobody', async () => {
    const { service, baseUrl } = await start()
    const { code, out, err } = await run(baseUrl, ['--buy'])
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('Not known: --buy')
    expect(service.requests).toHaveLength(0)
  })
})
