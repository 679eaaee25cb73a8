import { describe, expect, it } from 'vitest'
import { modelOf } from '../support/models.ts'
import type { Reach } from '../../src/ui/service/reach.ts'
import { makeSubmit } from '../../src/ui/service/submit.ts'
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
const picture = new Blob(['png'])
const accepted = reply(200, { id: 'r1' })
const unknownModel = reply(503, { error: { code: 'model_not_found', message: 'no channel' } })

function busy(retryAfterMs: number | null = null) {
  return reply(429, { detail: 'Too many active tasks' }, { retryAfterMs })
}

function post(network: ScriptedNetwork, time: VirtualTime = virtualTime(), key = 'sk-1') {
  const submit = makeSubmit(network, time, () => ({ baseUrl: 'https://api.cometapi.com', key }), answering)
  return (signal = new AbortController().signal) => submit(depth, aRecipe(), picture, signal)
}

/** An address that is known to answer. */
const answering: Reach = { check: async () => null, isProven: () => true, prove: () => {}, doubt: () => {} }

function urls({ sent }: ScriptedNetwork): readonly string[] {
  return sent.map(({ url }) => url)
}

describe('a submission', () => {
  it('is one POST with the key, the fields of the model and the picture', async () => {
    const network = scriptedNetwork({ send: [accepted] })
    expect(await post(network)()).toEqual({ remoteId: 'r1', path: 'flux-pro-1-0-depth' })
    expect(network.sent).toHaveLength(1)
    expect(network.sent[0]).toMatchObject({ url: hyphened, key: 'sk-1', imageField: 'control_image', picture, fields: { seed: 4821 } })
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

  it('may have arrived when its sender broke', async () => {
    const network = scriptedNetwork({ send: [] })
    expect(await rejection(post(network)())).toMatchObject({ failure: { code: 'maybe-submitted', charged: 'unknown' } })
    expect(network.sent).toHaveLength(1)
  })

  it('waits as long as a 429 says', async () => {
    const time = virtualTime()
    const network = scriptedNetwork({ send: [busy(7000), busy(0), accepted] })
    expect(await post(network, time)()).toMatchObject({ remoteId: 'r1' })
    expect(time.delays).toEqual([7000, 0])
  })

  it('waits longer each time where a 429 says nothing, and gives up after five', async () => {
    const time = virtualTime()
    const network = scriptedNetwork({ send: () => busy() })
    expect(await rejection(post(network, time)())).toMatchObject({ failure: { code: 'rate-limited', charged: 'no' } })
    expect(network.sent).toHaveLength(5)
    expect(time.delays).toEqual([...time.delays].sort((a, b) => a - b))
    expect(time.delays[0]).toBeGreaterThanOrEqual(1000)
  })

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
    expect(await rejection(post(network, time)())).toMatchObject({ failure: { code: 'rate-limited' } })
    expect(time.delays).toEqual([])
  })

  it('sends nothing without a key', async () => {
    const network = scriptedNetwork({})
    expect(await rejection(post(network, virtualTime(), '')())).toMatchObject({ failure: { code: 'key-missing', charged: 'no' } })
    expect(network.sent).toEqual([])
  })

  it('sends nothing without a network', async () => {
    const time = virtualTime()
    time.goOffline(1000)
    const network = scriptedNetwork({})
    expect(await rejection(post(network, time)())).toMatchObject({ failure: { code: 'unreachable', charged: 'no' } })
    expect(network.sent).toEqual([])
  })

  it('that is cancelled while it waits is not sent again', async () => {
    const controller = new AbortController()
    const time = virtualTime()
    time.meanwhile = () => controller.abort()
    const network = scriptedNetwork({ send: [busy(1000)] })
    expect(await rejection(post(network, time)(controller.signal))).toMatchObject({ name: 'AbortError' })
    expect(network.sent).toHaveLength(1)
  })

  it('that is cancelled while it is out is no lost answer', async () => {
    const controller = new AbortController()
    const sending = post(scriptedNetwork({ send: [accepted] }))(controller.signal)
    controller.abort()
    expect(await rejection(sending)).toMatchObject({ name: 'AbortError' })
  })
})
