import { describe, expect, it } from 'vitest'
import { modelOf } from '../support/models.ts'
import type { Reach } from '../../src/ui/service/reach.ts'
import { type OrderName, type SubmitPorts, makeSubmit } from '../../src/ui/service/submit.ts'
import {
  type ScriptedNetwork,
  type VirtualTime,
  blocked,
  html,
  lost,
  rejection,
  reply,
  scriptedNetwork,
  virtualTime,
} from '../support/network.ts'
import { aRecipe } from '../support/tasks.ts'

const depth = modelOf('flux-depth-pro')
const [hyphened, dotted] = ['https://api.cometapi.com/flux/v1/flux-pro-1-0-depth', 'https://api.cometapi.com/flux/v1/flux-pro-1.0-depth']
const base64 = new Blob(['cG5n'])
const accepted = reply(200, { id: 'r1' })
const unknownModel = reply(503, { error: { code: 'model_not_found', message: 'no channel' } })

function busy(retryAfterMs: number | null = null) {
  return reply(429, { detail: 'Too many active tasks' }, { retryAfterMs })
}

/** An address that is known to answer. */
function answering(isRelay: boolean): Reach {
  return { check: async () => null, isProven: () => true, isRelay: () => isRelay, prove: () => {}, doubt: () => {} }
}

/** The spellings that worked last, as they are stored. */
function keptPaths(): SubmitPorts['lastPath'] {
  const kept = new Map<string, string>()
  return { of: (modelId) => kept.get(modelId), learn: (modelId, path) => void kept.set(modelId, path) }
}

type Posting = {
  readonly time?: VirtualTime
  readonly key?: string
  readonly lastPath?: SubmitPorts['lastPath']
  /** The order's idempotency key, if it goes to a relay. */
  readonly name?: OrderName | null
  readonly isRelay?: boolean
}

function post(
  network: ScriptedNetwork,
  { time = virtualTime(), key = 'sk-1', lastPath = keptPaths(), name = null, isRelay = name !== null }: Posting = {},
) {
  const heard: unknown[] = []
  const watch = { paused: (pause: unknown) => void heard.push(pause), continued: () => void heard.push('continued') }
  const account = () => ({ baseUrl: 'https://api.cometapi.com', key })
  const { submit } = makeSubmit({ network, time, account, reach: answering(isRelay), lastPath, crowded: () => void heard.push('crowded') })
  const send = (signal = new AbortController().signal) => submit(depth, { input: aRecipe(), base64, name, watch }, signal)
  return Object.assign(send, { heard })
}

/** Of the relay that `post` talks to. */
const name: OrderName = { relay: 'https://api.cometapi.com', key: 'k1' }

function urls({ sent }: ScriptedNetwork): readonly string[] {
  return sent.map(({ url }) => url)
}

