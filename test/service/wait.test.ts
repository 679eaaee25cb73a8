import { describe, expect, it } from 'vitest'
import { waitLimitMs } from '../../src/core/service/pace.ts'
import { type Watch, makeWait } from '../../src/ui/service/wait.ts'
import type { HttpRequest, HttpResult } from '../../src/ui/service/request.ts'
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

const url = 'https://delivery.eu2.bfl.ai/a.png'
const ready = reply(200, { status: 'Ready', result: { sample: url } })
const timed = reply(200, { status: 'Ready', result: { sample: url, duration: 6.4 } })

function working(status: string, progress: number | null = null) {
  return reply(200, { status, progress, result: null })
}

const missing = reply(200, { status: 'Task not found', result: null })
const expected = { median: 8, spread: 0.3 }

const unheard: Watch = { progressed: () => {}, paused: () => {} }

function wait(
  network: ScriptedNetwork,
  {
    time = virtualTime(),
    ageMs = 0,
    watch = unheard,
    signal = new AbortController().signal,
    isRelay = false,
  }: { time?: VirtualTime; ageMs?: number; watch?: Watch; signal?: AbortSignal; isRelay?: boolean } = {},
) {
  return makeWait(network, time, () => ({ baseUrl: 'https://api.cometapi.com', key: 'sk-1' }), { isRelay: () => isRelay })(
    { remoteId: 'r 1', acceptedAt: time.now() - ageMs },
    expected,
    watch,
    signal,
  )
}

