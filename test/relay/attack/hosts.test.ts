// Whatever a picture host or the service sends, the relay survives, each request ends in time, memory stays bounded, and the next one is served.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { JPEG, post, signedPath, TOKEN } from '../support.ts'
import { attacks, goodAnswer, type Payload } from './answers.ts'
import { startAttacked, type Attacked } from './process.ts'
import { startRaw, type Raw } from './raw.ts'

const key = 'sk-own-key-of-the-relay'
const maxBytes = 100_000
const picture: Payload = { body: Buffer.from(JPEG), type: 'image/jpeg' }
const said: Payload = { body: Buffer.from('{"id":"task-1","status":"Pending","result":null}'), type: 'application/json' }
/** The tested limits of the relay are 600 ms; the rest is tolerance for a slow machine. */
const patienceMs = 15_000

type Outcome = { readonly status: number; readonly text: string; readonly isBroken: boolean; readonly ms: number }

async function outcomeOf(url: string, init: RequestInit = {}): Promise<Outcome> {
  const start = performance.now()
  const end = (status: number, text: string, isBroken: boolean): Outcome => ({ status, text, isBroken, ms: performance.now() - start })
  let status = 0
  try {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(patienceMs) })
    status = answer.status
    return end(status, Buffer.from(await answer.arrayBuffer()).toString('latin1'), false)
  } catch {
    return end(status, '', true)
  }
}

/** Several at once, each twice: the second time over reused connections. */
async function outcomesOf(
  names: readonly string[],
  ask: (name: string) => Promise<Outcome>,
): Promise<ReadonlyMap<string, readonly Outcome[]>> {
  const outcomes = new Map<string, readonly Outcome[]>()
  const left = [...names]
  const lane = async (): Promise<void> => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) outcomes.set(name, [await ask(name), await ask(name)])
  }
  await Promise.all(Array.from({ length: 40 }, lane))
  return outcomes
}

function nameIn(path: string): string {
  return decodeURIComponent(/(?:id=|\/a\/|flux-)([^?&]*)/.exec(path)?.[1] ?? '')
}

const [ofHost, ofService] = [attacks(picture), attacks(said)]
const pictureNames = Object.keys(ofHost)
const serviceNames = Object.keys(ofService)
let host: Raw
let service: Raw
let relay: Attacked
beforeAll(async () => {
  host = await startRaw((path) => (path === '/good' ? goodAnswer(picture) : ofHost[nameIn(path)]))
  service = await startRaw((path) => ofService[serviceNames[Number(nameIn(path))] ?? ''] ?? goodAnswer(said))
  const env = { UPSTREAM_URL: service.url, IMAGE_HOSTS: host.url, COMETAPI_API_KEY: key, TEAM_TOKENS: TOKEN }
  // The test's own requests are delayed by a busy machine, too.
  relay = await startAttacked(
    { ...env, MAX_IMAGE_BYTES: String(maxBytes), REQUESTS_PER_MINUTE: '100000' },
    { headersTimeoutMs: patienceMs },
  )
})
afterAll(() => {
  for (const one of [host, service, relay]) one.close()
})

const mine = { authorization: `Bearer ${TOKEN}` }

async function wellOff(): Promise<void> {
  expect(relay.isAlive()).toBe(true)
  const good = await outcomeOf(relay.url + (await signedPath(`${host.url}/good`)))
  expect([good.status, good.text]).toEqual([200, picture.body.toString('latin1')])
  const asked = await outcomeOf(`${relay.url}/flux/v1/get_result?id=good`, { headers: mine })
  expect([asked.status, JSON.parse(asked.text)]).toEqual([200, { id: 'good', status: 'Pending', progress: null, result: null }])
  expect(await relay.gained()).toBeLessThan(200_000_000)
}

function problemOf({ text }: Outcome): string | undefined {
  return /^\{"error":\{.*"type":"(\w+)"\},"charged":"\w+"\}$/.exec(text)?.[1]
}

describe('a host of pictures', () => {
  let outcomes: ReadonlyMap<string, readonly Outcome[]>
  beforeAll(async () => {
    outcomes = await outcomesOf(pictureNames, async (name) =>
      outcomeOf(relay.url + (await signedPath(`${host.url}/a/${encodeURIComponent(name)}`))),
    )
  })

  it.each(pictureNames)('that sends %s ends its own picture at most', (name) => {
    for (const outcome of outcomes.get(name) ?? []) {
      expect(outcome.ms).toBeLessThan(patienceMs)
      expect(outcome.status).not.toBe(0)
      if (outcome.status === 200) {
        expect(outcome.text.length).toBeLessThanOrEqual(maxBytes)
        if (!outcome.isBroken) expect(outcome.text.slice(0, 3)).toBe('\xff\xd8\xff')
      } else {
        expect(problemOf(outcome)).toMatch(/^(picture_unreachable|picture_gone|picture_too_large|not_a_picture|host_not_allowed)$/)
      }
    }
  })

  it('has ended nothing and left nothing behind', wellOff)
})

describe.each([
  ['a question', (i: number) => [`/flux/v1/get_result?id=${i}`, { headers: mine }] as const],
  ['an order', (i: number) => [`/flux/v1/flux-${i}`, post(`{"seed":${i}}`, mine)] as const],
])('a service that is asked %s', (kind, requestOf) => {
  let outcomes: ReadonlyMap<string, readonly Outcome[]>
  beforeAll(async () => {
    outcomes = await outcomesOf(serviceNames, async (name) => {
      const [path, init] = requestOf(serviceNames.indexOf(name))
      return outcomeOf(relay.url + path, init)
    })
  })

  it.each(serviceNames)('and sends %s spoils its own answer at most', (name) => {
    for (const outcome of outcomes.get(name) ?? []) {
      expect(outcome.ms).toBeLessThan(patienceMs)
      expect(outcome.isBroken).toBe(false)
      expect(outcome.status).toBeGreaterThanOrEqual(200)
      expect(outcome.status).toBeLessThan(600)
      // A proper answer is reported in the relay's words, the others as failed.
      if (outcome.status >= 300)
        expect(problemOf(outcome)).toMatch(
          kind === 'an order' ? /^(service|own_key_refused|upstream_lost)$/ : /^(service|own_key_refused|upstream_unreachable)$/,
        )
    }
  })

  it('has ended nothing and left nothing behind', wellOff)
})

describe('the log of all this', () => {
  it('has a line for each request and no word of an error, the key or a token', () => {
    for (const line of relay.said().trim().split('\n'))
      expect(line).toMatch(
        /^\{"time":"[\d:.TZ-]+","event":("request","method":"[A-Z]+","path":"\/[!-~]{0,99}","status":\d{3},"ms":\d+|"(accepted|refused|ended)",[!-~]{0,400})\}$/,
      )
    expect(relay.said()).not.toContain(key)
  })
})