describe('a submission', () => {
  it('is one POST with the key, the fields of the model and the picture', async () => {
    const network = scriptedNetwork({ send: [accepted] })
    expect(await post(network)()).toEqual({ remoteId: 'r1', path: 'flux-pro-1-0-depth' })
    expect(network.sent).toHaveLength(1)
    expect(network.sent[0]).toMatchObject({ url: hyphened, key: 'sk-1', imageField: 'control_image', base64, fields: { seed: 4821 } })
  })

  it.each([
    ['404', reply(404, '')],
    ['HTML', html(200)],
    ['503 model_not_found', unknownModel],
    ['a redirect', reply(0, '')],
  ])('tries the other spelling after %s, which proves that nothing was accepted', async (_, refusal) => {
    const network = scriptedNetwork({ send: [refusal, accepted] })
    expect(await post(network)()).toEqual({ remoteId: 'r1', path: 'flux-pro-1.0-depth' })
    expect(urls(network)).toEqual([hyphened, dotted])
  })

  it('starts with the spelling that worked last', async () => {
    const network = scriptedNetwork({ send: [unknownModel, accepted, accepted] })
    const submit = post(network)
    await submit()
    await submit()
    expect(urls(network)).toEqual([hyphened, dotted, dotted])
  })

  it('starts with the spelling that an earlier window found, where the model still has it', async () => {
    const network = scriptedNetwork({ send: () => accepted })
    for (const path of ['flux-pro-1.0-depth', 'a-spelling-of-old']) await post(network, { lastPath: { of: () => path, learn: () => {} } })()
    expect(urls(network)).toEqual([dotted, hyphened])
  })

  it('ends as model-unavailable after every spelling', async () => {
    const network = scriptedNetwork({ send: [unknownModel, html(404)] })
    expect(await rejection(post(network)())).toMatchObject({ failure: { code: 'model-unavailable', charged: 'no' } })
  })

  it.each([
    ['an answer that got lost', lost, 'maybe-submitted', 'unknown'],
    ['an error of the service', reply(500, ''), 'service-error', 'unknown'],
    ['a gateway that timed out', html(504), 'service-error', 'unknown'],
    ['503 that does not speak of the model', reply(503, ''), 'service-error', 'unknown'],
    ['a success without an id', reply(200, {}), 'service-error', 'unknown'],
    ['nonsense', reply(200, 'OK', { type: 'text/plain' }), 'service-error', 'unknown'],
    ['a wrong key', reply(401, ''), 'key-rejected', 'no'],
    ['no credit', reply(402, ''), 'no-credit', 'no'],
    ['another 403', reply(403, ''), 'forbidden', 'no'],
    ['a wrong request', reply(422, { detail: 'x' }), 'bad-request', 'no'],
    ['a body too large', reply(413, ''), 'too-large', 'no'],
    ['a policy of the page', blocked, 'not-allowed-by-manifest', 'no'],
  ] as const)('is never sent twice after %s', async (_, answer, code, charged) => {
    const network = scriptedNetwork({ send: [answer] })
    expect(await rejection(post(network)())).toMatchObject({ failure: { code, charged } })
    expect(network.sent).toHaveLength(1)
  })

  it('names its order to a relay, and to nobody else', async () => {
    const network = scriptedNetwork({ send: () => accepted })
    await post(network, { name })()
    await post(network)()
    expect(network.sent.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['k1', undefined])
  })

  it.each([
    ['an answer that got lost', lost],
    ['a sender that broke', null],
    ['a gateway that timed out', html(504)],
    ['an error that proves nothing', reply(500, '')],
    ['an answer that is still being made', reply(409, { error: { code: 'bad-request', message: 'wait' } }, { retryAfterMs: 2000 })],
  ])('to a relay is asked for again under its name after %s', async (_, answer) => {
    const time = virtualTime()
    const network = scriptedNetwork({
      send: (_asked, nth) => {
        if (nth > 1) return accepted
        if (answer === null) throw new Error('the worker died')
        return answer
      },
    })
    expect(await post(network, { time, name })()).toEqual({ remoteId: 'r1', path: 'flux-pro-1-0-depth' })
    expect(network.sent.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['k1', 'k1'])
  })

  it('to a relay says how long ago it went out, where it went out before', async () => {
    const time = virtualTime()
    const network = scriptedNetwork({ send: (_asked, nth) => (nth === 1 ? lost : accepted) })
    const since = time.now()
    await post(network, { time, name })()
    const seconds = Math.ceil((time.now() - since) / 1000)
    await post(network, { time, name: { ...name, since: time.now() - 60_000 } })()
    expect(network.sent.map(({ sentBefore }) => sentBefore)).toEqual([undefined, seconds, 60])
  })

  it('to a relay waits for the network, and goes on by itself', async () => {
    const time = virtualTime()
    const network = scriptedNetwork({
      send: (_asked, nth) => {
        if (nth === 1) time.goOffline(90_000)
        return nth === 1 ? lost : accepted
      },
    })
    const since = time.now()
    expect(await post(network, { time, name })()).toMatchObject({ remoteId: 'r1' })
    expect(time.now() - since).toBeGreaterThanOrEqual(90_000)
  })

  it('to a relay that stays silent ends after ten minutes, as one that may have been accepted', async () => {
    const time = virtualTime()
    const since = time.now()
    const network = scriptedNetwork({ send: () => lost })
    expect(await rejection(post(network, { time, name })())).toMatchObject({ failure: { code: 'maybe-submitted', charged: 'unknown' } })
    expect(time.now() - since).toBeGreaterThan(9 * 60_000)
    expect(time.now() - since).toBeLessThan(11 * 60_000)
  })

  it('is not sent without its name where the relay of its record is gone', async () => {
    const network = scriptedNetwork({ send: [] })
    const gone = post(network, { name: { relay: 'https://relay.example.com', key: 'k1' } })
    expect(await rejection(gone())).toMatchObject({ failure: { code: 'maybe-submitted', charged: 'unknown' } })
    const noRelay = post(network, { name, isRelay: false })
    expect(await rejection(noRelay())).toMatchObject({ failure: { code: 'maybe-submitted', charged: 'unknown' } })
    expect(network.sent).toHaveLength(0)
  })

  it('that a relay knows with another picture is not believed to be free', async () => {
    const network = scriptedNetwork({ send: [reply(409, { error: { code: 'bad-request', message: 'another body' }, charged: 'no' })] })
    expect(await rejection(post(network, { name })())).toMatchObject({ failure: { code: 'maybe-submitted', charged: 'unknown' } })
  })

  it('that a relay could not write down is sent again after a while', async () => {
    const away = reply(503, { error: { code: 'service-error', message: 'The state is away' }, charged: 'no' })
    const network = scriptedNetwork({ send: [away, accepted] })
    expect(await post(network, { name })()).toMatchObject({ remoteId: 'r1' })
  })

  it('refused by a relay ends with its code, its charge and its words', async () => {
    const refused = reply(402, { error: { code: 'no-credit', message: 'The budget is used up until 1 December' }, charged: 'no' })
    const network = scriptedNetwork({ send: [refused] })
    expect(await rejection(post(network, { name })())).toMatchObject({
      failure: { code: 'no-credit', charged: 'no', said: 'The budget is used up until 1 December' },
    })
  })

  it.each([
    [429, 'rate-limited', 'unknown'],
    [503, 'service-error', 'yes'],
    [404, 'model-unavailable', 'unknown'],
  ])('refused by a relay with %i, %s, is not sent again where it may have been charged: %s', async (status, code, charged) => {
    const network = scriptedNetwork({ send: [reply(status, { error: { code, message: 'Odd.' }, charged })] })
    expect(await rejection(post(network, { isRelay: true })())).toMatchObject({ failure: { code, charged } })
    expect(network.sent).toHaveLength(1)
  })

  it('may have arrived when its sender broke', async () => {
    const network = scriptedNetwork({ send: [] })
    expect(await rejection(post(network)())).toMatchObject({ failure: { code: 'maybe-submitted', charged: 'unknown' } })
    expect(network.sent).toHaveLength(1)
  })

  it('waits as long as a 429 says', async () => {
    const time = virtualTime()
    const network = scriptedNetwork({ send: [busy(7000), busy(0), accepted] })
    expect(await post(network, { time })()).toMatchObject({ remoteId: 'r1' })
    expect(time.delays).toEqual([7000, 0])
  })

  it('waits longer each time where a 429 says nothing, and gives up after five', async () => {
    const time = virtualTime()
    const network = scriptedNetwork({ send: () => busy() })
    expect(await rejection(post(network, { time })())).toMatchObject({ failure: { code: 'rate-limited', charged: 'no' } })
    expect(network.sent).toHaveLength(5)
    expect(time.delays).toEqual([...time.delays].sort((a, b) => a - b))
    expect(time.delays[0]).toBeGreaterThanOrEqual(1000)
  })

  it('tells each wait with its end, and when it is over', async () => {
    const time = virtualTime()
    const start = time.now()
    const network = scriptedNetwork({ send: [busy(7000), html(522), accepted] })
    const sending = post(network, { time })
    await sending()
    expect(sending.heard).toEqual([
      'crowded',
      { because: 'rate-limited', until: start + 7000 },
      'continued',
      { because: 'unreachable', until: start + 7000 + (time.delays[1] ?? 0) },
      'continued',
    ])
  })

  it.each([
    'Exceeded maximum number of active tasks (24)',
    'Too many active tasks',
    'You have reached the limit of concurrent requests',
    'concurrency limit exceeded',
    'too many running jobs',
  ])('says once that the service has enough to do: %s', async (detail) => {
    const sending = post(scriptedNetwork({ send: () => reply(429, { detail }, { retryAfterMs: 1 }) }))
    expect(await rejection(sending())).toMatchObject({ failure: { code: 'rate-limited' } })
    expect(sending.heard.filter((one) => one === 'crowded')).toHaveLength(1)
  })

  it.each([reply(429, { detail: 'Rate limit: 60 requests a minute' }), html(429), reply(401, ''), accepted])(
    'does not say so for anything else: %o',
    async (answer) => {
      const sending = post(scriptedNetwork({ send: () => answer }))
      await sending().catch(() => {})
      expect(sending.heard).not.toContain('crowded')
    },
  )

  it('is sent again where a proxy never reached the service, and told as not sent when it never does', async () => {
    const network = scriptedNetwork({ send: [html(522), accepted] })
    expect(await post(network)()).toMatchObject({ remoteId: 'r1' })
    const never = scriptedNetwork({ send: () => html(521) })
    expect(await rejection(post(never)())).toMatchObject({ failure: { code: 'unreachable', charged: 'no' } })
    expect(never.sent).toHaveLength(5)
  })

  it('does not wait for minutes', async () => {
    const time = virtualTime()
    const network = scriptedNetwork({ send: [busy(3_600_000)] })
    expect(await rejection(post(network, { time })())).toMatchObject({ failure: { code: 'rate-limited' } })
    expect(time.delays).toEqual([])
  })

  it('sends nothing without a key', async () => {
    const network = scriptedNetwork({})
    expect(await rejection(post(network, { key: '' })())).toMatchObject({ failure: { code: 'key-missing', charged: 'no' } })
    expect(network.sent).toEqual([])
  })

  it('sends nothing without a network', async () => {
    const time = virtualTime()
    time.goOffline(1000)
    const network = scriptedNetwork({})
    expect(await rejection(post(network, { time })())).toMatchObject({ failure: { code: 'unreachable', charged: 'no' } })
    expect(network.sent).toEqual([])
  })

  it('that is cancelled while it waits is not sent again', async () => {
    const controller = new AbortController()
    const time = virtualTime()
    time.meanwhile = () => controller.abort()
    const network = scriptedNetwork({ send: [busy(1000)] })
    expect(await rejection(post(network, { time })(controller.signal))).toMatchObject({ name: 'AbortError' })
    expect(network.sent).toHaveLength(1)
  })

  it('that is cancelled while it is out is no lost answer', async () => {
    const controller = new AbortController()
    const sending = post(scriptedNetwork({ send: [accepted] }))(controller.signal)
    controller.abort()
    expect(await rejection(sending)).toMatchObject({ name: 'AbortError' })
  })
})