describe('the wait for a picture', () => {
  it('asks the service by the id, with the key, and follows no redirect with it', async () => {
    const network = scriptedNetwork({ ask: [ready] })
    expect(await wait(network)).toMatchObject({ url })
    expect(network.asked[0]).toMatchObject({
      url: 'https://api.cometapi.com/flux/v1/get_result?id=r%201',
      method: 'GET',
      headers: { Authorization: 'Bearer sk-1' },
      followsRedirects: false,
    })
  })

  it('asks nobody for a picture whose address came in place of an id', async () => {
    const network = scriptedNetwork({ ask: [] })
    const time = virtualTime()
    const signal = new AbortController().signal
    const account = { baseUrl: 'https://api.cometapi.com', key: 'sk-1' }
    const waits = makeWait(network, time, () => account, { isRelay: () => false })
    expect(await waits({ remoteId: url, acceptedAt: time.now() }, expected, unheard, signal)).toMatchObject({ url })
    expect(network.asked).toEqual([])
  })

  it.each([
    ['/files/x.png?sig=1', 'https://api.cometapi.com/files/x.png?sig=1'],
    // No address at all, which must end as a link that cannot be read and not as an error of the plugin.
    ['//cdn.example.com:99999/x.png', 'https://cdn.example.com:99999/x.png'],
    ['//cdn.cometapi.com/x', 'https://cdn.cometapi.com/x'],
    ['https://delivery.eu2.bfl.ai/a%7Cb.png?x=|', 'https://delivery.eu2.bfl.ai/a%7Cb.png?x=|'],
  ])('gives a link as whole as it was told, beside the address that was asked: %s', async (told, whole) => {
    const network = scriptedNetwork({ ask: [reply(200, { status: 'Ready', result: { sample: told } })] })
    expect(await wait(network)).toMatchObject({ url: whole })
  })

  it('keeps waiting through every word it does not know, and passes it on', async () => {
    const seen: unknown[] = []
    const network = scriptedNetwork({ ask: [working('Pending'), working('Reasoning', 0.2), working('Brand New Word'), working(''), ready] })
    await wait(network, { watch: { ...unheard, progressed: (heard) => seen.push(heard) } })
    expect(seen).toEqual([
      { status: 'Pending', progress: null, queue: null, offline: false },
      { status: 'Reasoning', progress: 0.2, queue: null, offline: false },
      { status: 'Brand New Word', progress: null, queue: null, offline: false },
      { status: '', progress: null, queue: null, offline: false },
    ])
  })

  it('tells how long it took: the service’s own word, or the middle of the last two questions', async () => {
    expect(await wait(scriptedNetwork({ ask: [timed] }))).toMatchObject({ seconds: 6.4 })
    const time = virtualTime()
    const start = time.now()
    const at: number[] = []
    const ask = (_: HttpRequest, nth: number) => {
      at.push(time.now() - start)
      return nth < 4 ? working('Pending') : ready
    }
    const { seconds } = await wait(scriptedNetwork({ ask }), { time })
    expect(seconds).toBeCloseTo(((at[2] ?? 0) + (at[3] ?? 0)) / 2000, 6)
  })

  it('asks at once for a task that is not fresh', async () => {
    const time = virtualTime()
    await wait(scriptedNetwork({ ask: [ready] }), { time, ageMs: 60_000 })
    expect(time.delays).toEqual([])
  })

  it('forgives a fresh task that is not known everywhere yet', async () => {
    const network = scriptedNetwork({ ask: [missing, reply(404, { detail: 'Task not found' }), missing, working('Pending'), ready] })
    expect(await wait(network)).toMatchObject({ url })
  })

  it.each([0, 30_000, 11 * 60_000])('believes that a task is unknown after a minute of nothing else, %i ms old or not', async (ageMs) => {
    const time = virtualTime()
    const start = time.now()
    const network = scriptedNetwork({ ask: () => missing })
    expect(await rejection(wait(network, { time, ageMs }))).toMatchObject({ failure: { code: 'expired', charged: 'yes' } })
    expect(time.now() - start).toBeGreaterThanOrEqual(60_000)
    expect(time.now() - start).toBeLessThan(75_000)
  })

  it.each([2, 4])('gets the picture where one answer in %i does not know the task', async (nthUnknown) => {
    const ask = (_: HttpRequest, nth: number): HttpResult => (nth > 40 ? ready : nth % nthUnknown === 0 ? missing : working('Pending'))
    expect(await wait(scriptedNetwork({ ask }), { ageMs: 30_000 })).toMatchObject({ url })
  })

  it.each([
    ['a key that is refused', reply(401, '')],
    ['no credit', reply(402, '')],
    ['a closed door', reply(403, '')],
    ['a task that is gone', missing],
  ])('gets the picture after half a minute of %s', async (_, denial) => {
    const time = virtualTime()
    const start = time.now()
    const ask = (): HttpResult => (time.now() - start < 30_000 ? denial : ready)
    expect(await wait(scriptedNetwork({ ask }), { time, ageMs: 30_000 })).toMatchObject({ url })
  })

  it.each([
    ['Request Moderated', 'moderated-request'],
    ['Content Moderated', 'moderated-result'],
    ['Error', 'task-failed'],
    ['Failed', 'task-failed'],
  ])('ends with %s as %s', async (status, code) => {
    expect(await rejection(wait(scriptedNetwork({ ask: [working(status)] })))).toMatchObject({ failure: { code, charged: 'unknown' } })
  })

  it.each([
    ['a wrong key', reply(401, ''), 'key-rejected'],
    ['no credit', reply(402, ''), 'no-credit'],
    ['a closed door', reply(403, ''), 'forbidden'],
    ['a policy of the page', blocked, 'not-allowed-by-manifest'],
  ])('ends with %s where it lasts, and does not claim that nothing was charged', async (_, answer, code) => {
    expect(await rejection(wait(scriptedNetwork({ ask: () => answer })))).toMatchObject({ failure: { code, charged: 'unknown' } })
  })

  it('names the web page that answers in place of the service', async () => {
    const page = reply(403, '<html><title>Sign in to Wi-Fi</title></html>', { type: 'text/html' })
    expect(await rejection(wait(scriptedNetwork({ ask: () => page })))).toMatchObject({
      failure: { code: 'web-page', charged: 'unknown', said: 'Sign in to Wi-Fi' },
    })
  })

  it.each([3_600_000, 4_000_000_000, Number.MAX_SAFE_INTEGER])(
    'never waits longer than half a minute, though it is asked to: %i ms',
    async (ms) => {
      const time = virtualTime()
      await wait(scriptedNetwork({ ask: [reply(429, '', { retryAfterMs: ms }), working('Pending'), ready] }), { time, ageMs: 5000 })
      expect(Math.max(...time.delays)).toBeLessThanOrEqual(30_000)
    },
  )

  it('survives errors, lost answers, HTML and nonsense in between', async () => {
    const faults = [lost, reply(500, ''), html(200), reply(429, ''), reply(200, '{"status":"Pend'), html(502), reply(400, { detail: 'x' })]
    const network = scriptedNetwork({ ask: [...faults, working('Pending'), ...faults, ready] })
    expect(await wait(network)).toMatchObject({ url })
  })

  it('gives up as unreachable after eight faults in a row, later each time', async () => {
    const time = virtualTime()
    const network = scriptedNetwork({ ask: () => lost })
    expect(await rejection(wait(network, { time, ageMs: 5000 }))).toMatchObject({ failure: { code: 'unreachable', charged: 'unknown' } })
    expect(network.asked).toHaveLength(8)
    expect(time.delays).toEqual([...time.delays].sort((a, b) => a - b))
  })

  it('waits as long as the service asks for', async () => {
    const time = virtualTime()
    await wait(scriptedNetwork({ ask: [reply(429, '', { retryAfterMs: 12_000 }), ready] }), { time, ageMs: 5000 })
    expect(time.delays).toEqual([12_000])
  })

  it.each([
    ['that it is asked for', reply(429, '', { retryAfterMs: 12_000 }), 'rate-limited', 12_000],
    ['after a task that is not known', missing, 'expired', 2000],
    ['after a key that is refused', reply(401, ''), 'key-rejected', 2000],
  ] as const)('tells a wait %s, with its end', async (_, answer, because, ms) => {
    const time = virtualTime()
    const paused: unknown[] = []
    const network = scriptedNetwork({ ask: [answer, working('Pending'), ready] })
    const start = time.now()
    await wait(network, { time, ageMs: 5000, watch: { ...unheard, paused: (pause) => paused.push(pause) } })
    expect(paused).toEqual([{ because, until: start + ms }])
  })

  it('tells of no wait while the service just works, nor of one that is over at once', async () => {
    const paused: unknown[] = []
    const network = scriptedNetwork({ ask: [working('Pending'), lost, working('Pending'), ready] })
    await wait(network, { watch: { ...unheard, paused: (pause) => paused.push(pause) } })
    expect(paused).toEqual([])
  })

  it('waits for the network, says so, and does not ask meanwhile', async () => {
    const time = virtualTime()
    const seen: unknown[] = []
    time.meanwhile = (nth) => {
      if (nth === 2) time.goOffline(3_600_000)
    }
    const asked: number[] = []
    const network = scriptedNetwork({
      ask: (_, nth) => {
        asked.push(time.now())
        return nth < 3 ? working('Pending') : ready
      },
    })
    await wait(network, { time, watch: { ...unheard, progressed: (heard) => seen.push(heard) } })
    expect(seen).toContainEqual({ status: 'Pending', progress: null, queue: null, offline: true })
    expect(seen.at(-1)).toEqual({ status: 'Pending', progress: null, queue: null, offline: false })
    expect(Math.max(...asked.slice(1).map((at, i) => at - (asked[i] ?? 0)))).toBeGreaterThanOrEqual(3_600_000)
  })

  it('gives up after a quarter of an hour of waiting, and says that it still works', async () => {
    const time = virtualTime()
    const start = time.now()
    const network = scriptedNetwork({ ask: () => working('Pending') })
    expect(await rejection(wait(network, { time }))).toMatchObject({ failure: { code: 'still-waiting', charged: 'unknown' } })
    expect(time.now() - start).toBeGreaterThanOrEqual(waitLimitMs)
    expect(time.now() - start).toBeLessThan(waitLimitMs + 10_000)
  })

  it('does not count the hours in which the laptop slept', async () => {
    const time = virtualTime()
    time.meanwhile = (nth) => {
      if (nth === 3) time.pass(8 * 3_600_000)
    }
    const network = scriptedNetwork({ ask: (_, nth) => (nth < 8 ? working('Pending') : ready) })
    expect(await wait(network, { time })).toMatchObject({ url })
  })

  it('ends at once when it is cancelled', async () => {
    const controller = new AbortController()
    const time = virtualTime()
    time.meanwhile = (nth) => {
      if (nth === 3) controller.abort()
    }
    const network = scriptedNetwork({ ask: () => working('Pending') })
    expect(await rejection(wait(network, { time, signal: controller.signal }))).toMatchObject({ name: 'AbortError' })
    expect(network.asked).toHaveLength(2)
  })

  it('uses the key and address of the moment of each question', async () => {
    const time = virtualTime()
    const network = scriptedNetwork({ ask: [working('Pending'), ready] })
    const account = () => ({ baseUrl: `http://localhost:${network.asked.length + 1}`, key: `sk-${network.asked.length + 1}` })
    await makeWait(network, time, account, { isRelay: () => false })(
      { remoteId: 'r', acceptedAt: time.now() },
      expected,
      unheard,
      new AbortController().signal,
    )
    expect(network.asked.map(({ url: asked, headers }) => [asked, headers.Authorization])).toEqual([
      ['http://localhost:1/flux/v1/get_result?id=r', 'Bearer sk-1'],
      ['http://localhost:2/flux/v1/get_result?id=r', 'Bearer sk-2'],
    ])
  })

  it('asks a relay at once to hold its question, and again only when that was answered', async () => {
    const time = virtualTime()
    const network = scriptedNetwork({
      ask: (_, nth) => {
        time.pass(nth === 1 ? 25_000 : 4000)
        return nth === 1 ? working('Pending') : ready
      },
    })
    expect(await wait(network, { time, isRelay: true })).toMatchObject({ url })
    expect(network.asked.map(({ headers }) => headers.Prefer)).toEqual(['wait=25', 'wait=25'])
    expect(Math.max(...time.delays)).toBeLessThanOrEqual(100)
  })

  it('takes news from a relay as it comes, and tells the place in the queue', async () => {
    const seen: unknown[] = []
    const answers = [
      reply(200, { status: 'Pending', queue: 2 }),
      reply(200, { status: 'Pending', queue: 1 }),
      reply(200, { status: 'Pending', progress: 0.5 }),
      ready,
    ]
    const time = virtualTime()
    await wait(scriptedNetwork({ ask: answers }), {
      time,
      isRelay: true,
      watch: { ...unheard, progressed: ({ queue, progress }) => seen.push([queue, progress]) },
    })
    expect(seen).toEqual([
      [2, null],
      [1, null],
      [null, 0.5],
    ])
    expect(Math.max(...time.delays)).toBeLessThanOrEqual(100)
  })

  it('goes on at the learned pace where nobody holds its questions', async () => {
    const time = virtualTime()
    const network = scriptedNetwork({ ask: [working('Pending'), working('Pending'), ready] })
    await wait(network, { time, isRelay: true })
    expect(network.asked.map(({ headers }) => headers.Prefer)).toEqual(['wait=25', 'wait=25', undefined])
    expect(time.delays.at(-1)).toBeGreaterThanOrEqual(300)
  })

  it('asks without holding after a proxy cut a held question', async () => {
    const time = virtualTime()
    const network = scriptedNetwork({ ask: [lost, working('Pending'), ready] })
    await wait(network, { time, isRelay: true })
    expect(network.asked.map(({ headers }) => headers.Prefer)).toEqual(['wait=25', undefined, undefined])
  })

  it.each([
    ['a failure', { status: 'Error', error: { code: 'task-failed', message: 'CUDA out of memory' }, charged: 'no' }, 'task-failed', 'no'],
    [
      'a picture that was held back',
      { status: 'Content Moderated', error: { code: 'moderated-result', message: 'Nudity' }, charged: 'no' },
      'moderated-result',
      'no',
    ],
    ['a task that was cancelled', { status: 'Cancelled', charged: 'yes' }, 'task-failed', 'yes'],
  ])('ends as a relay tells, with the charge that it knows: %s', async (_, body, code, charged) => {
    const network = scriptedNetwork({ ask: [reply(200, body)] })
    expect(await rejection(wait(network, { isRelay: true }))).toMatchObject({ failure: { code, charged, isTold: true } })
  })

  it('takes no refused question for a word on what the order cost', async () => {
    const body = { error: { code: 'key-rejected', message: 'The relay does not know this team token.' }, charged: 'no' }
    const network = scriptedNetwork({ ask: Array.from({ length: 40 }, () => reply(401, body)) })
    expect(await rejection(wait(network, { isRelay: true }))).toMatchObject({ failure: { code: 'key-rejected', charged: 'unknown' } })
  })
})
